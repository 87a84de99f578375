// What PostgreSQL does beside the contract: nodes that share it, a server that goes away, what cannot be
// opened.
#include "server/storage/postgresql/pgconnection.h"
#include "server/storage/postgresql/pgmigrations.h"
#include "server/storage/postgresql/pgstatements.h"
#include "server/storage/postgresql/postgresqldatabase.h"
#include "tests/server/indexdamage.h"
#include "tests/server/postgresrelay.h"
#include "tests/server/postgresserver.h"
#include "tests/server/storage_contract.h"
#include "tests/support/fakeclock.h"
#include "tests/support/waitfor.h"

#include <QHash>
#include <QUrl>

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace hearth::test {

using namespace hearth::server;

class Postgresql : public testing::Test
{
protected:
    std::unique_ptr<Database> open(bool mayMigrate = true)
    {
        auto db = postgresqlFactory(m_url, IfMissing::Make, &m_clock)(mayMigrate);
        EXPECT_TRUE(db.isOk()) << db.error().message.toStdString();
        return db.isOk() ? std::move(*db) : nullptr;
    }
    QStringList execute(const QString &sql) { return m_server.execute(QUrl(m_url).path().mid(1), sql); }
    //! anna in the rooms r1 to r<rooms>.
    void prepare(Database &db, int rooms = 1)
    {
        const QString anna = QStringLiteral("anna");
        ASSERT_TRUE(db.begin().isOk());
        ASSERT_TRUE(db.accounts().createUser({{anna, anna, anna, {}}, QStringLiteral("hash"), 1}).isOk());
        for (int i = 1; i <= rooms; ++i) {
            const QString id = QStringLiteral("r%1").arg(i);
            ASSERT_TRUE(db.rooms().createRoom({id, id, {}, false, anna, {}, {}, 1}).isOk());
        }
        ASSERT_TRUE(db.commit().isOk());
    }
    static Result<Appended> append(Database &db, const QString &id, int room = 1)
    {
        return db.messages().append({id, QStringLiteral("r%1").arg(room), QStringLiteral("anna"),
            QStringLiteral("text ") + id, id, 1});
    }
    //! In a transaction of its own; false: not acked.
    static bool say(Database &db, const QString &id, int room = 1)
    {
        if (!db.begin())
            return false;
        if (append(db, id, room) && db.commit())
            return true;
        db.rollback();
        return false;
    }
    void endSessions()
    {
        execute(QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                               "WHERE datname = current_database() AND pid <> pg_backend_pid()"));
    }
    QStringList idsBySeq() { return execute(QStringLiteral("SELECT id FROM messages ORDER BY seq")); }

    PostgresServer &m_server = PostgresServer::shared();
    QString m_url = m_server.newDatabase();
    FakeClock m_clock; //!< stands still: no try takes time, so none is put off
};

TEST_F(Postgresql, whatCannotBeOpenedIsNamedInOneLine)
{
    const QString database = QUrl(m_url).path().mid(1);
    m_server.execute(QStringLiteral("postgres"), QStringLiteral("DROP DATABASE IF EXISTS old"));
    m_server.execute(QStringLiteral("postgres"),
        QStringLiteral("CREATE DATABASE old ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0"));
    struct Case
    {
        QString url;
        const char *reason;
    };
    const Case cases[] = {
        {m_server.url(database, QStringLiteral("guarded:Passw0rd")), "password authentication failed"},
        {m_server.url(database, QStringLiteral("guarded")), "no password supplied"},
        {m_server.url(database, QStringLiteral("stranger")), "role \"stranger\" does not exist"},
        {m_server.url(QStringLiteral("nothing")), "database \"nothing\" does not exist"},
        {m_server.url(QStringLiteral("old")), "its encoding is SQL_ASCII, hearthd needs UTF8"},
        {QStringLiteral("postgresql://anna:Passw0rd@127.0.0.1:1/hearth"), "Connection refused"},
        {QStringLiteral("postgresql://anna:Passw0rd@no.such.host.invalid/hearth"),
            "could not translate host"},
        {QStringLiteral("postgresql://anna:Passw0rd@127.0.0.1:port/hearth"),
            "invalid integer value \"port\""},
        {QStringLiteral("postgresql://anna:Passw0rd@[::1/hearth"), "postgresql://USER:PASSWORD@HOST"},
        {QStringLiteral("postgresql://anna:n@Passw0rd@host/hearth"), "postgresql://USER:PASSWORD@HOST"},
        {QStringLiteral("postgresql://anna:Pass/w0rd@host/hearth"), "postgresql://USER:PASSWORD@HOST"},
        {QStringLiteral("postgresql://anna:5/Passw0rd@host/hearth"), "postgresql://USER:PASSWORD@HOST"},
    };
    for (const auto &[url, reason] : cases) {
        for (const bool mayMigrate : {true, false}) {
            const auto opened = postgresqlFactory(url)(mayMigrate);
            ASSERT_FALSE(opened.isOk()) << qPrintable(url);
            const QString message = opened.error().message;
            EXPECT_EQ(opened.error().code, ErrorCode::Unavailable);
            EXPECT_TRUE(message.contains(QLatin1String(reason))) << qPrintable(message);
            EXPECT_FALSE(message.contains(u'\n')) << qPrintable(message);
            for (const char *half : {"Pass", "w0rd"})
                EXPECT_FALSE(message.contains(QLatin1String(half))) << qPrintable(message);
        }
    }
}

TEST_F(Postgresql, whatServersAreRefused)
{
    EXPECT_EQ(refusalOf(130000, "UTF8"), std::nullopt);
    EXPECT_EQ(refusalOf(150018, "UTF8"), std::nullopt);
    EXPECT_TRUE(refusalOf(120022, "UTF8")->startsWith(QStringLiteral("it is PostgreSQL 12, ")));
    EXPECT_TRUE(refusalOf(150018, "LATIN1")->startsWith(QStringLiteral("its encoding is LATIN1, ")));
}

TEST_F(Postgresql, aNewerDatabaseIsRefusedAndLeftAlone)
{
    open();
    execute(QStringLiteral("UPDATE hearth_version SET version = version + 1"));
    for (const bool mayMigrate : {true, false}) {
        const auto opened = postgresqlFactory(m_url)(mayMigrate);
        ASSERT_FALSE(opened.isOk());
        EXPECT_EQ(opened.error().code, ErrorCode::NewerDatabase);
        EXPECT_TRUE(opened.error().message.startsWith(QStringLiteral("postgresql://hearth@/")));
    }
}

TEST_F(Postgresql, aReaderDoesNotMigrateAndDoesNotWrite)
{
    const auto opened = postgresqlFactory(m_url)(false);
    ASSERT_FALSE(opened.isOk());
    EXPECT_EQ(opened.error().code, ErrorCode::Unavailable);
    open();
    const auto reader = open(false);
    const QString anna = QStringLiteral("anna");
    EXPECT_FALSE(reader->accounts().createUser({{anna, anna, anna, {}}, QStringLiteral("hash"), 1}).isOk());
}

TEST_F(Postgresql, anEmptyDatabaseIsLeftEmptyWhereItIsToBeThere)
{
    for (const bool mayMigrate : {true, false})
        EXPECT_EQ(codeOf(postgresqlFactory(m_url, IfMissing::Refuse)(mayMigrate)), ErrorCode::NotFound);
    EXPECT_EQ(
        execute(QStringLiteral("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace")),
        QStringList());
    open();
    EXPECT_TRUE(postgresqlFactory(m_url, IfMissing::Refuse)(true).isOk());
}

TEST_F(Postgresql, aFailedMigrationLeavesNothing)
{
    execute(QStringLiteral("CREATE TABLE rooms (x integer)")); // in the way of the first, past its beginning
    const auto opened = postgresqlFactory(m_url)(true);
    ASSERT_FALSE(opened.isOk());
    EXPECT_TRUE(opened.error().message.contains(QStringLiteral("0001_initial.sql")))
        << opened.error().message.toStdString();
    execute(QStringLiteral("DROP TABLE rooms"));
    open();
}

TEST_F(Postgresql, nodesThatStartTogetherMigrateOnce)
{
    std::atomic<int> opened = 0;
    std::vector<std::thread> nodes;
    for (int i = 0; i < 6; ++i) {
        nodes.emplace_back([&] {
            const auto db = postgresqlFactory(m_url)(true);
            EXPECT_TRUE(db.isOk()) << db.error().message.toStdString();
            opened += db.isOk();
        });
    }
    for (std::thread &node : nodes)
        node.join();
    EXPECT_EQ(opened, 6);
    EXPECT_EQ(execute(QStringLiteral("SELECT version FROM hearth_version")),
        QStringList{QString::number(newestPgVersion())});
    EXPECT_EQ(execute(QStringLiteral("SELECT count(*) FROM meta")), QStringList{QStringLiteral("2")});
}

//! Each node in a room of its own and in one of all. What a reader sees, in any order of things that is
//! counted, is the beginning of what it sees later.
TEST_F(Postgresql, nodesThatWriteAtOnceCountWithoutHolesInTheOrderOfTheirCommits)
{
    constexpr int nodeCount = 4;
    constexpr int messagesOfNode = 60;
    prepare(*open(), nodeCount + 1);
    std::atomic<int> writing = nodeCount;
    std::vector<std::thread> nodes;
    for (int node = 0; node < nodeCount; ++node) {
        nodes.emplace_back([&, node] {
            const auto db = open();
            for (int i = 0; i < messagesOfNode; ++i) {
                const QString id = QStringLiteral("m%1-%2").arg(node).arg(i);
                EXPECT_TRUE(say(*db, id));
                EXPECT_TRUE(say(*db, id + QStringLiteral("own"), node + 2));
                // One that is given up: it may leave no hole, either.
                EXPECT_TRUE(db->begin().isOk());
                EXPECT_TRUE(append(*db, id + QStringLiteral("not")).isOk());
                db->rollback();
            }
            --writing;
        });
    }
    const QStringList orders{QStringLiteral("SELECT id FROM messages WHERE room_id = 'r1' ORDER BY seq"),
        QStringLiteral("SELECT id FROM messages ORDER BY position")};
    QHash<QString, QStringList> seen;
    while (writing > 0) {
        for (const QString &order : orders) {
            const QStringList now = execute(order);
            EXPECT_EQ(now.mid(0, seen[order].size()), seen[order]);
            seen[order] = now;
        }
    }
    for (std::thread &node : nodes)
        node.join();
    const QStringList seqs =
        execute(QStringLiteral("SELECT seq FROM messages WHERE room_id = 'r1' ORDER BY seq"));
    ASSERT_EQ(seqs.size(), nodeCount * messagesOfNode);
    for (int i = 0; i < seqs.size(); ++i)
        EXPECT_EQ(seqs[i], QString::number(i + 1));
    EXPECT_EQ(open()->maintenance().faults(), Result<QStringList>(QStringList()));
}

//! Also for one that writes elsewhere: else a reader could see its position before an earlier one.
TEST_F(Postgresql, aWriterWaitsForTheOneBefore)
{
    const auto first = open();
    const auto second = open();
    prepare(*first, 2);
    ASSERT_TRUE(first->begin().isOk());
    ASSERT_TRUE(append(*first, QStringLiteral("m1"), 1).isOk());
    std::atomic<bool> isSaid = false;
    std::thread other([&] {
        EXPECT_TRUE(say(*second, QStringLiteral("m2"), 2));
        isSaid = true;
    });
    const QString waiting =
        QStringLiteral("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
    EXPECT_TRUE(waitFor([&] { return isSaid || !execute(waiting).isEmpty(); }));
    EXPECT_FALSE(isSaid);
    EXPECT_TRUE(first->commit().isOk());
    other.join();
    EXPECT_EQ(execute(QStringLiteral("SELECT id FROM messages ORDER BY position")),
        (QStringList{QStringLiteral("m1"), QStringLiteral("m2")}));
}

//! The server answers the COMMIT of a failed transaction with success.
TEST_F(Postgresql, aTransactionThatFailedIsNotCommitted)
{
    const auto db = open();
    prepare(*db);
    ASSERT_TRUE(db->begin().isOk());
    ASSERT_TRUE(append(*db, QStringLiteral("m1")).isOk());
    const QString anna = QStringLiteral("anna");
    ASSERT_FALSE(db->accounts().createUser({{anna, anna, anna, {}}, QStringLiteral("hash"), 1}).isOk());
    EXPECT_FALSE(db->commit().isOk());
    EXPECT_EQ(idsBySeq(), QStringList());
    EXPECT_TRUE(say(*db, QStringLiteral("m1")));
}

//! A job that goes on after a failure and says that all is well.
TEST_F(Postgresql, aJobThatHidesItsFailureLosesTheBatchAndSaysSo)
{
    const auto db = open();
    prepare(*db);
    ASSERT_TRUE(db->begin().isOk());
    ASSERT_TRUE(db->savepoint().isOk());
    ASSERT_TRUE(append(*db, QStringLiteral("m1")).isOk());
    db->release();
    ASSERT_TRUE(db->savepoint().isOk());
    const QString anna = QStringLiteral("anna");
    ASSERT_FALSE(db->accounts().createUser({{anna, anna, anna, {}}, QStringLiteral("hash"), 1}).isOk());
    db->release();
    EXPECT_FALSE(db->savepoint().isOk());
    EXPECT_FALSE(db->commit().isOk());
    db->rollback();
    EXPECT_EQ(idsBySeq(), QStringList());
}

TEST_F(Postgresql, aTextWithANulIsRefusedWhole)
{
    const auto db = open();
    prepare(*db);
    ASSERT_TRUE(db->begin().isOk());
    EXPECT_EQ(codeOf(append(*db, QStringLiteral("m1") + QChar(0) + QStringLiteral("more"))),
        ErrorCode::InvalidRequest);
    db->rollback();
    EXPECT_EQ(idsBySeq(), QStringList());
}

TEST_F(Postgresql, aLostSessionCostsTheTransactionThatItIsIn)
{
    const auto writer = open();
    const auto reader = open(false);
    prepare(*writer);
    ASSERT_TRUE(writer->begin().isOk());
    ASSERT_TRUE(append(*writer, QStringLiteral("m1")).isOk());
    endSessions();
    EXPECT_EQ(append(*writer, QStringLiteral("m2")).error().code, ErrorCode::Unavailable);
    EXPECT_EQ(writer->commit().error().code, ErrorCode::Unavailable);
    writer->rollback();
    ASSERT_TRUE(reader->beginReading().isOk());
    EXPECT_EQ(reader->accounts().userCount(), Result<qint64>(1));
    reader->endReading();
    EXPECT_TRUE(say(*writer, QStringLiteral("m3")));
    EXPECT_EQ(idsBySeq(), QStringList{QStringLiteral("m3")});
    endSessions(); // while nobody is in a transaction: nobody notices
    EXPECT_TRUE(say(*writer, QStringLiteral("m4")));
}

//! The plans of its statements go when another node changes their tables; then it sees whose they are.
TEST_F(Postgresql, aNodeStaysOutOfTablesThatANewerOneHasChanged)
{
    const auto db = open();
    prepare(*db);
    ASSERT_TRUE(db->files().blobs({}).isOk());
    execute(QStringLiteral("ALTER TABLE blobs ALTER width TYPE integer"));
    ASSERT_TRUE(db->begin().isOk());
    EXPECT_EQ(codeOf(db->files().blobs({})), ErrorCode::Unavailable);
    db->rollback();
    ASSERT_TRUE(db->begin().isOk()) << "the tables are still of its version";
    EXPECT_TRUE(db->files().blobs({}).isOk());
    db->rollback();
    execute(QStringLiteral("UPDATE hearth_version SET version = version + 1"));
    endSessions();
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(codeOf(db->begin()), ErrorCode::Unavailable) << i;
        EXPECT_EQ(codeOf(db->beginReading()), ErrorCode::Unavailable) << i;
    }
    execute(QStringLiteral("UPDATE hearth_version SET version = version - 1"));
    EXPECT_TRUE(say(*db, QStringLiteral("m1")));
}

TEST_F(Postgresql, aSessionThatCouldNotBeSetUpIsNotUsed)
{
    const QString admin = QStringLiteral("postgres");
    m_server.execute(admin, QStringLiteral("DROP ROLE IF EXISTS node"));
    m_server.execute(admin, QStringLiteral("CREATE ROLE node LOGIN"));
    execute(QStringLiteral("GRANT ALL ON SCHEMA public TO node"));
    const QString url = m_server.url(QUrl(m_url).path().mid(1), QStringLiteral("node"));
    auto db = *postgresqlFactory(url, IfMissing::Make, &m_clock)(true);
    prepare(*db);
    const QString setting = QStringLiteral("EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean)");
    execute(QStringLiteral("REVOKE %1 FROM PUBLIC").arg(setting));
    endSessions();
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(codeOf(db->begin()), ErrorCode::Unavailable) << i;
    execute(QStringLiteral("GRANT %1 TO PUBLIC").arg(setting));
    EXPECT_TRUE(say(*db, QStringLiteral("m1")));
    db.reset();
    execute(QStringLiteral("DROP OWNED BY node"));
    m_server.execute(admin, QStringLiteral("DROP ROLE node"));
}

//! An answer to a COMMIT that does not come says nothing by itself.
TEST_F(Postgresql, aCommitWhoseAnswerIsLostIsAskedAfter)
{
    using Fault = PostgresRelay::Fault;
    PostgresRelay relay(m_url);
    const auto db = *postgresqlFactory(relay.url(), IfMissing::Make, &m_clock)(true);
    prepare(*db);
    struct Case
    {
        const char *id;
        Fault fault;
        bool isStored;
    };
    const Case table[] = {{"answer", Fault::AnswerToCommit, true}, {"commit", Fault::Commit, false},
        {"none", Fault::None, true}};
    QStringList stored;
    for (const auto &[id, fault, isStored] : table) {
        relay.set(fault);
        const int sessions = relay.sessions();
        EXPECT_EQ(say(*db, QLatin1String(id)), isStored) << id;
        EXPECT_EQ(relay.sessions(), sessions + (fault == Fault::None ? 0 : 1)) << id;
        if (isStored)
            stored += QLatin1String(id);
        EXPECT_EQ(idsBySeq(), stored) << id;
    }
    // And where it does not come back at once: nobody knows, the next time says.
    ASSERT_TRUE(db->begin().isOk());
    ASSERT_TRUE(append(*db, QStringLiteral("gone")).isOk());
    relay.set(Fault::AnswerToCommit, Fault::Session);
    EXPECT_EQ(codeOf(db->commit()), ErrorCode::Unavailable);
    relay.set(Fault::None);
    ASSERT_TRUE(db->begin().isOk());
    const auto again = append(*db, QStringLiteral("gone"));
    ASSERT_TRUE(again.isOk());
    EXPECT_FALSE(again->isNew);
    EXPECT_TRUE(db->commit().isOk());
}

//! A host that drops packets: each try takes its seconds.
TEST_F(Postgresql, aTryThatTookLongIsNotRepeatedAtOnce)
{
    FakeClock clock;
    PostgresRelay relay(m_url);
    qint64 tryMs = 5'000;
    relay.onRefused([&] { clock.step(tryMs); }); // while who tries waits for it
    const auto db = *postgresqlFactory(relay.url(), IfMissing::Make, &clock)(true);
    prepare(*db);
    const auto tries = [&] {
        const int before = relay.sessions();
        EXPECT_EQ(codeOf(db->beginReading()), ErrorCode::Unavailable);
        return relay.sessions() - before;
    };
    relay.set(PostgresRelay::Fault::Session);
    endSessions();
    EXPECT_EQ(tries(), 1);
    EXPECT_EQ(tries(), 0);
    clock.step(999);
    EXPECT_EQ(tries(), 0);
    clock.step(1);
    EXPECT_EQ(tries(), 1);
    clock.step(1'000);
    // Refused at once, it may be back at once.
    tryMs = 0;
    EXPECT_EQ(tries(), 1);
    EXPECT_EQ(tries(), 1);
    relay.set(PostgresRelay::Fault::None);
    EXPECT_TRUE(say(*db, QStringLiteral("m1")));
}

TEST_F(Postgresql, whatIsAckedOutlivesAServerThatIsKilled)
{
    const auto db = open();
    prepare(*db);
    QStringList acked;
    for (int round = 0; round < 5; ++round) {
        std::atomic<bool> isKilled = false;
        std::thread writer([&] {
            for (int i = 0; !isKilled || i < 20; ++i) {
                const QString id = QStringLiteral("m%1-%2").arg(round).arg(i);
                if (say(*db, id))
                    acked.append(id);
                else if (isKilled)
                    return;
            }
        });
        EXPECT_TRUE(
            waitFor([&] { return idsBySeq().filter(QStringLiteral("m%1-").arg(round)).size() >= 20; }));
        m_server.kill();
        isKilled = true;
        writer.join();
        m_server.start();
        const QStringList kept = idsBySeq();
        for (const QString &id : acked)
            EXPECT_TRUE(kept.contains(id)) << qPrintable(id);
    }
    EXPECT_TRUE(say(*db, QStringLiteral("last")));
    EXPECT_EQ(db->maintenance().faults(), Result<QStringList>(QStringList()));
}

//! In the transaction that all writers wait for.
TEST_F(Postgresql, manyValuesThatGoMakeOneVersionOfTheirChannel)
{
    open();
    execute(QStringLiteral("INSERT INTO channels (name, created_at) VALUES ('a', 1), ('b', 1)"));
    const QString versions = QStringLiteral("; SELECT pg_stat_get_xact_tuples_updated('channels'::regclass)");
    const QString add[] = {
        QStringLiteral("INSERT INTO channel_points (channel_id, at, json) "
                       "SELECT c.id, 1, '7' FROM channels c, generate_series(1, 500)"),
        QStringLiteral("INSERT INTO channel_buckets SELECT c.id, 'x', i, 1, 1, 1, 1 "
                       "FROM channels c, generate_series(1, 500) i"),
    };
    for (const QString &sql : add)
        EXPECT_EQ(execute(sql + versions), QStringList{QStringLiteral("2")}) << qPrintable(sql);
    const QString bytes = QStringLiteral("SELECT bytes FROM channels ORDER BY name");
    const QString full = QString::number(2 * 500 * 65);
    EXPECT_EQ(execute(bytes), (QStringList{full, full}));
    for (const char *table : {"channel_points", "channel_buckets"}) {
        const QString sql = QStringLiteral("DELETE FROM %1 WHERE channel_id = 1").arg(QLatin1String(table));
        EXPECT_EQ(execute(sql + versions), QStringList{QStringLiteral("1")}) << table;
    }
    EXPECT_EQ(execute(bytes), (QStringList{QStringLiteral("0"), full}));
    // A bucket that is there already takes no more room.
    execute(QStringLiteral("INSERT INTO channel_buckets VALUES (2, 'x', 1, 1, 1, 1, 1) "
                           "ON CONFLICT (channel_id, field, at) DO UPDATE SET count = 2"));
    EXPECT_EQ(execute(bytes), (QStringList{QStringLiteral("0"), full}));
    // Those that go with their channel.
    execute(QStringLiteral("DELETE FROM channels WHERE name = 'b'"));
    EXPECT_EQ(
        execute(QStringLiteral("SELECT count(*) FROM channel_points")), QStringList{QStringLiteral("0")});
}

//! So that not all of them are in memory at once; and where they stop coming it is not taken for the end.
TEST_F(Postgresql, theValuesOfChannelsComeOneByOne)
{
    const auto db = open();
    execute(QStringLiteral("INSERT INTO channels (name, created_at) VALUES ('a', 1)"));
    execute(QStringLiteral("INSERT INTO channel_points (channel_id, at, json) "
                           "SELECT 1, 1, '\"' || repeat('x', 60000) || '\"' FROM generate_series(1, 1000)"));
    PgConnection connection(m_url);
    ASSERT_TRUE(connection.open().isOk());
    PgStatements statements(connection);
    const auto read = [&](std::function<void()> afterTheFirst) {
        auto rows = statements.run("pointsAfter", qint64(0), 2'000);
        EXPECT_TRUE(rows.isOk() && rows->next());
        afterTheFirst();
        int count = 1;
        while (rows->next())
            ++count;
        return std::pair(count, rows->end().isOk());
    };
    EXPECT_EQ(read([] {}), std::pair(1'000, true));
    EXPECT_EQ(statements.number("pointsAfter", qint64(0), 2'000), Result<qint64>(1)); // and leaves the others
    EXPECT_EQ(read([] {}), std::pair(1'000, true));
    const auto [count, isWhole] = read([this] { endSessions(); });
    EXPECT_LT(count, 1'000);
    EXPECT_FALSE(isWhole);
    ASSERT_TRUE(db->beginReading().isOk());
    EXPECT_EQ(db->channels().recent(0, 2'000)->size(), 1'000);
    db->endReading();
}

TEST_F(Postgresql, theCheckSeesAnIndexThatDoesNotAgree)
{
    const auto db = open();
    prepare(*db);
    for (int i = 1; i <= 130; ++i)
        ASSERT_TRUE(say(*db, QStringLiteral("m%1").arg(i)));
    auto damages = damagesOf(QStringLiteral("text m129"), 1);
    damages.append({QStringLiteral("UPDATE rooms SET last_seq = 131"),
        QStringLiteral("UPDATE rooms SET last_seq = 130"), QStringLiteral("room r1 counts 131")});
    damages.append({QStringLiteral("UPDATE search_blocks SET signature = '\\x00' WHERE block = 0"), {},
        QStringLiteral("block 0 ")});
    expectNamed(
        damages, [this](const QString &sql) { execute(sql); }, [&db] { return *db->maintenance().faults(); });
}

} // namespace hearth::test
