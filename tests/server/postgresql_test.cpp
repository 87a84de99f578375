// What PostgreSQL does beside the contract: nodes that share it, and what cannot be opened.
#include "server/storage/postgresql/pgconnection.h"
#include "server/storage/postgresql/pgmigrations.h"
#include "server/storage/postgresql/pgstatements.h"
#include "tests/server/indexdamage.h"
#include "tests/server/postgresqlcase.h"
#include "tests/server/storage_contract.h"
#include "tests/support/waitfor.h"

#include <QHash>

#include <atomic>
#include <thread>

namespace hearth::test {

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
TEST_F(Postgresql, aJobThatHidesItsFailureIsUndoneAlone)
{
    const auto db = openAfterAJob();
    ASSERT_TRUE(db->savepoint().isOk());
    EXPECT_TRUE(append(*db, QStringLiteral("m2")).isOk());
    const QString anna = QStringLiteral("anna");
    ASSERT_FALSE(db->accounts().createUser({{anna, anna, anna, {}}, QStringLiteral("hash"), 1}).isOk());
    EXPECT_FALSE(db->release().isOk());
    db->rollbackToSavepoint();
    EXPECT_TRUE(db->commit().isOk());
    EXPECT_EQ(idsBySeq(), QStringList{QStringLiteral("m1")});
}

//! And where it does not even ask: nobody is told that something was stored.
TEST_F(Postgresql, afterAFailureNothingGoesOnButARollback)
{
    const auto db = open();
    prepare(*db);
    ASSERT_TRUE(db->begin().isOk());
    ASSERT_TRUE(append(*db, QStringLiteral("m1")).isOk());
    const QString anna = QStringLiteral("anna");
    ASSERT_FALSE(db->accounts().createUser({{anna, anna, anna, {}}, QStringLiteral("hash"), 1}).isOk());
    EXPECT_FALSE(db->savepoint().isOk());
    EXPECT_FALSE(db->commit().isOk());
    db->rollback();
    EXPECT_EQ(idsBySeq(), QStringList());
}

//! It is prepared on the way, and fails before anything of its job has reached the server.
TEST_F(Postgresql, aStatementThatCannotBePreparedIsItsOwnJobsFailure)
{
    const auto db = openAfterAJob();
    execute(QStringLiteral("ALTER TABLE invites RENAME TO gone"));
    ASSERT_TRUE(db->savepoint().isOk());
    EXPECT_FALSE(db->invites().invites(0).isOk());
    db->rollbackToSavepoint();
    ASSERT_TRUE(db->savepoint().isOk());
    EXPECT_TRUE(append(*db, QStringLiteral("m2")).isOk());
    EXPECT_TRUE(db->release().isOk());
    ASSERT_TRUE(db->commit().isOk());
    EXPECT_EQ(idsBySeq(), (QStringList{QStringLiteral("m1"), QStringLiteral("m2")}));
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

//! At the latest when its job ends; and what comes after it in its job has not been done either.
TEST_F(Postgresql, whatWasPutOffFailsItsJobAndNoOther)
{
    const auto db = openAfterAJob(); // what is prepared on the way puts nothing off
    const NewMessage bad{QStringLiteral("bad"), QStringLiteral("r1"), QStringLiteral("anna"),
        QString(QChar(0)), QStringLiteral("bad"), 1};
    for (const bool goesOn : {false, true}) {
        ASSERT_TRUE(db->savepoint().isOk());
        EXPECT_TRUE(db->messages().append(bad).isOk()) << "not sent yet";
        EXPECT_EQ(goesOn ? codeOf(append(*db, QStringLiteral("m2"))) : codeOf(db->release()),
            ErrorCode::InvalidRequest);
        db->rollbackToSavepoint();
    }
    ASSERT_TRUE(db->savepoint().isOk());
    EXPECT_TRUE(append(*db, QStringLiteral("m3")).isOk());
    EXPECT_TRUE(db->release().isOk());
    ASSERT_TRUE(db->commit().isOk());
    EXPECT_EQ(idsBySeq(), (QStringList{QStringLiteral("m1"), QStringLiteral("m3")}));
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
    int recent = 0;
    EXPECT_TRUE(db->channels().recent(0, 2'000, [&](const ChannelPoint &) { ++recent; }).isOk());
    EXPECT_EQ(recent, 1'000);
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
