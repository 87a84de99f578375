#include "server/storage/postgresql/postgresqldatabase.h"

#include "server/storage/postgresql/pgmaintenance.h"
#include "server/storage/postgresql/pgmigrations.h"
#include "server/storage/postgresql/pgstatements.h"
#include "server/storage/postgresql/pgtenancy.h"
#include "server/storage/sql/opening.h"
#include "server/storage/sql/sqldatabase.h"
#include "shared/base/clock.h"

static void linkSqlFiles()
{
    Q_INIT_RESOURCE(hearth_postgresql);
}

namespace hearth::server {

namespace {

constexpr qint64 longestPauseMs = 1'000;

class PostgresqlDatabase final : public SqlDatabase
{
public:
    enum class Mode { ReadWrite, ReadOnly };

    //! Two steps, since the second can fail.
    PostgresqlDatabase(const QString &url, Mode mode, const Clock &clock, Tenancy tenancy)
        : SqlDatabase(m_statements)
        , m_mode(mode)
        , m_tenancy(std::move(tenancy))
        , m_clock(clock)
        , m_connection(url)
        , m_statements(m_connection)
        , m_maintenance(m_statements)
    {
        linkSqlFiles();
    }
    Result<Done> open(IfMissing ifMissing);

    MaintenanceStore &maintenance() override { return m_maintenance; }

    Result<Done> begin() override { return beginWith("begin"); }
    Result<Done> commit() override;
    void rollback() override;
    Result<Done> beginReading() override { return beginWith("beginReading"); }
    void endReading() override { rollback(); }
    Result<Done> savepoint() override;
    Result<Done> release() override;
    void rollbackToSavepoint() override;

private:
    Result<Done> connect();
    Result<Done> checkTables();
    Result<Done> reconnect();
    Result<Done> beginWith(const char *statement);
    bool wasCommitted(const QByteArray &transaction);
    struct SavepointNames
    {
        const char *make;
        const char *release;
        const char *rollback;
    };
    [[nodiscard]] SavepointNames savepointNames() const
    {
        return m_isEven ? SavepointNames{"savepointEven", "releaseEven", "rollbackToEven"}
                        : SavepointNames{"savepointOdd", "releaseOdd", "rollbackToOdd"};
    }

    const Mode m_mode;
    const Tenancy m_tenancy;
    const Clock &m_clock;
    qint64 m_pauseEndMs = 0;
    Error m_whyPaused = ErrorCode::Unavailable;
    PgConnection m_connection;
    PgStatements m_statements;
    PgMaintenance m_maintenance;
    bool m_isReleaseDue = false; //!< of a savepoint, within this transaction
    bool m_isEven = false;       //!< the newest savepoint's name
    QByteArray m_transaction;    //!< that of begin(), by the server's number; empty: none that writes
};

Result<Done> PostgresqlDatabase::open(IfMissing ifMissing)
{
    if (auto connected = connect(); !connected)
        return connected;
    if (ifMissing == IfMissing::Refuse && pgVersionOf(m_statements) == Result(0))
        return Error(
            ErrorCode::NotFound, QStringLiteral("%1 is no database of Hearth's; name it with --database")
                                     .arg(m_connection.name()));
    if (m_mode == Mode::ReadWrite) {
        if (auto migrated = migrate(m_connection, m_statements); !migrated)
            return Error(migrated.error().code,
                QStringLiteral("%1: %2").arg(m_connection.name(), migrated.error().message));
    }
    if (auto checked = checkTables(); !checked)
        return checked;
    if (const auto read = readIdentity(); !read)
        return m_connection.cannotOpen(read.error().message);
    // Without the latter its files would be anybody's.
    if (epoch().isEmpty() || filesId().isEmpty())
        return m_connection.cannotOpen(QStringLiteral("it has no epoch, or no id of its files"));
    return Done{};
}

Result<Done> PostgresqlDatabase::connect()
{
    m_statements.forget();
    if (auto opened = m_connection.open(); !opened)
        return opened;
    const auto set = m_statements.command(m_mode == Mode::ReadWrite ? "sessionToWrite" : "sessionToRead");
    if (!set)
        return m_connection.cannotOpen(set.error().message);
    return m_mode == Mode::ReadWrite ? takePlace(m_connection, m_statements, m_tenancy)
                                     : Result<Done>(Done{});
}

Result<Done> PostgresqlDatabase::checkTables()
{
    const auto version = pgVersionOf(m_statements);
    return version ? checkVersion(m_connection.name(), *version, newestPgVersion())
                   : m_connection.cannotOpen(version.error().message);
}

//! All of it, or nothing: in a session that is half set up, or of tables that are not ours, the next begin()
//! would go through. Each try of a host that does not answer takes seconds; all that waits would try in turn.
Result<Done> PostgresqlDatabase::reconnect()
{
    const qint64 begunMs = m_clock.steadyMs();
    if (begunMs < m_pauseEndMs)
        return m_whyPaused;
    Result<Done> done = connect();
    if (done)
        done = checkTables();
    if (done)
        return done;
    m_connection.close();
    const qint64 endedMs = m_clock.steadyMs();
    m_pauseEndMs = endedMs + std::min(endedMs - begunMs, longestPauseMs);
    m_whyPaused = {ErrorCode::Unavailable, done.error().message};
    return m_whyPaused;
}

//! A session that ended while nobody used it is noticed here, and has cost nobody anything: hence once more.
Result<Done> PostgresqlDatabase::beginWith(const char *statement)
{
    Result<PgAnswer> begun = ErrorCode::Unavailable;
    if (!m_connection.isLost())
        begun = m_statements.command(statement);
    if (!begun && m_connection.isLost()) {
        if (auto connected = reconnect(); !connected)
            return connected;
        begun = m_statements.command(statement);
    }
    if (begun) {
        m_isReleaseDue = false;
        m_transaction = begun->value;
        return Done{};
    }
    rollback();
    return begun.error();
}

Result<Done> PostgresqlDatabase::commit()
{
    const QByteArray transaction = std::exchange(m_transaction, {});
    const auto ended = m_statements.command("commit");
    // The server answers the COMMIT of a transaction that has failed with success, and another tag.
    if (ended)
        return ended->tag == "COMMIT" ? Result<Done>(Done{}) : ErrorCode::Unavailable;
    return m_connection.isLost() && wasCommitted(transaction) ? Result<Done>(Done{}) : ended.error();
}

//! Where the session ended before it had answered: who is told that nothing was stored sends it again, and
//! then it is known already and told to nobody. Asked under the lock, since that is free once the lost one
//! has ended.
bool PostgresqlDatabase::wasCommitted(const QByteArray &transaction)
{
    if (transaction.isEmpty() || !reconnect() || !m_statements.command("begin"))
        return false;
    bool isCommitted = false;
    if (auto rows = m_statements.run("outcome", QString::fromLatin1(transaction)); rows && rows->next())
        isCommitted = rows->text(0) == u"committed";
    rollback();
    return isCommitted;
}

void PostgresqlDatabase::rollback()
{
    m_statements.drop();
    (void)m_statements.command("rollback");
}

// Both go with the job's first statement, and cost no round trip of their own.
Result<Done> PostgresqlDatabase::savepoint()
{
    if (m_connection.hasFailed())
        return ErrorCode::Unavailable;
    if (std::exchange(m_isReleaseDue, false)) {
        if (auto released = m_statements.changeLater(savepointNames().release); !released)
            return released;
    }
    m_isEven = !m_isEven;
    return m_statements.changeLater(savepointNames().make);
}

Result<Done> PostgresqlDatabase::release()
{
    m_isReleaseDue = true;        // with the next savepoint; the last one goes with the transaction
    if (m_connection.hasFailed()) // a failure that the job has passed over
        return ErrorCode::Unavailable;
    return m_statements.settle();
}

void PostgresqlDatabase::rollbackToSavepoint()
{
    (void)m_statements.settle(); // so that there is one
    (void)m_statements.command(savepointNames().rollback);
    m_isReleaseDue = true;
}

} // namespace

DatabaseFactory postgresqlFactory(
    const QString &url, IfMissing ifMissing, const Clock *clock, const Tenancy &tenancy)
{
    static const SystemClock machine;
    return [url, ifMissing, tenancy, &clock = clock ? *clock : machine](
               bool mayMigrate) -> Result<std::unique_ptr<Database>> {
        using Mode = PostgresqlDatabase::Mode;
        auto db = std::make_unique<PostgresqlDatabase>(
            url, mayMigrate ? Mode::ReadWrite : Mode::ReadOnly, clock, tenancy);
        if (auto opened = db->open(ifMissing); !opened)
            return opened.error();
        return std::unique_ptr<Database>(std::move(db));
    };
}

} // namespace hearth::server
