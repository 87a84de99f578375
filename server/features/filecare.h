#pragma once

#include "server/features/services.h"
#include "server/files/filedisk.h"

#include <QTimer>

namespace hearth::server {

//! Deletes the contents that no file has any more, within some seconds, and forgets what was uploaded and not
//! sent within Limits::uploadKeepMs.
class FileCare : public QObject
{
    Q_OBJECT

public:
    FileCare(const Services &services, FileDisk &disk, QObject *parent = nullptr);

    [[nodiscard]] quint64 deleted() const { return m_deleted; }

private:
    void expire();
    void deleteUnused();
    void deleteContents(const QStringList &hashes);

    Services m_services;
    FileDisk &m_disk;
    QTimer m_timer;
    int m_ticks = 0;
    quint64 m_deleted = 0;
};

} // namespace hearth::server
