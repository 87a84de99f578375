#pragma once

#include "server/storage/database.h"
#include "server/storage/tenancy.h"

namespace hearth::server {

//! The folder that holds all of a server's data, and the lock by which one server has it for itself. Commands
//! that only read and write the database work beside a running server; one that replaces it needs the lock.
class DataFolder
{
public:
    //! `databaseUrl`: where the database is kept instead, if it is.
    //! `filesPath`: where the contents of files are kept instead.
    explicit DataFolder(QString path, QString databaseUrl = {}, QString filesPath = {})
        : m_path(std::move(path)), m_databaseUrl(std::move(databaseUrl)), m_filesPath(std::move(filesPath))
    {}
    DataFolder(const DataFolder &) = delete;
    DataFolder &operator=(const DataFolder &) = delete;
    ~DataFolder();

    //! Makes the folder where it is missing.
    [[nodiscard]] Result<Done> make() const;
    //! Until this object goes. The kernel's lock (flock) on `server.lock`: it ends with its process, however
    //! that died, so it is never stale. Unavailable where another process has it.
    [[nodiscard]] Result<Done> lock();
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString databaseFile() const;
    //! False only where there was none yet. Of one that is kept elsewhere the factory says it.
    [[nodiscard]] bool hasDatabase() const;
    //! A restore has left an older database beside this one.
    [[nodiscard]] bool hasDatabaseAside() const;
    //! Where the contents of the database's files lie. Each database has its own: what one does not know of
    //! may be another's, and what nobody knows of is deleted.
    [[nodiscard]] QString filesFolder(const Database &db) const;
    //! `tenancy`: of one that is kept elsewhere; that in the folder goes by lock().
    [[nodiscard]] DatabaseFactory database(
        IfMissing ifMissing = IfMissing::Make, const Tenancy &tenancy = {}) const;
    //! InvalidRequest for one that is kept elsewhere. Takes the lock, then replaces the database by the
    //! backup; see restoreSqlite().
    [[nodiscard]] Result<QString> restore(const QString &backup);

private:
    QString m_path;
    QString m_databaseUrl;
    QString m_filesPath;
    int m_lock = -1;
};

} // namespace hearth::server
