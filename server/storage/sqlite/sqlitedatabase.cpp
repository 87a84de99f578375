#include "server/storage/sqlite/sqlitedatabase.h"

#include "server/storage/sqlite/migrations.h"
#include "server/storage/sqlite/sqlitedatabase_p.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>

#include <atomic>

// Outside of the namespace, as the macro wants; a static library's resources are left out without it.
static void linkSqlFiles()
{
    Q_INIT_RESOURCE(hearth_sqlite);
}

namespace hearth::server {

namespace {

QString newConnectionName()
{
    static std::atomic<quint64> count = 0;
    return u"hearth-%1"_qs.arg(++count);
}

QSqlDatabase newConnection(const QString &name)
{
    linkSqlFiles();
    return QSqlDatabase::addDatabase(u"QSQLITE"_qs, name);
}

} // namespace

SqliteDatabase::SqliteDatabase(const QString &path)
    : m_path(path)
    , m_connection{newConnectionName()}
    , m_db(newConnection(m_connection.name))
    , m_statements(m_db)
    , m_accounts(m_statements)
    , m_rooms(m_statements)
    , m_messages(m_statements)
    , m_maintenance(m_statements)
{}

Result<Done> SqliteDatabase::open(Mode mode)
{
    if (auto opened = openFile(); !opened)
        return opened;
    if (auto configured = configure(mode); !configured)
        return cannotOpen(configured.error().message);
    if (mode == Mode::ReadWrite) {
        if (auto migrated = migrate(m_db, m_statements); !migrated)
            return Error(migrated.error().code, u"%1: %2"_qs.arg(m_path, migrated.error().message));
        return readEpoch();
    }
    const auto version = versionOf(m_db);
    if (!version)
        return cannotOpen(version.error().message);
    if (*version > newestVersion())
        return Error(ErrorCode::NewerDatabase, u"%1: %2"_qs.arg(m_path, newerDatabase(*version).message));
    if (*version < newestVersion())
        return cannotOpen(u"its tables are of an older version; the writer has to open it first"_qs);
    return readEpoch();
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
    m_db.setDatabaseName(m_path);
    m_db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_qs);
    if (!m_db.open())
        return cannotOpen(m_db.lastError().databaseText());
    return Done{};
}

Result<Done> SqliteDatabase::configure(Mode mode)
{
    QStringList pragmas{u"foreign_keys = ON"_qs};
    if (mode == Mode::ReadWrite)
        pragmas += {u"journal_mode = WAL"_qs, u"synchronous = FULL"_qs};
    else
        pragmas += u"query_only = ON"_qs;
    for (const QString &pragma : pragmas) {
        if (auto done = m_statements.execute(u"PRAGMA "_qs + pragma); !done)
            return done;
    }
    return Done{};
}

Result<Done> SqliteDatabase::readEpoch()
{
    QSqlQuery query(m_db);
    if (!query.exec(u"SELECT value FROM meta WHERE key = 'epoch'"_qs) || !query.next())
        return cannotOpen(u"it has no epoch"_qs);
    m_epoch = query.value(0).toString();
    return Done{};
}

Error SqliteDatabase::cannotOpen(const QString &reason) const
{
    return {ErrorCode::Unavailable, u"cannot open the database %1: %2"_qs.arg(m_path, reason)};
}

Result<Done> SqliteDatabase::begin()
{
    m_isLost = false;
    return m_statements.execute(u"BEGIN IMMEDIATE"_qs);
}

Result<Done> SqliteDatabase::commit()
{
    if (m_isLost)
        return ErrorCode::Unavailable;
    return m_statements.execute(u"COMMIT"_qs);
}

void SqliteDatabase::rollback()
{
    // Fails where SQLite has rolled back already, which is as good.
    (void)m_statements.execute(u"ROLLBACK"_qs);
    m_isLost = false;
}

Result<Done> SqliteDatabase::savepoint()
{
    if (m_isLost)
        return ErrorCode::Unavailable;
    return m_statements.execute(u"SAVEPOINT job"_qs);
}

void SqliteDatabase::release()
{
    m_isLost = m_isLost || !m_statements.execute(u"RELEASE job"_qs);
}

void SqliteDatabase::rollbackToSavepoint()
{
    m_isLost = m_isLost || !m_statements.execute(u"ROLLBACK TO job"_qs);
    release();
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
