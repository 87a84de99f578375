#pragma once

#include "server/features/services.h"
#include "server/files/filedisk.h"

#include <QSet>
#include <QTimer>

namespace hearth::server {

//! Deletes the contents that no file has any more, within some seconds, and forgets what was uploaded and not
//! sent within Limits::uploadKeepMs. First the row of a content is forgotten, and once that is committed the
//! content goes (features/filecontents.h): in between it is without a row, which a crash may leave so, and
//! the next start finds.
class FileCare : public QObject
{
    Q_OBJECT

public:
    //! `orphans`: contents that may be without a row since a crash.
    FileCare(
        const Services &services, FileDisk &disk, const QStringList &orphans = {}, QObject *parent = nullptr);

    //! A content that nobody has added a row for: goes soon, unless it has one.
    void release(const QString &hash);
    //! What the timer does every few seconds.
    void look();

    [[nodiscard]] quint64 deleted() const { return m_deleted; }
    //! Contents that may be without a row.
    [[nodiscard]] qsizetype waiting() const { return m_orphans.size(); }
    //! Those that were too many, and are left to the next start.
    [[nodiscard]] quint64 leftOut() const { return m_leftOut; }
    //! Something that was found is still being done.
    [[nodiscard]] bool isAtWork() const { return m_isAtWork; }

private:
    void expire();
    void forgetUnused();
    void removeOrphans();
    [[nodiscard]] QStringList takeOrphans();

    Services m_services;
    FileDisk &m_disk;
    QTimer m_timer;
    int m_ticks = 0;
    bool m_isAtWork = false; //!< one thing at a time: no content goes in the batch that forgets a row
    QSet<QString> m_orphans; //!< contents that may be without a row, by hash
    quint64 m_deleted = 0;
    quint64 m_leftOut = 0;
};

} // namespace hearth::server
