#include "app/sync/changes.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace hearth::app {
namespace {

//! Changes heard, recovered and loaded, in every order in which a network may bring them.
class ChangeOrderTest : public testing::Test
{
protected:
    void SetUp() override
    {
        protocol::Room one;
        one.id = room;
        store.setRooms({one});
        QList<protocol::Message> said{message(1, QStringLiteral("as it was said"))};
        store.saveMessages(said);
        store.setChangeSeq(room, 3);
    }

    protocol::Message message(qint64 seq, const QString &text, std::optional<qint64> changeSeq = {})
    {
        protocol::Message out;
        out.id = QStringLiteral("m%1").arg(seq);
        out.seq = seq;
        out.roomId = room;
        out.userId = out.username = QStringLiteral("ben");
        out.content = text;
        out.createdAt = seq;
        out.changeSeq = changeSeq;
        return out;
    }
    void hearEdit(qint64 seq, const QString &text, qint64 changeSeq)
    {
        protocol::MessageUpdated event;
        event.id = QStringLiteral("m%1").arg(seq);
        event.roomId = room;
        event.seq = seq;
        event.content = text;
        event.editedAt = changeSeq;
        event.changeSeq = changeSeq;
        changes.take(event);
    }
    void hearPin(qint64 seq, qint64 changeSeq)
    {
        protocol::MessagePinned event;
        event.id = QStringLiteral("m%1").arg(seq);
        event.roomId = room;
        event.seq = seq;
        event.on = true;
        event.pinnedAt = changeSeq;
        event.changeSeq = changeSeq;
        changes.take(event);
    }
    //! What the server read when the room had had `changeSeq` changes.
    void recover(
        const QList<protocol::Message> &messages, const QList<protocol::Message> &changed, qint64 changeSeq)
    {
        protocol::RecoverAck ack;
        ack.messages = messages;
        ack.changed = changed;
        ack.changes = {{room, changeSeq}};
        store.saveMessages(ack.messages);
        changes.recovered(ack);
    }
    QString text(qint64 seq) { return store.message(QStringLiteral("m%1").arg(seq))->content; }
    qint64 known() { return store.room(room)->changeSeq; }

    const QString room = QStringLiteral("r1");
    std::unique_ptr<Database> database = *Database::open(QStringLiteral(":memory:"));
    Store store{*database, {QStringLiteral("me"), QStringLiteral("anna")}};
    Outbox outbox{*database};
    Changes changes{store, outbox, QStringLiteral("me")};
    QSignalSpy holes{&changes, &Changes::holeFound};
};

//! A server that does not know what happened says how the message is now.
TEST_F(ChangeOrderTest, AMessageIsTakenAsItIsNow)
{
    protocol::MessageChanged now{message(1, QStringLiteral("as it is"), 4)};
    now.reactions = {{QStringLiteral("\u2705"), {QStringLiteral("ben")}}};
    changes.take(now);
    EXPECT_EQ(text(1), QStringLiteral("as it is"));
    EXPECT_EQ(store.message(QStringLiteral("m1"))->reactions, now.reactions);
    EXPECT_EQ(known(), 4);
    hearEdit(1, QStringLiteral("as it was"), 4);
    EXPECT_EQ(text(1), QStringLiteral("as it is")) << "which is the same change";
    now.content = QStringLiteral("later");
    now.changeSeq = 6;
    changes.take(now);
    EXPECT_EQ(text(1), QStringLiteral("as it is")) << "one is missing";
    EXPECT_EQ(holes.count(), 1);
}

TEST_F(ChangeOrderTest, TheNextOneIsTaken)
{
    hearEdit(1, QStringLiteral("edited"), 4);
    EXPECT_EQ(text(1), QStringLiteral("edited"));
    EXPECT_EQ(known(), 4);
    EXPECT_TRUE(holes.isEmpty());
}

TEST_F(ChangeOrderTest, OneBehindAHoleWaitsForWhatIsMissing)
{
    hearPin(1, 5);
    EXPECT_EQ(holes.count(), 1);
    EXPECT_EQ(known(), 3);
    EXPECT_TRUE(changes.isBehind(room));
    // The server had read before the pin, so that its answer is older than what was heard.
    recover({}, {message(1, QStringLiteral("edited"), 4)}, 4);
    EXPECT_EQ(text(1), QStringLiteral("edited"));
    EXPECT_TRUE(changes.isBehind(room)) << "the pin is to be asked for";
    auto pinned = message(1, QStringLiteral("edited"), 5);
    pinned.pinnedAt = 5;
    recover({}, {pinned}, 5);
    EXPECT_EQ(store.message(QStringLiteral("m1"))->pinnedAt, 5);
    EXPECT_FALSE(changes.isBehind(room));
}

TEST_F(ChangeOrderTest, AnOlderStateNeverReplacesANewerOne)
{
    hearEdit(1, QStringLiteral("newest"), 4);
    QSignalSpy shown(&changes, &Changes::changed);
    const auto older = message(1, QStringLiteral("older"), 2);
    recover({older}, {older}, 3);
    store.savePage(room, 2, {older}, true);
    EXPECT_EQ(text(1), QStringLiteral("newest"));
    EXPECT_TRUE(shown.isEmpty());
}

TEST_F(ChangeOrderTest, OneHeardBeforeItsMessageCameIsAskedForAgain)
{
    hearEdit(2, QStringLiteral("edited"), 4);
    recover({message(2, QStringLiteral("as it was said"))}, {}, 3);
    EXPECT_EQ(known(), 3);
    EXPECT_TRUE(changes.isBehind(room));
    recover({}, {message(2, QStringLiteral("edited"), 4)}, 4);
    EXPECT_EQ(text(2), QStringLiteral("edited"));
    EXPECT_FALSE(changes.isBehind(room));
}

TEST_F(ChangeOrderTest, OneHeardWhileAPageWasOnItsWayIsAskedForAgain)
{
    hearEdit(2, QStringLiteral("edited"), 4);
    store.savePage(room, 3, {message(2, QStringLiteral("as it was said"))}, false);
    changes.pageStored(room, 3);
    EXPECT_EQ(holes.count(), 1);
    EXPECT_EQ(known(), 3);
    // A page that knows all of them, and one that does not say.
    recover({}, {message(2, QStringLiteral("edited"), 4)}, 4);
    changes.pageStored(room, 4);
    changes.pageStored(room, std::nullopt);
    EXPECT_EQ(holes.count(), 1);
    EXPECT_EQ(known(), 4);
}

TEST_F(ChangeOrderTest, OneThatIsKnownIsNotTakenAgain)
{
    recover({}, {message(1, QStringLiteral("edited twice"), 5)}, 5);
    hearEdit(1, QStringLiteral("edited once"), 4);
    EXPECT_EQ(text(1), QStringLiteral("edited twice"));
    EXPECT_EQ(known(), 5);
}

} // namespace
} // namespace hearth::app
