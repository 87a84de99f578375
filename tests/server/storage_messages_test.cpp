#include "tests/server/storage_contract.h"

namespace hearth::test {

using namespace hearth::server;
using protocol::Message;

TEST_P(StorageContract, seqCountsFromOneInEachRoom)
{
    addUser(u"anna"_qs);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs}).isOk());
    ASSERT_TRUE(addRoom(u"b"_qs, {u"anna"_qs}).isOk());
    EXPECT_EQ(say(u"a"_qs, u"anna"_qs, u"x"_qs)->message.seq, 1);
    EXPECT_EQ(say(u"b"_qs, u"anna"_qs, u"x"_qs)->message.seq, 1);
    EXPECT_EQ(say(u"a"_qs, u"anna"_qs, u"x"_qs)->message.seq, 2);
}

TEST_P(StorageContract, messageComesBackAsItWasSent)
{
    addUser(u"anna"_qs);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs}).isOk());
    const QString text = u"'; DROP TABLE messages; -- \U0001F525\n\t?1 :p1"_qs;
    const Message sent{u"m-1"_qs, 1, u"r-a"_qs, u"u-anna"_qs, u"anna"_qs, text, 1001, u"c1"_qs};
    EXPECT_EQ(say(u"a"_qs, u"anna"_qs, text, u"c1"_qs), Result<Appended>({sent, true}));
    EXPECT_EQ(m_reader->messages().history({u"r-a"_qs, {}, {}, 100}), Result<QList<Message>>({sent}));
    EXPECT_EQ(say(u"a"_qs, u"anna"_qs, u"x"_qs)->message.clientId, std::nullopt);
}

TEST_P(StorageContract, clientIdIsUniqueForEver)
{
    addUser(u"anna"_qs);
    addUser(u"ben"_qs);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs, u"ben"_qs}).isOk());
    ASSERT_TRUE(addRoom(u"b"_qs, {u"anna"_qs}).isOk());
    const auto first = say(u"a"_qs, u"anna"_qs, u"one"_qs, u"c1"_qs);
    ASSERT_TRUE(first.isOk() && first->isNew);
    EXPECT_EQ(say(u"a"_qs, u"anna"_qs, u"two"_qs, u"c1"_qs), Result<Appended>({first->message, false}));
    EXPECT_EQ(codeOf(say(u"b"_qs, u"anna"_qs, u"one"_qs, u"c1"_qs)), ErrorCode::InvalidRequest);
    EXPECT_TRUE(say(u"a"_qs, u"ben"_qs, u"mine"_qs, u"c1"_qs)->isNew) << "another person's is another";
    EXPECT_EQ(seqs({u"r-a"_qs, {}, {}, 100}), (QList<qint64>{1, 2}));
}

TEST_P(StorageContract, clientIdsOfOneTransactionAreUniqueToo)
{
    addUser(u"anna"_qs);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs}).isOk());
    ASSERT_TRUE(m_writer->begin().isOk());
    const auto one = m_writer->messages().append({u"m1"_qs, u"r-a"_qs, u"u-anna"_qs, u"x"_qs, u"c"_qs, 1});
    const auto two = m_writer->messages().append({u"m2"_qs, u"r-a"_qs, u"u-anna"_qs, u"x"_qs, u"c"_qs, 2});
    ASSERT_TRUE(m_writer->commit().isOk());
    EXPECT_TRUE(one->isNew);
    EXPECT_FALSE(two->isNew);
    EXPECT_EQ(one->message, two->message);
}

TEST_P(StorageContract, seqHasNoHoleAfterARollback)
{
    addUser(u"anna"_qs);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs}).isOk());
    ASSERT_EQ(say(u"a"_qs, u"anna"_qs, u"x"_qs)->message.seq, 1);
    const NewMessage message{u"m"_qs, u"r-a"_qs, u"u-anna"_qs, u"lost"_qs, u"c"_qs, 5};

    // A part of a transaction that fails.
    ASSERT_TRUE(m_writer->begin().isOk());
    ASSERT_TRUE(m_writer->savepoint().isOk());
    EXPECT_EQ(m_writer->messages().append(message)->message.seq, 2);
    m_writer->rollbackToSavepoint();
    ASSERT_TRUE(m_writer->commit().isOk());
    // A whole one.
    ASSERT_TRUE(m_writer->begin().isOk());
    EXPECT_EQ(m_writer->messages().append(message)->message.seq, 2);
    m_writer->rollback();
    // One that the table refuses, as its id was used.
    m_said = 0;
    EXPECT_FALSE(say(u"a"_qs, u"anna"_qs, u"the id of the first"_qs).isOk());

    m_said = 1;
    EXPECT_EQ(say(u"a"_qs, u"anna"_qs, u"x"_qs)->message.seq, 2);
    EXPECT_EQ(seqs({u"r-a"_qs, {}, {}, 100}), (QList<qint64>{1, 2}));
    EXPECT_EQ(seenBy(u"anna"_qs, u"a"_qs).lastSeq, 2);
}

TEST_P(StorageContract, messageNeedsItsRoomAndItsWriter)
{
    addUser(u"anna"_qs);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs}).isOk());
    EXPECT_EQ(codeOf(say(u"nowhere"_qs, u"anna"_qs, u"x"_qs)), ErrorCode::AccessDenied);
    EXPECT_EQ(codeOf(say(u"a"_qs, u"nobody"_qs, u"x"_qs)), ErrorCode::NotFound);
    EXPECT_EQ(say(u"a"_qs, u"anna"_qs, u"x"_qs)->message.seq, 1);
}

TEST_P(StorageContract, historyPages)
{
    addUser(u"anna"_qs);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs}).isOk());
    ASSERT_TRUE(addRoom(u"b"_qs, {u"anna"_qs}).isOk());
    for (int i = 0; i < 6; ++i) {
        ASSERT_TRUE(say(u"a"_qs, u"anna"_qs, u"x"_qs).isOk()); // m-1, m-3, …
        ASSERT_TRUE(say(u"b"_qs, u"anna"_qs, u"x"_qs).isOk());
    }
    const auto at = [](qint64 seq) { return Position{{}, seq}; };
    const Position third{u"m-5"_qs};
    struct Case
    {
        HistoryQuery query;
        QList<qint64> seqs;
    };
    const Case cases[] = {
        {{u"r-a"_qs, {}, {}, 100}, {1, 2, 3, 4, 5, 6}},
        {{u"r-a"_qs, {}, {}, 2}, {5, 6}},
        {{u"r-a"_qs, {}, at(5), 2}, {3, 4}},
        {{u"r-a"_qs, {}, third, 100}, {1, 2}},
        {{u"r-a"_qs, {}, at(1), 100}, {}},
        {{u"r-a"_qs, at(0), {}, 2}, {1, 2}},
        {{u"r-a"_qs, at(4), {}, 100}, {5, 6}},
        {{u"r-a"_qs, third, {}, 2}, {4, 5}},
        {{u"r-a"_qs, at(6), {}, 100}, {}},
        {{u"r-a"_qs, at(99), {}, 100}, {}},
        {{u"r-a"_qs, third, at(6), 100}, {4, 5}},
        {{u"r-a"_qs, {}, {}, 0}, {6}},
        {{u"r-a"_qs, {}, {}, -5}, {6}},
        {{u"r-nowhere"_qs, {}, {}, 100}, {}},
    };
    for (const Case &c : cases)
        EXPECT_EQ(seqs(c.query), c.seqs) << "case " << &c - cases;
    for (const QString &id : {u"m-2"_qs, u"none"_qs}) {
        EXPECT_EQ(
            codeOf(m_reader->messages().history({u"r-a"_qs, Position{id}, {}, 9})), ErrorCode::NotFound);
        EXPECT_EQ(
            codeOf(m_reader->messages().history({u"r-a"_qs, {}, Position{id}, 9})), ErrorCode::NotFound);
    }
}

TEST_P(StorageContract, aPageHoldsAtMostAHundred)
{
    addUser(u"anna"_qs);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs}).isOk());
    ASSERT_TRUE(m_writer->begin().isOk());
    for (int i = 0; i < 120; ++i) {
        ASSERT_TRUE(
            m_writer->messages().append({u"m%1"_qs.arg(i), u"r-a"_qs, u"u-anna"_qs, u"x"_qs, {}, 1}).isOk());
    }
    ASSERT_TRUE(m_writer->commit().isOk());
    EXPECT_EQ(seqs({u"r-a"_qs, {}, {}, 1'000'000}).size(), 100);
    EXPECT_EQ(seqs({u"r-a"_qs, Position{{}, 0}, {}, 1'000'000}).size(), 100);
}

TEST_P(StorageContract, orderIsBySeqWhenTheClockIsSetBack)
{
    addUser(u"anna"_qs);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs}).isOk());
    for (const int clock : {500, 100, 900, 0}) {
        m_said = clock;
        ASSERT_TRUE(say(u"a"_qs, u"anna"_qs, u"x"_qs).isOk());
    }
    EXPECT_EQ(seqs({u"r-a"_qs, {}, {}, 100}), (QList<qint64>{1, 2, 3, 4}));
    EXPECT_EQ(seqs({u"r-a"_qs, Position{u"m-101"_qs}, {}, 100}), (QList<qint64>{3, 4}));
}

TEST_P(StorageContract, nothingIsSeenBeforeItsCommit)
{
    addUser(u"anna"_qs);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs}).isOk());
    ASSERT_TRUE(m_writer->begin().isOk());
    ASSERT_TRUE(m_writer->messages().append({u"m1"_qs, u"r-a"_qs, u"u-anna"_qs, u"x"_qs, {}, 1}).isOk());
    EXPECT_TRUE(seqs({u"r-a"_qs, {}, {}, 100}).isEmpty());
    ASSERT_TRUE(m_writer->commit().isOk());
    EXPECT_EQ(seqs({u"r-a"_qs, {}, {}, 100}), QList<qint64>{1});
}

} // namespace hearth::test
