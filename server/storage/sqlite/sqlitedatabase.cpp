#include "server/storage/sqlite/sqlitedatabase.h"

#include "server/storage/sqlite/migrations.h"
#include "server/storage/sqlite/sqlitestores.h"

#include <QSqlError>

#include <atomic>

// Outside of any namespace, as Qt asks for resources in a static library.
static void loadSqlResources()
{
    Q_INIT_RESOURCE(hearth_sqlite);
}

namespace hearth::server {

namespace {

class SqliteDatabase final : public Database
{
public:
    explicit SqliteDatabase(const QString &connection)
        : m_connection(connection)
        , m_statements(QSqlDatabase::database(connection))
        , m_epoch(readEpoch())
        , m_accounts(m_statements)
        , m_rooms(m_statements, m_epoch)
        , m_messages(m_statements)
    {}
    ~SqliteDatabase() override
    {
        m_statements = Statements(QSqlDatabase());
        QSqlDatabase::database(m_connection, false).close();
        QSqlDatabase::removeDatabase(m_connection);
    }

    AccountStore &accounts() override { return m_accounts; }
    RoomStore &rooms() override { return m_rooms; }
    MessageStore &messages() override { return m_messages; }
    QString epoch() const override { return m_epoch; }

    Result<Done> begin() override { return m_statements.runText(QStringLiteral("BEGIN IMMEDIATE")); }
    Result<Done> commit() override { return m_statements.runText(QStringLiteral("COMMIT")); }
    void rollback() override { std::ignore = m_statements.runText(QStringLiteral("ROLLBACK")); }
    Result<Done> savepoint() override { return m_statements.runText(QStringLiteral("SAVEPOINT job")); }
    void release() override { std::ignore = m_statements.runText(QStringLiteral("RELEASE job")); }
    void rollbackToSavepoint() override
    {
        std::ignore = m_statements.runText(QStringLiteral("ROLLBACK TO job"));
        release();
    }

private:
    [[nodiscard]] QString readEpoch() const
    {
        QSqlQuery query(QSqlDatabase::database(m_connection));
        query.exec(QStringLiteral("SELECT value FROM meta WHERE key = 'epoch'"));
        return query.next() ? query.value(0).toString() : QString();
    }

    QString m_connection;
    Statements m_statements;
    QString m_epoch;
    SqliteAccounts m_accounts;
    SqliteRooms m_rooms;
    SqliteMessages m_messages;
};

Result<Done> prepare(const QString &connection, const QString &path, bool mayMigrate)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
    database.setDatabaseName(path);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    const auto cannotOpen = [&path](const QString &why) {
        return Error(
            ErrorCode::Unavailable, QStringLiteral("cannot open the database %1: %2").arg(path, why));
    };
    if (!database.open())
        return cannotOpen(database.lastError().databaseText());
    QSqlQuery query(database);
    const QStringList pragmas{QStringLiteral("PRAGMA journal_mode = WAL"),
        QStringLiteral("PRAGMA synchronous = FULL"), QStringLiteral("PRAGMA foreign_keys = ON")};
    for (const QString &pragma : pragmas) {
        if (!query.exec(pragma))
            return cannotOpen(query.lastError().databaseText());
        query.finish();
    }
    if (mayMigrate)
        return migrate(database);
    query.exec(QStringLiteral("PRAGMA query_only = ON"));
    return Done{};
}

} // namespace

DatabaseFactory sqliteFactory(const QString &path)
{
    loadSqlResources();
    return [path](bool mayMigrate) -> Result<std::unique_ptr<Database>> {
        static std::atomic<int> count = 0;
        const QString connection = QStringLiteral("hearth-%1").arg(++count);
        if (const auto ready = prepare(connection, path, mayMigrate); !ready) {
            QSqlDatabase::removeDatabase(connection);
            return ready.error();
        }
        return std::unique_ptr<Database>(std::make_unique<SqliteDatabase>(connection));
    };
}

} // namespace hearth::server
