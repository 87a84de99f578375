#include "app/viewmodels/conversationviewmodel.h"
#include "tests/app/people.h"

#include <QSignalSpy>

namespace hearth::app {
namespace {

using Kind = OutboxItem::Kind;
using Model = MessageListModel;

//! What becomes of messages, between two people and the real server.
class ChangesTest : public SyncTest
{
protected:
    void SetUp() override
    {
        SyncTest::SetUp();
        ASSERT_TRUE(anna->goLive() && ben->goLive());
        for (const char *each : {"one", "two", "three"})
            say(*anna, QString::fromLatin1(each));
        ASSERT_TRUE(settled() && waitFor([&] { return ben->texts(room).size() == 3; }));
        for (qint64 seq = 1; seq <= 3; ++seq)
            ids += ben->session->store().page(room, seq + 1, 1).first().id;
    }

    void change(Person &person, Kind kind, const QString &id, const QString &content = {})
    {
        EXPECT_TRUE(person.session->changeMessage(kind, room, id, content));
    }
    bool settled()
    {
        return waitFor(
            [&] { return anna->session->waitingCount() == 0 && ben->session->waitingCount() == 0; });
    }
    std::optional<protocol::Message> at(Person &person, int index)
    {
        return person.session->store().message(ids.at(index));
    }
    //! The server's answer after everything that this person asked before.
    bool asked(Person &person)
    {
        bool answered = false;
        person.session->connection().send(
            protocol::JoinRoom{room}, [&](const Result<protocol::JoinRoomAck> &) { answered = true; });
        return waitFor([&] { return answered; });
    }
    bool sameAtBoth()
    {
        return waitFor([&] {
            return anna->session->store().newest(room, 10) == ben->session->store().newest(room, 10);
        });
    }

    const QString thumb = QStringLiteral("\U0001F44D");
    QStringList ids;
};

TEST_F(ChangesTest, ReachTheOtherAtOnce)
{
    change(*anna, Kind::Edit, ids[0], QStringLiteral("one, better"));
    change(*anna, Kind::Delete, ids[1]);
    change(*anna, Kind::Pin, ids[2]);
    change(*ben, Kind::React, ids[2], thumb);
    ASSERT_TRUE(settled());
    ASSERT_TRUE(waitFor([&] { return at(*anna, 2)->reactions && at(*ben, 2)->pinnedAt; }));
    EXPECT_TRUE(sameAtBoth());
    EXPECT_EQ(at(*ben, 0)->content, QStringLiteral("one, better"));
    EXPECT_TRUE(at(*ben, 0)->editedAt);
    EXPECT_TRUE(at(*ben, 1)->deleted && at(*ben, 1)->content.isEmpty());
    EXPECT_EQ(at(*ben, 2)->reactions->first().userIds, QList<QString>{ben->signedIn.userId});
    EXPECT_EQ(ben->session->store().room(room)->changeSeq, 4);

    change(*ben, Kind::Unreact, ids[2], thumb);
    change(*anna, Kind::Unpin, ids[2]);
    EXPECT_TRUE(waitFor([&] { return !at(*anna, 2)->reactions && !at(*ben, 2)->pinnedAt; }));
}

TEST_F(ChangesTest, MadeOfflineSurviveAKillAndAreSentInOrder)
{
    anna->reopen();
    change(*anna, Kind::Edit, ids[0], QStringLiteral("draft"));
    change(*anna, Kind::Edit, ids[0], QStringLiteral("final"));
    change(*anna, Kind::React, ids[1], thumb);
    change(*anna, Kind::Unreact, ids[1], thumb);
    change(*anna, Kind::Delete, ids[2]);
    anna->reopen();
    EXPECT_EQ(anna->session->waitingCount(), 5);
    ConversationViewModel shown(*anna->session, room);
    EXPECT_EQ(get(shown.messages(), 2, Model::PlainTextRole).toString(), QStringLiteral("final"));
    EXPECT_TRUE(get(shown.messages(), 0, Model::IsDeletedRole).toBool());
    ASSERT_TRUE(anna->goLive());
    ASSERT_TRUE(settled());
    EXPECT_TRUE(waitFor([&] { return at(*ben, 2)->deleted.has_value(); }));
    EXPECT_EQ(at(*ben, 0)->content, QStringLiteral("final"));
    EXPECT_FALSE(at(*ben, 1)->reactions);
    EXPECT_TRUE(sameAtBoth());
    EXPECT_EQ(get(shown.messages(), 2, Model::StateRole).toInt(), int(Model::State::Sent));
}

TEST_F(ChangesTest, MissedOnesAreRecovered)
{
    ben->reopen();
    ConversationViewModel shown(*ben->session, room);
    change(*anna, Kind::Edit, ids[0], QStringLiteral("one, better"));
    change(*anna, Kind::Delete, ids[1]);
    change(*anna, Kind::React, ids[2], thumb);
    ASSERT_TRUE(waitFor([&] { return anna->session->waitingCount() == 0; }));
    ASSERT_TRUE(ben->goLive());
    EXPECT_EQ(at(*ben, 0)->content, QStringLiteral("one, better"));
    EXPECT_TRUE(at(*ben, 1)->deleted);
    EXPECT_EQ(ben->session->store().room(room)->changeSeq, 3);
    EXPECT_TRUE(sameAtBoth());
    EXPECT_EQ(get(shown.messages(), 2, Model::PlainTextRole).toString(), QStringLiteral("one, better"));
    EXPECT_EQ(get(shown.messages(), 0, Model::ReactionsRole).toList().size(), 1);
}

TEST_F(ChangesTest, MissedOnesAreRecoveredWhateverTheClocksSay)
{
    ben->reopen();
    clock.skewMs -= 3'600'000; // so that every change is older than ben's last connection
    change(*anna, Kind::Edit, ids[0], QStringLiteral("one, better"));
    ASSERT_TRUE(waitFor([&] { return anna->session->waitingCount() == 0; }));
    ASSERT_TRUE(ben->goLive());
    EXPECT_EQ(at(*ben, 0)->content, QStringLiteral("one, better"));
}

TEST_F(ChangesTest, OneOnTheHeelsOfItsMessageIsNotLost)
{
    protocol::MessageSend said;
    said.roomId = room;
    said.content = QStringLiteral("four");
    Connection &line = anna->session->connection();
    line.send(said, [&](const Result<protocol::MessageSendAck> &ack) {
        ASSERT_TRUE(ack);
        protocol::MessageEdit edit;
        edit.roomId = room;
        edit.messageId = ack->id;
        edit.content = QStringLiteral("four, better");
        line.send(edit, [](const Result<protocol::MessageEdit::Ack> &) {});
    });
    ASSERT_TRUE(waitFor([&] { return ben->session->store().room(room)->changeSeq == 1; }));
    EXPECT_TRUE(waitFor([&] { return ben->texts(room).size() == 4; }));
    EXPECT_EQ(ben->texts(room).last(), QStringLiteral("four, better"));
}

TEST_F(ChangesTest, AHoleIsMendedWhileLive)
{
    std::optional<Result<protocol::EmptyAck>> left;
    ben->session->connection().send(
        protocol::LeaveRoom{room}, [&](const Result<protocol::EmptyAck> &ack) { left = ack; });
    ASSERT_TRUE(waitFor([&] { return left.has_value(); }));
    change(*anna, Kind::Edit, ids[0], QStringLiteral("unheard"));
    ASSERT_TRUE(settled());
    ASSERT_TRUE(asked(*ben)) << "hears the room again";
    EXPECT_EQ(at(*ben, 0)->content, QStringLiteral("one"));
    change(*anna, Kind::React, ids[2], thumb);
    EXPECT_TRUE(waitFor([&] { return at(*ben, 0)->content == QStringLiteral("unheard"); }));
    EXPECT_TRUE(waitFor([&] { return ben->session->store().room(room)->changeSeq == 2; }));
}

TEST_F(ChangesTest, ARefusedOneIsTakenBackOnTheScreenAndSaysWhy)
{
    ConversationViewModel shown(*ben->session, room);
    QSignalSpy refused(ben->session.get(), &AccountSession::messageRefused);
    change(*ben, Kind::Edit, ids[0], QStringLiteral("not mine"));
    ASSERT_TRUE(waitFor([&] { return !refused.isEmpty(); }));
    EXPECT_EQ(get(shown.messages(), 2, Model::StateRole).toInt(), int(Model::State::Refused));
    EXPECT_FALSE(get(shown.messages(), 2, Model::ErrorTextRole).toString().isEmpty());
    shown.discard(get(shown.messages(), 2, Model::ClientIdRole).toString());
    EXPECT_EQ(get(shown.messages(), 2, Model::PlainTextRole).toString(), QStringLiteral("one"));
    EXPECT_EQ(at(*anna, 0)->content, QStringLiteral("one"));
}

TEST_F(ChangesTest, WhatWasDeletedWaitsToBeReadNoLonger)
{
    ben->reopen();
    ASSERT_TRUE(ben->goLive());
    ASSERT_EQ(ben->session->store().room(room)->unread, 3);
    change(*anna, Kind::Delete, ids[1]);
    EXPECT_TRUE(waitFor([&] { return ben->session->store().room(room)->unread == 2; }));
}

TEST_F(ChangesTest, TheFieldAnswersAndEdits)
{
    using Context = ConversationViewModel::Context;
    ConversationViewModel talk(*anna->session, room);
    QSignalSpy jumps(&talk, &ConversationViewModel::jumps);
    talk.setDraft(QStringLiteral("half a thought"));
    talk.editLast();
    EXPECT_EQ(talk.context(), Context::None) << "something is being written";
    QSignalSpy began(&talk, &ConversationViewModel::contextChanged);
    const auto textFirst = QObject::connect(&talk, &ConversationViewModel::contextChanged, &talk,
        [&] { EXPECT_EQ(talk.draft(), QStringLiteral("three")) << "whose end the cursor goes to"; });
    talk.beginEdit(ids[2]);
    QObject::disconnect(textFirst);
    EXPECT_EQ(began.count(), 1);
    EXPECT_EQ(talk.draft(), QStringLiteral("three"));
    EXPECT_EQ(talk.contextTitle(), QStringLiteral("Edit message"));
    talk.setDraft(QStringLiteral("three, better"));
    talk.send();
    EXPECT_EQ(talk.context(), Context::None);
    EXPECT_EQ(talk.draft(), QStringLiteral("half a thought")) << "waited meanwhile";
    EXPECT_EQ(talk.messages()->count(), 3);
    EXPECT_TRUE(waitFor([&] { return at(*ben, 2)->content == QStringLiteral("three, better"); }));

    talk.beginEdit(ids[2]);
    talk.send();
    EXPECT_EQ(anna->session->waitingCount(), 0) << "nothing was changed";
    talk.setDraft({});
    talk.editLast();
    EXPECT_EQ(talk.draft(), QStringLiteral("three, better"));
    talk.endContext();
    EXPECT_EQ(talk.draft(), QString());

    talk.beginReply(ids[0]);
    EXPECT_EQ(talk.contextText(), QStringLiteral("one"));
    talk.setDraft(QStringLiteral("an answer"));
    talk.send();
    ASSERT_TRUE(waitFor([&] { return ben->texts(room).size() == 4; }));
    EXPECT_EQ(ben->session->store().newest(room, 1).first().replyTo, ids[0]);
    EXPECT_EQ(get(talk.messages(), 0, Model::ReplyRole).toMap().value(QStringLiteral("text")).toString(),
        QStringLiteral("one"));
    talk.jumpTo(ids[0]);
    ASSERT_EQ(jumps.count(), 1);
    EXPECT_EQ(jumps.first().first().toInt(), 3);

    talk.react(ids[1], thumb);
    EXPECT_TRUE(waitFor([&] { return at(*ben, 1)->reactions.has_value(); }));
    talk.react(ids[1], thumb);
    EXPECT_TRUE(waitFor([&] { return !at(*ben, 1)->reactions.has_value(); }))
        << "the same again takes it away";
}

TEST_F(ChangesTest, AMessageFarUpIsLoadedAndShown)
{
    for (int i = 0; i < 130; ++i)
        say(*anna, QString::number(i));
    ASSERT_TRUE(waitFor([&] { return anna->session->waitingCount() == 0; }, 30'000));
    ConversationViewModel talk(*anna->session, room);
    QSignalSpy jumps(&talk, &ConversationViewModel::jumps);
    EXPECT_LT(talk.messages()->count(), 60);
    talk.jumpTo(ids[0]);
    ASSERT_TRUE(waitFor([&] { return jumps.count() == 1; }));
    EXPECT_EQ(jumps.first().first().toInt(), 132);
}

} // namespace
} // namespace hearth::app
