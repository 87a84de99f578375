// Works that are done together: which, in what order, and what becomes of the others when one of them fails.
#include "tests/server/storagecase.h"

namespace hearth::test {

namespace {

//! How many each call was for; the writer's thread writes it, while nobody reads.
QList<qsizetype> s_calls;

//! Makes users. `-n` is refused, and 0 is a failure of the whole that is found only when others were made.
Result<QList<Result<int>>> make(Database &db, const QList<int> &numbers)
{
    s_calls += numbers.size();
    QList<Result<int>> all;
    for (const int number : numbers) {
        if (number == 0)
            return Error(ErrorCode::Conflict);
        if (number < 0)
            all += ErrorCode::Forbidden;
        else if (const auto made = creation(number)(db); made)
            all += number;
        else
            return made.error();
    }
    return all;
}

//! Another kind.
Result<QList<Result<int>>> makeToo(Database &db, const QList<int> &numbers)
{
    return make(db, numbers);
}

} // namespace

class StorageGroups : public StorageTest
{
protected:
    void SetUp() override
    {
        s_calls.clear();
        open(2'000);
    }
    void group(int number, Storage::WorkForEach<int, int> work = make)
    {
        m_storage->writeGrouped<int, int>(nullptr, work, number, [this, number](const Result<int> &done) {
            m_order.append(number);
            m_results.insert(number, done ? std::nullopt : std::optional(done.error().code));
        });
    }
    void run(std::promise<void> &writer)
    {
        writer.set_value();
        ASSERT_TRUE(m_storage->drain(10'000));
    }
};

TEST_F(StorageGroups, whatFollowsOneAnotherOfOneKindIsOneCall)
{
    auto writer = holdWriter();
    group(1);
    group(2);
    create(3); // of no kind
    group(4);
    group(5, makeToo);
    group(6, makeToo);
    run(writer);
    EXPECT_EQ(s_calls, (QList<qsizetype>{2, 1, 2}));
    EXPECT_EQ(m_order, (QList<int>{-1, 1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(m_storage->counters().commits, 2U) << "the held one and this";
    EXPECT_EQ(m_storage->counters().writes, 7U);
    EXPECT_EQ(storedUsers(), 6);
}

TEST_F(StorageGroups, aRefusalIsOnlyItsOwn)
{
    auto writer = holdWriter();
    for (const int number : {1, -2, 3})
        group(number);
    run(writer);
    EXPECT_EQ(s_calls, QList<qsizetype>{3});
    EXPECT_EQ(m_results[-2], ErrorCode::Forbidden);
    EXPECT_EQ(m_results[1], std::nullopt);
    EXPECT_EQ(m_results[3], std::nullopt);
    EXPECT_EQ(storedUsers(), 2);
}

TEST_F(StorageGroups, whereOneFailsTheWholeEachIsDoneAlone)
{
    auto writer = holdWriter();
    for (const int number : {1, 2, 0, 2, 3}) // the second 2 has a name that is taken
        group(number);
    create(4);
    run(writer);
    EXPECT_EQ(s_calls, (QList<qsizetype>{5, 1, 1, 1, 1, 1}));
    EXPECT_EQ(m_order, (QList<int>{-1, 1, 2, 0, 2, 3, 4}));
    EXPECT_EQ(m_results[0], ErrorCode::Conflict);
    EXPECT_EQ(m_results[2], ErrorCode::NameTaken);
    for (const int number : {1, 3, 4})
        EXPECT_EQ(m_results[number], std::nullopt) << number;
    EXPECT_EQ(storedUsers(), 4);
}

//! What a job has put off may fail only then (PostgreSQL).
TEST_F(StorageGroups, whatFailsAtItsReleaseIsNotStoredAndNotAcked)
{
    auto writer = holdWriter();
    m_faults.releases = 3; // that of the held one, of the group, and of its first alone
    for (const int number : {11, 12, 13})
        group(number);
    create(14);
    run(writer);
    EXPECT_EQ(s_calls, (QList<qsizetype>{3, 1, 1, 1}));
    EXPECT_EQ(m_results[11], ErrorCode::Conflict) << "alone, too";
    for (const int number : {12, 13, 14})
        EXPECT_EQ(m_results[number], std::nullopt) << number;
    EXPECT_EQ(storedUsers(), 3);
    writer = holdWriter();
    m_faults.releases = 2;
    create(21);
    create(22);
    run(writer);
    EXPECT_EQ(m_results[21], ErrorCode::Conflict);
    EXPECT_EQ(m_results[22], std::nullopt);
    EXPECT_EQ(storedUsers(), 4);
}

TEST_F(StorageGroups, aLostCommitLosesThemAll)
{
    auto writer = holdWriter();
    group(1);
    group(2);
    m_faults.commit = true;
    run(writer);
    EXPECT_EQ(m_results[1], ErrorCode::Unavailable);
    EXPECT_EQ(m_results[2], ErrorCode::Unavailable);
    EXPECT_EQ(storedUsers(), 0);
}

TEST_F(StorageGroups, aGroupIsNoLargerThanABatch)
{
    auto writer = holdWriter();
    for (int number = 1; number <= 600; ++number)
        group(number);
    run(writer);
    EXPECT_EQ(s_calls, (QList<qsizetype>{512, 88}));
    EXPECT_EQ(storedUsers(), 600);
}

} // namespace hearth::test
