#include "server/server/datafolder.h"

#include "server/storage/postgresql/postgresqldatabase.h"
#include "server/storage/sqlite/sqlitedatabase.h"
#include "server/storage/sqlite/sqliterestore.h"

#include <QDir>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace hearth::server {

DataFolder::~DataFolder()
{
    if (m_lock >= 0)
        ::close(m_lock);
}

Result<Done> DataFolder::make() const
{
    if (QDir().mkpath(m_path))
        return Done{};
    return Error(ErrorCode::Unavailable,
        QStringLiteral("cannot make the data folder %1; choose another with --data").arg(m_path));
}

Result<Done> DataFolder::lock()
{
    const QByteArray file = QFile::encodeName(QDir(m_path).filePath(QStringLiteral("server.lock")));
    m_lock = ::open(file.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_lock < 0)
        return Error(ErrorCode::Unavailable,
            QStringLiteral("cannot write to the data folder %1: %2; choose another with --data")
                .arg(m_path, QString::fromLocal8Bit(std::strerror(errno))));
    if (::flock(m_lock, LOCK_EX | LOCK_NB) == 0)
        return Done{};
    return Error(ErrorCode::Unavailable,
        QStringLiteral("a hearthd runs on the data folder %1; stop it, or choose another with --data")
            .arg(m_path));
}

QString DataFolder::databaseFile() const
{
    return QDir(m_path).filePath(QStringLiteral("hearth.db"));
}

bool DataFolder::hasDatabase() const
{
    return !m_databaseUrl.isEmpty() || QFileInfo::exists(databaseFile());
}

bool DataFolder::hasDatabaseAside() const
{
    return !QDir(m_path).entryList({QStringLiteral("hearth.db.before-*")}, QDir::Files).isEmpty();
}

QString DataFolder::filesFolder(const Database &db) const
{
    const QString id = db.filesId();
    return QDir(m_filesPath.isEmpty() ? m_path : m_filesPath)
        .filePath(id.isEmpty() ? QStringLiteral("files") : QStringLiteral("files-") + id);
}

DatabaseFactory DataFolder::database(IfMissing ifMissing, const Tenancy &tenancy) const
{
    return m_databaseUrl.isEmpty() ? sqliteFactory(databaseFile())
                                   : postgresqlFactory(m_databaseUrl, ifMissing, nullptr, tenancy);
}

Result<QString> DataFolder::restore(const QString &backup)
{
    if (!m_databaseUrl.isEmpty())
        return Error(ErrorCode::InvalidRequest,
            QStringLiteral(
                "a database on PostgreSQL is restored by pg_restore (docs/operating.md says how)"));
    if (const auto made = make(); !made)
        return made.error();
    if (const auto locked = lock(); !locked)
        return locked.error();
    return restoreSqlite(backup, databaseFile());
}

} // namespace hearth::server
