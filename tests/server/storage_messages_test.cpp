#include "tests/server/storage_contract.h"

namespace hearth::test {

using namespace hearth::server;
using protocol::Message;

TEST_P(StorageContract, seqCountsFromOneInEachRoom)
{
    addUser(QStringLiteral("anna"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna")}).isOk());
    ASSERT_TRUE(addRoom(QStringLiteral("b"), {QStringLiteral("anna")}).isOk());
    EXPECT_EQ(say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("x"))->message.seq, 1);
    EXPECT_EQ(say(QStringLiteral("b"), QStringLiteral("anna"), QStringLiteral("x"))->message.seq, 1);
    EXPECT_EQ(say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("x"))->message.seq, 2);
}

TEST_P(StorageContract, messageComesBackAsItWasSent)
{
    addUser(QStringLiteral("anna"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna")}).isOk());
    const QString text = QStringLiteral("\uFEFF'; DROP TABLE messages; -- \U0001F525\n\t?1 :p1");
    const Message sent{QStringLiteral("m-1"), 1, QStringLiteral("r-a"), QStringLiteral("u-anna"),
        QStringLiteral("anna"), text, 1001, QStringLiteral("c1")};
    EXPECT_EQ(say(QStringLiteral("a"), QStringLiteral("anna"), text, QStringLiteral("c1")),
        Result<Appended>({sent, true}));
    EXPECT_EQ(
        m_reader->messages().history({QStringLiteral("r-a"), {}, {}, 100}), Result<QList<Message>>({sent}));
    EXPECT_EQ(say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("x"))->message.clientId,
        std::nullopt);
}

TEST_P(StorageContract, clientIdIsUniqueForEver)
{
    addUser(QStringLiteral("anna"));
    addUser(QStringLiteral("ben"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna"), QStringLiteral("ben")}).isOk());
    ASSERT_TRUE(addRoom(QStringLiteral("b"), {QStringLiteral("anna")}).isOk());
    const auto first =
        say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("one"), QStringLiteral("c1"));
    ASSERT_TRUE(first.isOk() && first->isNew);
    EXPECT_EQ(say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("two"), QStringLiteral("c1")),
        Result<Appended>({first->message, false}));
    EXPECT_EQ(
        codeOf(say(QStringLiteral("b"), QStringLiteral("anna"), QStringLiteral("one"), QStringLiteral("c1"))),
        ErrorCode::InvalidRequest);
    EXPECT_TRUE(
        say(QStringLiteral("a"), QStringLiteral("ben"), QStringLiteral("mine"), QStringLiteral("c1"))->isNew)
        << "another person's is another";
    EXPECT_EQ(seqs({QStringLiteral("r-a"), {}, {}, 100}), (QList<qint64>{1, 2}));
}

TEST_P(StorageContract, clientIdsOfOneTransactionAreUniqueToo)
{
    addUser(QStringLiteral("anna"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna")}).isOk());
    ASSERT_TRUE(m_writer->begin().isOk());
    const auto one = m_writer->messages().append({QStringLiteral("m1"), QStringLiteral("r-a"),
        QStringLiteral("u-anna"), QStringLiteral("x"), QStringLiteral("c"), 1});
    const auto two = m_writer->messages().append({QStringLiteral("m2"), QStringLiteral("r-a"),
        QStringLiteral("u-anna"), QStringLiteral("x"), QStringLiteral("c"), 2});
    ASSERT_TRUE(m_writer->commit().isOk());
    EXPECT_TRUE(one->isNew);
    EXPECT_FALSE(two->isNew);
    EXPECT_EQ(one->message, two->message);
}

TEST_P(StorageContract, manyAtOnceAreAsOneAfterTheOther)
{
    const QString anna = QStringLiteral("anna");
    addUser(anna);
    addUser(QStringLiteral("ben"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {anna, QStringLiteral("ben")}).isOk());
    ASSERT_TRUE(addRoom(QStringLiteral("b"), {anna}).isOk());
    ASSERT_TRUE(say(QStringLiteral("a"), anna, QStringLiteral("before"), QStringLiteral("c0")).isOk());
    int count = 0;
    const auto of = [&count](const char *room, const char *clientId, const char *replyTo = "") {
        return NewMessage{QStringLiteral("n-%1").arg(++count), QLatin1String(room), QStringLiteral("u-anna"),
            QStringLiteral("text %1 @ben").arg(count), QLatin1String(clientId), count,
            QLatin1String(replyTo)};
    };
    const QList<NewMessage> messages{of("r-a", "c1"), of("r-b", ""), of("r-a", "", "m-1"), of("r-a", "c0"),
        of("r-a", "c1"), of("r-b", "c0"), of("r-b", "", "m-1"), of("r-none", "c2"), of("r-a", "c3"),
        of("r-b", ""), of("r-a", "c0", "m-none")};
    const auto all = write([&](Database &db) { return db.messages().appendEach(messages); });
    ASSERT_TRUE(all.isOk() && all->size() == messages.size());
    QStringList told;
    for (const Result<Appended> &each : *all)
        told += each ? QStringLiteral("%1 %2%3")
                           .arg(each->message.roomId)
                           .arg(each->message.seq)
                           .arg(each->isNew ? QString() : QStringLiteral(" again"))
                     : each.error().message;
    EXPECT_EQ(told, (QStringList{QStringLiteral("r-a 2"), QStringLiteral("r-b 1"), QStringLiteral("r-a 3"),
                        QStringLiteral("r-a 1 again"), QStringLiteral("r-a 2 again"),
                        QStringLiteral("clientId was used in another room"),
                        QStringLiteral("replyTo: is no message of this room"), text(ErrorCode::AccessDenied),
                        QStringLiteral("r-a 4"), QStringLiteral("r-b 2"), QStringLiteral("r-a 1 again")}));
    EXPECT_EQ(seqs({QStringLiteral("r-a"), {}, {}, 100}), (QList<qint64>{1, 2, 3, 4}));
    EXPECT_EQ(seqs({QStringLiteral("r-b"), {}, {}, 100}), (QList<qint64>{1, 2}));
    EXPECT_EQ(seenBy(QStringLiteral("ben"), QStringLiteral("a")).mentions, 3);
    EXPECT_TRUE(m_writer->messages().appendEach({})->isEmpty());
}

TEST_P(StorageContract, seqHasNoHoleAfterARollback)
{
    addUser(QStringLiteral("anna"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna")}).isOk());
    ASSERT_EQ(say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("x"))->message.seq, 1);
    const NewMessage message{QStringLiteral("m"), QStringLiteral("r-a"), QStringLiteral("u-anna"),
        QStringLiteral("lost"), QStringLiteral("c"), 5};

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
    EXPECT_FALSE(
        say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("the id of the first")).isOk());

    m_said = 1;
    EXPECT_EQ(say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("x"))->message.seq, 2);
    EXPECT_EQ(seqs({QStringLiteral("r-a"), {}, {}, 100}), (QList<qint64>{1, 2}));
    EXPECT_EQ(seenBy(QStringLiteral("anna"), QStringLiteral("a")).lastSeq, 2);
}

TEST_P(StorageContract, messageNeedsItsRoomAndItsWriter)
{
    addUser(QStringLiteral("anna"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna")}).isOk());
    EXPECT_EQ(codeOf(say(QStringLiteral("nowhere"), QStringLiteral("anna"), QStringLiteral("x"))),
        ErrorCode::AccessDenied);
    EXPECT_EQ(
        codeOf(say(QStringLiteral("a"), QStringLiteral("nobody"), QStringLiteral("x"))), ErrorCode::NotFound);
    EXPECT_EQ(say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("x"))->message.seq, 1);
}

TEST_P(StorageContract, historyPages)
{
    addUser(QStringLiteral("anna"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna")}).isOk());
    ASSERT_TRUE(addRoom(QStringLiteral("b"), {QStringLiteral("anna")}).isOk());
    for (int i = 0; i < 6; ++i) {
        ASSERT_TRUE(
            say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("x")).isOk()); // m-1, m-3, …
        ASSERT_TRUE(say(QStringLiteral("b"), QStringLiteral("anna"), QStringLiteral("x")).isOk());
    }
    const auto at = [](qint64 seq) { return Position{{}, seq}; };
    const Position third{QStringLiteral("m-5")};
    struct Case
    {
        HistoryQuery query;
        QList<qint64> seqs;
    };
    const Case cases[] = {
        {{QStringLiteral("r-a"), {}, {}, 100}, {1, 2, 3, 4, 5, 6}},
        {{QStringLiteral("r-a"), {}, {}, 2}, {5, 6}},
        {{QStringLiteral("r-a"), {}, at(5), 2}, {3, 4}},
        {{QStringLiteral("r-a"), {}, third, 100}, {1, 2}},
        {{QStringLiteral("r-a"), {}, at(1), 100}, {}},
        {{QStringLiteral("r-a"), at(0), {}, 2}, {1, 2}},
        {{QStringLiteral("r-a"), at(4), {}, 100}, {5, 6}},
        {{QStringLiteral("r-a"), third, {}, 2}, {4, 5}},
        {{QStringLiteral("r-a"), at(6), {}, 100}, {}},
        {{QStringLiteral("r-a"), at(99), {}, 100}, {}},
        {{QStringLiteral("r-a"), third, at(6), 100}, {4, 5}},
        {{QStringLiteral("r-a"), {}, {}, 0}, {6}},
        {{QStringLiteral("r-a"), {}, {}, -5}, {6}},
        {{QStringLiteral("r-nowhere"), {}, {}, 100}, {}},
    };
    for (const Case &c : cases)
        EXPECT_EQ(seqs(c.query), c.seqs) << "case " << &c - cases;
    for (const QString &id : {QStringLiteral("m-2"), QStringLiteral("none")}) {
        EXPECT_EQ(codeOf(m_reader->messages().history({QStringLiteral("r-a"), Position{id}, {}, 9})),
            ErrorCode::NotFound);
        EXPECT_EQ(codeOf(m_reader->messages().history({QStringLiteral("r-a"), {}, Position{id}, 9})),
            ErrorCode::NotFound);
    }
}

TEST_P(StorageContract, aPageHoldsAtMostAHundred)
{
    addUser(QStringLiteral("anna"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna")}).isOk());
    ASSERT_TRUE(m_writer->begin().isOk());
    for (int i = 0; i < 120; ++i) {
        ASSERT_TRUE(m_writer->messages()
                        .append({QStringLiteral("m%1").arg(i), QStringLiteral("r-a"),
                            QStringLiteral("u-anna"), QStringLiteral("x"), {}, 1})
                        .isOk());
    }
    ASSERT_TRUE(m_writer->commit().isOk());
    EXPECT_EQ(seqs({QStringLiteral("r-a"), {}, {}, 1'000'000}).size(), 100);
    EXPECT_EQ(seqs({QStringLiteral("r-a"), Position{{}, 0}, {}, 1'000'000}).size(), 100);
}

TEST_P(StorageContract, orderIsBySeqWhenTheClockIsSetBack)
{
    addUser(QStringLiteral("anna"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna")}).isOk());
    for (const int clock : {500, 100, 900, 0}) {
        m_said = clock;
        ASSERT_TRUE(say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("x")).isOk());
    }
    EXPECT_EQ(seqs({QStringLiteral("r-a"), {}, {}, 100}), (QList<qint64>{1, 2, 3, 4}));
    EXPECT_EQ(
        seqs({QStringLiteral("r-a"), Position{QStringLiteral("m-101")}, {}, 100}), (QList<qint64>{3, 4}));
}

TEST_P(StorageContract, nothingIsSeenBeforeItsCommit)
{
    addUser(QStringLiteral("anna"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna")}).isOk());
    ASSERT_TRUE(m_writer->begin().isOk());
    ASSERT_TRUE(m_writer->messages()
                    .append({QStringLiteral("m1"), QStringLiteral("r-a"), QStringLiteral("u-anna"),
                        QStringLiteral("x"), {}, 1})
                    .isOk());
    EXPECT_TRUE(seqs({QStringLiteral("r-a"), {}, {}, 100}).isEmpty());
    ASSERT_TRUE(m_writer->commit().isOk());
    EXPECT_EQ(seqs({QStringLiteral("r-a"), {}, {}, 100}), QList<qint64>{1});
}

TEST_P(StorageContract, positionsOfManyRoomsAreReadAtOnce)
{
    addUser(QStringLiteral("anna"));
    for (const char *name : {"one", "two", "three"})
        ASSERT_TRUE(addRoom(QString::fromLatin1(name), {QStringLiteral("anna")}).isOk());
    const auto first = say(QStringLiteral("two"), QStringLiteral("anna"), QStringLiteral("a"));
    ASSERT_TRUE(say(QStringLiteral("two"), QStringLiteral("anna"), QStringLiteral("b")).isOk());
    ASSERT_TRUE(write([&](Database &db) {
        return db.changes().pin(
            {QStringLiteral("r-two"), first->message.id, QStringLiteral("u-anna"), 1}, Mark::Set);
    }).isOk());
    auto positions = m_reader->rooms().positions(
        {QStringLiteral("r-two"), QStringLiteral("r-no'\"ne"), QStringLiteral("r-one")});
    ASSERT_TRUE(positions.isOk()) << positions.error().message.toStdString();
    std::ranges::sort(*positions, {}, &RoomPosition::roomId);
    EXPECT_EQ(
        *positions, (QList<RoomPosition>{{QStringLiteral("r-one"), 0, 0}, {QStringLiteral("r-two"), 2, 1}}));
    EXPECT_TRUE(m_reader->rooms().positions({})->isEmpty());
}

} // namespace hearth::test
