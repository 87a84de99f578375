// A PostgreSQL that goes away, with or without an answer, and what its nodes find when it is back.
#include "tests/server/postgresqlcase.h"
#include "tests/server/postgresrelay.h"
#include "tests/server/storage_contract.h"
#include "tests/support/waitfor.h"

#include <atomic>
#include <thread>

namespace hearth::test {

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

//! One leads at a time, until its connection ends, and asks as often as it likes.
TEST_F(Postgresql, oneLeadsUntilItGoes)
{
    auto one = open();
    const auto two = open(false);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(one->maintenance().lead(), Result<qint64>(1));
        EXPECT_EQ(two->maintenance().lead(), Result<qint64>(0));
    }
    one.reset();
    // The server notices within a moment that it has gone.
    while (*two->maintenance().lead() == 0) {
    }
    EXPECT_EQ(open(false)->maintenance().lead(), Result<qint64>(0));
}

} // namespace hearth::test
