#include "tests/server/storagecase.h"
#include "tests/support/capturedlog.h"

#include <QCoreApplication>
#include <QThread>

namespace hearth::test {

using namespace hearth::server;

TEST_F(StorageTest, whatWaitsIsOneTransactionAndRepliesKeepTheOrder)
{
    open(1000);
    auto go = holdWriter();
    QList<int> expected{-1};
    for (int i = 0; i < 600; ++i) {
        create(i);
        expected.append(i);
    }
    go.set_value();
    ASSERT_TRUE(waitFor([this] { return m_order.size() == 601; }));
    EXPECT_EQ(m_order, expected);
    EXPECT_EQ(m_storage->counters().writes, 601U);
    EXPECT_EQ(m_storage->counters().commits, 3U) << "the held one, 512, 88";
    EXPECT_EQ(m_storage->counters().queued, 0);
    EXPECT_EQ(storedUsers(), 600);
}

TEST_F(StorageTest, anErrorLeavesTheOthersOfItsBatch)
{
    open(1000);
    auto go = holdWriter();
    create(1);
    create(1); // the name is taken
    // Stores something, then fails: nothing of it may stay.
    m_storage->write<protocol::User>(
        nullptr,
        [](Database &db) -> Result<protocol::User> {
            (void)creation(7)(db);
            return ErrorCode::Forbidden;
        },
        [this](const auto &user) { m_results.insert(7, user.error().code); });
    create(2);
    go.set_value();
    ASSERT_TRUE(m_storage->drain(10'000));
    EXPECT_EQ(m_order, (QList<int>{-1, 1, 1, 2}));
    EXPECT_EQ(m_results[1], ErrorCode::NameTaken);
    EXPECT_EQ(m_results[7], ErrorCode::Forbidden);
    EXPECT_EQ(m_results[2], std::nullopt);
    EXPECT_EQ(storedUsers(), 2);
}

TEST_F(StorageTest, aLostCommitLosesTheWholeBatchAndSaysSo)
{
    open(1000);
    auto go = holdWriter();
    create(1);
    create(2);
    m_faults.commit = true;
    go.set_value();
    ASSERT_TRUE(m_storage->drain(10'000));
    EXPECT_EQ(m_results[1], ErrorCode::Unavailable);
    EXPECT_EQ(m_results[2], ErrorCode::Unavailable);
    EXPECT_EQ(m_storage->counters().failedCommits, 2U);
    EXPECT_EQ(storedUsers(), 0);

    m_faults.commit = false;
    create(1);
    ASSERT_TRUE(m_storage->drain(10'000));
    EXPECT_EQ(m_results[1], std::nullopt) << "the storage recovers";
}

//! Whoever asks learns nothing of where the database is; the operator does, and not once a job.
TEST_F(StorageTest, whyNothingBeginsIsToldInTheLogAlone)
{
    open(1000);
    const CapturedLog log("hearth.storage");
    QList<Error> told;
    const auto askTwice = [&](int reason) {
        m_faults.reason = reason;
        for (int i = 0; i < 2; ++i) {
            const auto note = [&](const Result<qint64> &count) {
                if (!count)
                    told += count.error();
            };
            const auto work = [](Database &db) { return db.accounts().userCount(); };
            m_storage->write<qint64>(nullptr, work, note);
            ASSERT_TRUE(m_storage->drain(10'000));
            bool isRead = false;
            m_storage->read<qint64>(nullptr, work, [&](const Result<qint64> &count) {
                note(count);
                isRead = true;
            });
            ASSERT_TRUE(waitFor([&] { return isRead; }));
        }
    };
    for (const int reason : {1, 2, 0, 2})
        askTwice(reason);
    EXPECT_EQ(told, QList<Error>(12, ErrorCode::Unavailable));
    QStringList expected;
    for (const int reason : {1, 2, 2}) {
        const QString line = QStringLiteral("no 10.0.0.5: %1").arg(reason);
        expected += {line, line}; // the writer's and the reader's
    }
    EXPECT_EQ(CapturedLog::lines(), expected);
}

TEST_F(StorageTest, aFullQueueRefusesAfterTheCall)
{
    open(3);
    auto go = holdWriter(); // one of the three
    for (int i = 1; i <= 4; ++i)
        create(i);
    EXPECT_TRUE(m_order.isEmpty()) << "no reply from within the call";
    ASSERT_TRUE(waitFor([this] { return m_order.size() == 2; }));
    EXPECT_EQ(m_results[3], ErrorCode::Unavailable);
    EXPECT_EQ(m_results[4], ErrorCode::Unavailable);
    EXPECT_EQ(m_storage->counters().refused, 2U);
    EXPECT_EQ(m_storage->counters().queued, 3);
    go.set_value();
    ASSERT_TRUE(m_storage->drain(10'000));
    EXPECT_EQ(m_results[2], std::nullopt);
    create(5);
    ASSERT_TRUE(m_storage->drain(10'000));
    EXPECT_EQ(m_results[5], std::nullopt);
}

TEST_F(StorageTest, drainGivesUpInTime)
{
    open(10);
    auto go = holdWriter();
    create(1);
    EXPECT_FALSE(m_storage->drain(1));
    go.set_value();
    EXPECT_TRUE(m_storage->drain(10'000));
    EXPECT_EQ(m_order, (QList<int>{-1, 1}));
}

TEST_F(StorageTest, drainFromAReplyKeepsTheOrder)
{
    open(100);
    auto go = holdWriter();
    create(1);
    m_storage->write<protocol::User>(nullptr, creation(2), [this](const auto &) {
        EXPECT_TRUE(m_storage->drain(10'000));
        m_order.append(2);
    });
    create(3);
    go.set_value();
    ASSERT_TRUE(waitFor([this] { return m_order.size() == 4; }));
    EXPECT_EQ(m_order, (QList<int>{-1, 1, 3, 2}));
}

TEST_F(StorageTest, repliesComeOnTheOwnersThread)
{
    open(10);
    QThread *const owner = QThread::currentThread();
    QList<QThread *> threads;
    const auto note = [&threads](const auto &) { threads.append(QThread::currentThread()); };
    const auto work = [owner](Database &) -> Result<Done> {
        return QThread::currentThread() == owner ? Result<Done>(ErrorCode::Internal) : Done{};
    };
    m_storage->write<Done>(nullptr, work, [&](const Result<Done> &done) {
        EXPECT_TRUE(done.isOk());
        note(done);
    });
    m_storage->read<Done>(nullptr, work, [&](const Result<Done> &done) {
        EXPECT_TRUE(done.isOk());
        note(done);
    });
    ASSERT_TRUE(waitFor([&threads] { return threads.size() == 2; }));
    EXPECT_EQ(threads, (QList<QThread *>{owner, owner}));
}

TEST_F(StorageTest, aReplyToSomebodyGoneIsDroppedAndTheWorkDone)
{
    open(10);
    auto gone = std::make_unique<QObject>();
    m_storage->write<protocol::User>(gone.get(), creation(1), [this](const auto &) { m_order.append(1); });
    gone.reset();
    ASSERT_TRUE(m_storage->drain(10'000));
    EXPECT_TRUE(m_order.isEmpty());
    EXPECT_EQ(storedUsers(), 1);
}

TEST_F(StorageTest, theEndFinishesWhatWasAcceptedAndStaysSilent)
{
    open(1000);
    auto go = holdWriter();
    for (int i = 0; i < 20; ++i)
        create(i);
    go.set_value();
    m_storage.reset();
    QCoreApplication::processEvents();
    EXPECT_TRUE(m_order.isEmpty());
    open(10);
    EXPECT_EQ(storedUsers(), 20);
}

TEST_F(StorageTest, aReplyMayEndTheStorage)
{
    open(100);
    auto go = holdWriter();
    m_storage->write<protocol::User>(nullptr, creation(1), [this](const auto &) { m_storage.reset(); });
    create(2);
    go.set_value();
    ASSERT_TRUE(waitFor([this] { return !m_storage; }));
    EXPECT_EQ(m_order, QList<int>{-1});
}

TEST_F(StorageTest, aWriteIsSeenByTheReadThatFollowsItsReply)
{
    open(100);
    for (int i = 1; i <= 20; ++i) {
        create(i);
        ASSERT_TRUE(waitFor([&] { return m_order.size() == i; }));
        EXPECT_EQ(storedUsers(), i);
    }
    EXPECT_EQ(m_storage->counters().reads, 20U);
}

TEST_F(StorageTest, WhatATurnWritesIsOneCommitAndIsAnsweredWithinATurn)
{
    constexpr int jobs = 20;
    open(1000);
    std::vector<Storage::Turns::Job> turnEnd;
    std::mutex mutex;
    std::vector<Storage::Turns::Job> inbox;
    m_storage->setTurns({[&](Storage::Turns::Job job) {
                             const std::scoped_lock lock(mutex);
                             inbox.push_back(std::move(job));
                         },
        [&](Storage::Turns::Job job) { turnEnd.push_back(std::move(job)); }});
    const auto received = [&] {
        const std::scoped_lock lock(mutex);
        return inbox.size();
    };
    create(0);
    // Time enough for a writer that does not wait to begin with the first.
    for (std::size_t reads = 1; reads <= 20; ++reads) {
        m_storage->read<qint64>(nullptr, [](Database &db) { return db.accounts().userCount(); }, {});
        ASSERT_TRUE(waitFor([&] { return received() == reads; }));
    }
    for (const auto &job : std::exchange(inbox, {}))
        job();
    for (int i = 1; i < jobs; ++i)
        create(i);
    ASSERT_EQ(turnEnd.size(), 1U) << "asked for once a turn";
    turnEnd.front()();
    ASSERT_TRUE(waitFor([&] { return received() == 1; }));
    EXPECT_EQ(m_storage->counters().commits, 1U);
    EXPECT_TRUE(m_order.isEmpty()) << "not before the turn";
    inbox.front()();
    EXPECT_EQ(m_order.size(), jobs);
    create(jobs);
    EXPECT_EQ(turnEnd.size(), 2U) << "and again in the next";
    m_storage.reset(); // its threads know the inbox
}

} // namespace hearth::test
