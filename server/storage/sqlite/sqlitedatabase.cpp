#include "server/storage/sqlite/sqlitedatabase.h"

#include "server/storage/sql/opening.h"
#include "server/storage/sqlite/searchfunctions.h"
#include "server/storage/sqlite/sqlitedatabase_p.h"
#include "server/storage/sqlite/sqlitemigrations.h"

#include <QFile>
#include <QFileInfo>

// Outside of the namespace, as the macro wants; a static library's resources are left out without it.
static void linkSqlFiles()
{
    Q_INIT_RESOURCE(hearth_sqlite);
}

namespace hearth::server {

SqliteDatabase::SqliteDatabase(const QString &path)
    : SqlDatabase(m_statements), m_path(path), m_statements(m_connection), m_maintenance(m_statements)
{
    linkSqlFiles();
}

Result<Done> SqliteDatabase::open(Mode mode)
{
    if (auto opened = openFile(); !opened)
        return opened;
    if (auto configured = configure(mode); !configured)
        return cannotOpen(configured.error().message);
    if (mode == Mode::ReadWrite) {
        if (auto migrated = migrate(m_connection, m_statements); !migrated)
            return Error(
                migrated.error().code, QStringLiteral("%1: %2").arg(m_path, migrated.error().message));
        // After the migrations, which may sort more than fits into memory. Every job is a savepoint, and what
        // it changes of a page that the batch has changed before was copied into a temporary file first: two
        // writes a page, more than the log itself. In memory it is gone when the job ends.
        if (auto set = m_connection.execute(QStringLiteral("PRAGMA temp_store = MEMORY")); !set)
            return cannotOpen(set.error().message);
        return identify();
    }
    const auto version = sqliteVersionOf(m_statements);
    if (!version)
        return cannotOpen(version.error().message);
    const auto checked = checkVersion(m_path, *version, newestVersion());
    return checked ? identify() : checked;
}

Result<Done> SqliteDatabase::openFile()
{
    if (!QFileInfo::exists(m_path)) {
        // SQLite would make it readable for all, and does not say why it could not. (An existing file must
        // not be opened and closed here: that would drop SQLite's own locks on it, which are the process's.)
        QFile file(m_path);
        if (!file.open(QIODevice::ReadWrite, QFile::ReadOwner | QFile::WriteOwner))
            return cannotOpen(file.errorString());
    }
    if (const auto opened = m_connection.open(m_path); !opened)
        return cannotOpen(opened.error().message);
    const auto added = addSearchFunctions(m_connection);
    return added ? Result<Done>(Done{}) : cannotOpen(added.error().message);
}

Result<Done> SqliteDatabase::configure(Mode mode)
{
    QStringList pragmas{QStringLiteral("foreign_keys = ON")};
    // secure_delete: what was deleted is overwritten, not only forgotten.
    // cache_size and wal_autocheckpoint: messages in a hundred rooms write some 600 pages over and over.
    // SQLite's own 500 read them from the file again, and its checkpoint at 1,000 copied each after every
    // fourth commit.
    if (mode == Mode::ReadWrite)
        pragmas += {QStringLiteral("journal_mode = WAL"), QStringLiteral("synchronous = FULL"),
            QStringLiteral("secure_delete = ON"), QStringLiteral("cache_size = -8192"),
            QStringLiteral("wal_autocheckpoint = 4000")};
    else
        pragmas += QStringLiteral("query_only = ON");
    for (const QString &pragma : pragmas) {
        if (auto done = m_connection.execute(QStringLiteral("PRAGMA ") + pragma); !done)
            return done;
    }
    return Done{};
}

Result<Done> SqliteDatabase::identify()
{
    if (const auto read = readIdentity(); !read)
        return cannotOpen(read.error().message);
    return epoch().isEmpty() ? cannotOpen(QStringLiteral("it has no epoch")) : Result<Done>(Done{});
}

Error SqliteDatabase::cannotOpen(const QString &reason) const
{
    return server::cannotOpen(m_path, reason);
}

Result<Done> SqliteDatabase::begin()
{
    m_isLost = false;
    return m_statements.perform("begin");
}

Result<Done> SqliteDatabase::commit()
{
    if (m_isLost)
        return ErrorCode::Unavailable;
    return m_statements.perform("commit");
}

void SqliteDatabase::rollback()
{
    // Fails where SQLite has rolled back already, which is as good.
    (void)m_statements.perform("rollback");
    m_isLost = false;
}

Result<Done> SqliteDatabase::beginReading()
{
    return m_statements.perform("beginReading");
}

void SqliteDatabase::endReading()
{
    (void)m_statements.perform("rollback");
}

Result<Done> SqliteDatabase::savepoint()
{
    if (m_isLost)
        return ErrorCode::Unavailable;
    return m_statements.perform("savepoint");
}

Result<Done> SqliteDatabase::release()
{
    auto released = m_statements.perform("release");
    m_isLost = m_isLost || !released;
    return released;
}

void SqliteDatabase::rollbackToSavepoint()
{
    m_isLost = m_isLost || !m_statements.perform("rollbackToSavepoint") || !release();
}

DatabaseFactory sqliteFactory(const QString &path)
{
    return [path](bool mayMigrate) -> Result<std::unique_ptr<Database>> {
        auto db = std::make_unique<SqliteDatabase>(path);
        const auto mode = mayMigrate ? SqliteDatabase::Mode::ReadWrite : SqliteDatabase::Mode::ReadOnly;
        if (auto opened = db->open(mode); !opened)
            return opened.error();
        return std::unique_ptr<Database>(std::move(db));
    };
}

} // namespace hearth::server
