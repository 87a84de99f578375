#pragma once

#include "server/features/accounts.h"
#include "server/files/filedisk.h"

namespace hearth::server {

//! How files go out: `GET /api/files/{id}`, whole or by Range, and `…/thumbnail`. Who may enter the room is
//! asked each time, also before a `304`. A browser saves a file and never shows it.
class Files : public QObject
{
    Q_OBJECT

public:
    Files(const Services &services, Accounts &accounts, FileDisk &disk, QObject *parent = nullptr);

    [[nodiscard]] quint64 sent() const { return m_sent; }

private:
    enum class What { Content, Thumbnail };

    void addPath(const QString &below, What what);
    [[nodiscard]] HttpResponse responseFor(const HttpRequest &request, const FileRecord &record, What what);

    Services m_services;
    Accounts &m_accounts;
    FileDisk &m_disk;
    quint64 m_sent = 0;
};

} // namespace hearth::server
