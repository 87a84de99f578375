#include "app/models/messagelistmodel.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>

namespace hearth::app {
namespace {

using Model = MessageListModel;

class MessageListTest : public testing::Test
{
protected:
    static constexpr qint64 minute = 60'000;

    protocol::Message message(qint64 seq, const char *from = "u2", qint64 at = -1)
    {
        protocol::Message out;
        out.id = QStringLiteral("m%1").arg(seq);
        out.seq = seq;
        out.roomId = QStringLiteral("r1");
        out.userId = QString::fromLatin1(from);
        out.username = out.userId;
        out.content = QStringLiteral("text %1").arg(seq);
        out.createdAt = at >= 0 ? at : noon + seq * minute;
        return out;
    }
    OutboxItem waiting(const char *clientId)
    {
        OutboxItem out;
        out.clientId = QString::fromLatin1(clientId);
        out.roomId = QStringLiteral("r1");
        out.content = QStringLiteral("mine");
        out.createdAt = noon + 60 * minute;
        return out;
    }
    QVariant get(int row, int role) { return model.data(model.index(row), role); }
    template <class T>
    QList<T> all(int role)
    {
        QList<T> out;
        for (int i = 0; i < model.rowCount(); ++i)
            out += get(i, role).value<T>();
        return out;
    }

    const qint64 noon = QDateTime(QDate(2025, 11, 3), QTime(12, 0)).toMSecsSinceEpoch();
    Model model{{QStringLiteral("u1"), QStringLiteral("anna")}};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(MessageListTest, AChangeThatWaitsIsShownAsIfItWereMade)
{
    using Kind = OutboxItem::Kind;
    const auto thumb = QStringLiteral("\U0001F44D");
    struct Case
    {
        Kind kind;
        QString content;
        Model::Role role;
        QVariant shown;
        Model::State state;
    };
    const QVariantList chips{QVariantMap{{QStringLiteral("emoji"), thumb}, {QStringLiteral("count"), 2},
        {QStringLiteral("mine"), true}, {QStringLiteral("names"), QStringLiteral("u3, You")}}};
    const Case cases[] = {
        {Kind::Edit, QStringLiteral("better"), Model::PlainTextRole, QStringLiteral("better"),
            Model::State::Waiting},
        {Kind::Edit, QStringLiteral("better"), Model::IsEditedRole, true, Model::State::Waiting},
        {Kind::Delete, {}, Model::IsDeletedRole, true, Model::State::Waiting},
        {Kind::Delete, {}, Model::ReactionsRole, QVariantList(), Model::State::Waiting},
        {Kind::Pin, {}, Model::IsPinnedRole, true, Model::State::Waiting},
        {Kind::React, thumb, Model::ReactionsRole, chips, Model::State::Sent},
    };
    protocol::Message said = message(1, "u1");
    said.reactions = {{thumb, {QStringLiteral("u3")}}};
    model.setNames({{QStringLiteral("u3"), QStringLiteral("u3")}});
    model.addStored({said, message(2)});
    for (const Case &each : cases) {
        const QVariant before = get(1, each.role);
        OutboxItem change = waiting("c1");
        change.kind = each.kind;
        change.content = each.content;
        change.target = said.id;
        model.addWaiting(change);
        EXPECT_EQ(model.count(), 2);
        EXPECT_EQ(get(1, each.role), each.shown) << int(each.kind);
        EXPECT_EQ(get(1, Model::StateRole).toInt(), int(each.state));

        model.setWaiting(change.clientId, Model::State::Refused, QStringLiteral("no"));
        EXPECT_EQ(get(1, Model::StateRole).toInt(), int(Model::State::Refused));
        EXPECT_EQ(get(1, Model::ErrorTextRole).toString(), QStringLiteral("no"));
        EXPECT_EQ(get(1, Model::ClientIdRole).toString(), change.clientId) << "what Discard discards";

        model.removeWaiting(change.clientId);
        EXPECT_EQ(get(1, each.role), before);
        EXPECT_EQ(get(1, Model::StateRole).toInt(), int(Model::State::Sent));
    }
}

TEST_F(MessageListTest, WhatBecameOfAMessageIsShownWhereItStands)
{
    protocol::Message answer = message(3);
    answer.replyTo = QStringLiteral("m1");
    model.addStored({message(1), message(2), answer});
    const auto answered = [&] {
        return get(0, Model::ReplyRole).toMap().value(QStringLiteral("text")).toString();
    };
    EXPECT_EQ(answered(), QStringLiteral("text 1"));
    EXPECT_TRUE(get(0, Model::StartsGroupRole).toBool()) << "with what it answers above it";
    EXPECT_TRUE(get(1, Model::ReplyRole).toMap().isEmpty());

    protocol::Message edited = message(1);
    edited.content = QStringLiteral("other  words\nand more");
    edited.editedAt = noon;
    QSignalSpy changed(&model, &Model::dataChanged);
    model.updateStored({edited, message(9)});
    EXPECT_EQ(model.count(), 3) << "what is no row becomes none";
    EXPECT_EQ(get(2, Model::PlainTextRole).toString(), edited.content);
    EXPECT_EQ(
        get(2, Model::BlocksRole).toList().first().toMap().value(QStringLiteral("text")).toString().left(5),
        QStringLiteral("other"));
    EXPECT_EQ(answered(), QStringLiteral("other words and more"));
    EXPECT_EQ(changed.count(), 2) << "the message and the one that quotes it";

    protocol::Message gone = message(1);
    gone.content.clear();
    gone.deleted = true;
    model.updateStored({gone});
    EXPECT_EQ(get(2, Model::BlocksRole).toList().first().toMap().value(QStringLiteral("kind")).toString(),
        QStringLiteral("gone"));
    EXPECT_EQ(answered(), QStringLiteral("A message that was deleted"));
    model.setFind([&](const QString &) { return std::optional(message(7)); });
    answer.replyTo = QStringLiteral("m7");
    model.updateStored({answer});
    EXPECT_EQ(answered(), QStringLiteral("text 7")) << "one that is stored and not loaded";
}

TEST_F(MessageListTest, WhatSomebodyReadIsRead)
{
    model.addStored({message(1, "u1"), message(2), message(3, "u1"), message(4, "u1")});
    model.addWaiting(waiting("c1"));
    EXPECT_FALSE(all<bool>(Model::IsReadRole).contains(true));
    QSignalSpy changed(&model, &Model::dataChanged);
    model.setReadUpTo(3);
    EXPECT_EQ(all<bool>(Model::IsReadRole), (QList<bool>{false, false, true, false, true}));
    ASSERT_EQ(changed.count(), 1);
    EXPECT_EQ(changed.first().at(0).toModelIndex().row(), 2);
    EXPECT_EQ(changed.first().at(1).toModelIndex().row(), 4);
    model.setReadUpTo(9);
    EXPECT_EQ(all<bool>(Model::IsReadRole), (QList<bool>{false, true, true, false, true}));
}

TEST_F(MessageListTest, TheNewLineHasARow)
{
    EXPECT_EQ(model.newLineRow(), -1);
    model.addStored({message(1), message(2), message(3, "u1"), message(4), message(5)});
    EXPECT_EQ(model.newLineRow(), -1);
    model.setNewAfter(2);
    EXPECT_EQ(model.newLineRow(), 1) << "my own are not new";
    EXPECT_TRUE(get(1, Model::IsNewLineRole).toBool());
    model.addWaiting(waiting("c1"));
    EXPECT_EQ(model.newLineRow(), 2);
    model.setNewAfter(5);
    EXPECT_EQ(model.newLineRow(), -1);
}

TEST_F(MessageListTest, IsNewestFirstInWhateverOrderItCame)
{
    model.addStored({message(5), message(4)});
    model.addStored({message(9), message(1), message(2), message(6)});
    model.addStored({message(3), message(5), message(7), message(8)});
    QStringList ids = all<QString>(Model::MessageIdRole);
    EXPECT_EQ(ids.join(QLatin1Char(' ')), QStringLiteral("m9 m8 m7 m6 m5 m4 m3 m2 m1"));
    EXPECT_EQ(model.oldestSeq(), 1);
    EXPECT_EQ(model.newestSeq(), 9);
}

TEST_F(MessageListTest, GroupsByAuthorWithinFiveMinutes)
{
    model.addStored(
        {message(1, "u2", noon), message(2, "u2", noon + minute), message(3, "u3", noon + 2 * minute),
            message(4, "u3", noon + 8 * minute), message(5, "u3", noon + 9 * minute)});
    EXPECT_EQ(all<bool>(Model::StartsGroupRole), (QList<bool>{false, true, true, false, true}));
}

TEST_F(MessageListTest, NamesDays)
{
    const qint64 day = 24 * 60 * minute;
    model.setToday(QDate(2025, 11, 3));
    model.addStored({message(1, "u2", noon - 3 * day), message(2, "u2", noon - day), message(3, "u2", noon),
        message(4, "u2", noon + minute)});
    const QStringList days = all<QString>(Model::DayTextRole);
    EXPECT_EQ(days.at(0), QString());
    EXPECT_EQ(days.at(1), QStringLiteral("Today"));
    EXPECT_EQ(days.at(2), QStringLiteral("Yesterday"));
    EXPECT_TRUE(
        days.at(3).contains(QStringLiteral("Friday")) && !days.at(3).contains(QStringLiteral("2025")));
    EXPECT_EQ(get(1, Model::TimeTextRole).toString(), QStringLiteral("12:00"));
}

TEST_F(MessageListTest, TheNewLineStandsAboveTheFirstOfOthersAfterTheCursor)
{
    model.addStored({message(1), message(2), message(3, "u1"), message(4), message(5)});
    model.setNewAfter(2);
    EXPECT_EQ(all<bool>(Model::IsNewLineRole), (QList<bool>{false, true, false, false, false}));
    EXPECT_TRUE(get(1, Model::StartsGroupRole).toBool());
    model.setNewAfter(0);
    EXPECT_FALSE(all<bool>(Model::IsNewLineRole).contains(true));
}

TEST_F(MessageListTest, AWaitingMessageBecomesTheStoredOneInItsPlace)
{
    model.addStored({message(1)});
    model.addWaiting(waiting("c1"));
    model.addWaiting(waiting("c2"));
    EXPECT_EQ(get(0, Model::ClientIdRole).toString(), QStringLiteral("c2"));
    EXPECT_EQ(get(1, Model::StateRole).toInt(), int(Model::State::Waiting));

    QSignalSpy removed(&model, &Model::rowsRemoved);
    QSignalSpy inserted(&model, &Model::rowsInserted);
    protocol::Message stored = message(2, "u1");
    stored.clientId = QStringLiteral("c1");
    model.addStored({stored});
    EXPECT_EQ(removed.size() + inserted.size(), 0) << "nothing flickers";
    EXPECT_EQ(get(1, Model::MessageIdRole).toString(), QStringLiteral("m2"));
    EXPECT_EQ(get(1, Model::StateRole).toInt(), int(Model::State::Sent));
    // The ack and message:new both come.
    model.addStored({stored});
    EXPECT_EQ(model.rowCount(), 3);
}

TEST_F(MessageListTest, ReconcilesOutOfOrderToo)
{
    model.addWaiting(waiting("c1"));
    model.addWaiting(waiting("c2"));
    protocol::Message second = message(3, "u1");
    second.clientId = QStringLiteral("c2");
    model.addStored({message(2), second, message(4)});
    EXPECT_EQ(all<QString>(Model::MessageIdRole).join(QLatin1Char(' ')), QStringLiteral(" m4 m3 m2"));
    // Somebody else's message may carry any clientId: it does not touch ours.
    protocol::Message foreign = message(5, "u2");
    foreign.clientId = QStringLiteral("c1");
    model.addStored({foreign});
    EXPECT_EQ(get(0, Model::ClientIdRole).toString(), QStringLiteral("c1"));
    EXPECT_EQ(model.rowCount(), 5);
}

TEST_F(MessageListTest, RefusedMessagesSayWhyAndCanGo)
{
    model.addWaiting(waiting("c1"));
    model.setWaiting(QStringLiteral("c1"), Model::State::Refused, QStringLiteral("Access denied"));
    EXPECT_EQ(get(0, Model::StateRole).toInt(), int(Model::State::Refused));
    EXPECT_EQ(get(0, Model::ErrorTextRole).toString(), QStringLiteral("Access denied"));
    model.removeWaiting(QStringLiteral("c1"));
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(MessageListTest, ShowsNamesWithoutControls)
{
    protocol::Message hostile = message(1);
    hostile.username = QStringLiteral("x\u202Ey");
    model.addStored({hostile});
    EXPECT_EQ(get(0, Model::AuthorRole).toString(), QStringLiteral("xy"));
    model.setNames({{QStringLiteral("u2"), QStringLiteral("Ben B.")}});
    EXPECT_EQ(get(0, Model::AuthorRole).toString(), QStringLiteral("Ben B."));
}

} // namespace
} // namespace hearth::app
