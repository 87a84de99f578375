#include "app/viewmodels/conversationviewmodel.h"
#include "tests/app/people.h"

#include <QSignalSpy>

namespace hearth::app {
namespace {

TEST_F(SyncTest, AMessageReachesTheOther)
{
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    EXPECT_EQ(anna->session->store().members(room).size(), 2);
    say(*anna, QStringLiteral("hello"));
    EXPECT_TRUE(waitFor([&] { return ben->texts(room) == QStringList{QStringLiteral("hello")}; }));
    EXPECT_TRUE(waitFor([&] { return anna->session->waitingCount() == 0; }));
    EXPECT_EQ(anna->texts(room), ben->texts(room));
    EXPECT_EQ(ben->session->store().room(room)->unread, 1);
}

TEST_F(SyncTest, WhatWasWrittenOfflineSurvivesAndIsSentOnceInOrder)
{
    QStringList expected;
    for (int i = 0; i < 20; ++i) {
        expected += QStringLiteral("message %1").arg(i);
        say(*anna, expected.last());
    }
    anna->reopen();
    EXPECT_EQ(anna->session->waitingCount(), 20);
    ASSERT_TRUE(ben->goLive() && anna->goLive());
    EXPECT_TRUE(waitFor([&] { return ben->texts(room) == expected; }))
        << qPrintable(ben->texts(room).join(QLatin1Char('|')));
    EXPECT_TRUE(waitFor([&] { return anna->session->waitingCount() == 0; }));
}

TEST_F(SyncTest, MissedMessagesAreRecoveredPageByPage)
{
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    say(*anna, QStringLiteral("first"));
    ASSERT_TRUE(waitFor([&] { return ben->texts(room).size() == 1; }));
    ben->reopen();
    for (int i = 0; i < 150; ++i)
        say(*anna, QString::number(i));
    ASSERT_TRUE(waitFor([&] { return anna->session->waitingCount() == 0; }, 30'000));
    qint64 total = 0;
    QObject::connect(ben->session.get(), &AccountSession::linkChanged, ben->session.get(),
        [&] { total = std::max(total, ben->session->catchUp().total()); });
    ASSERT_TRUE(ben->goLive());
    EXPECT_EQ(total, 150);
    EXPECT_EQ(ben->session->store().room(room)->cursor, 151);
    EXPECT_EQ(ben->session->store().newest(room, 1'000).size(), 151);
}

TEST_F(SyncTest, ARoomThatIsFarBehindGetsItsNewestPageAndOlderOnesOnDemand)
{
    ASSERT_TRUE(anna->goLive());
    for (int i = 0; i < 120; ++i)
        say(*anna, QString::number(i));
    ASSERT_TRUE(waitFor([&] { return anna->session->waitingCount() == 0; }, 30'000));
    ASSERT_TRUE(ben->goLive());
    EXPECT_EQ(ben->session->store().newest(room, 1'000).size(), CatchUp::pageSize);
    std::optional<QList<protocol::Message>> older;
    ben->session->loadOlder(room, 71, [&](QList<protocol::Message> page) { older = page; });
    ASSERT_TRUE(waitFor([&] { return older.has_value(); }));
    ASSERT_EQ(older->size(), 50);
    EXPECT_EQ(older->first().seq, 70);
    EXPECT_EQ(ben->session->store().newest(room, 1'000).size(), 100);
}

TEST_F(SyncTest, ComesBackByItselfWhenTheServerWasRestarted)
{
    ASSERT_TRUE(anna->goLive());
    const quint16 port = hearthd->port();
    hearthd->drain();
    hearthd.reset();
    ASSERT_TRUE(waitFor([&] { return anna->session->connection().state() != Connection::State::Live; }));
    say(*anna, QStringLiteral("meanwhile"));
    startServer(port);
    ASSERT_TRUE(anna->isLive());
    EXPECT_TRUE(waitFor([&] { return anna->session->waitingCount() == 0; }));
    EXPECT_EQ(anna->texts(room), QStringList{QStringLiteral("meanwhile")});
}

TEST_F(SyncTest, ARefusedMessageStaysWithItsReason)
{
    ASSERT_TRUE(ben->goLive());
    QSignalSpy refused(ben->session.get(), &AccountSession::messageRefused);
    const auto item = ben->session->sendMessage(QStringLiteral("rnowhere"), QStringLiteral("x"));
    ASSERT_TRUE(item);
    ASSERT_TRUE(waitFor([&] { return !refused.isEmpty(); }));
    EXPECT_EQ(ben->session->outbox().find(item->clientId)->state, OutboxItem::State::Refused);
    ben->session->discard(item->clientId);
    EXPECT_FALSE(ben->session->outbox().find(item->clientId));
}

TEST_F(SyncTest, PresenceTypingAndReadingTravel)
{
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    EXPECT_TRUE(waitFor([&] { return anna->session->presence(ben->signedIn.userId) == 0; }));
    ben->session->setStatus(protocol::Presence::Busy);
    EXPECT_TRUE(waitFor([&] { return anna->session->presence(ben->signedIn.userId) == 2; }));

    ben->session->typing().keyPressed(room);
    EXPECT_TRUE(waitFor([&] { return anna->session->typing().in(room).size() == 1; }));
    say(*ben, QStringLiteral("done"));
    EXPECT_TRUE(waitFor([&] { return anna->session->typing().in(room).isEmpty(); }));

    ASSERT_TRUE(waitFor([&] { return anna->session->store().room(room)->unread == 1; }));
    const auto last = anna->session->store().newest(room, 1).first();
    anna->session->markRead(room, last.id, last.seq);
    EXPECT_EQ(anna->session->store().room(room)->unread, 0);
    EXPECT_TRUE(waitFor([&] { return ben->session->store().room(room)->othersRead == last.seq; }));
    anna->reopen();
    ASSERT_TRUE(anna->goLive());
    EXPECT_EQ(anna->session->store().room(room)->unread, 0);
}

TEST_F(SyncTest, WhoLeavesTheMachineIsSeenAsAwayUntilTheFirstKey)
{
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    const auto isSeenAs = [&](protocol::Presence status) {
        return waitFor([&] { return anna->session->presence(ben->signedIn.userId) == int(status); });
    };
    ASSERT_TRUE(isSeenAs(protocol::Presence::Online));
    Q_EMIT ben->platform.idle.changed(true);
    EXPECT_TRUE(isSeenAs(protocol::Presence::Away));
    ben->session->connection().drop(QStringLiteral("a cut"));
    ASSERT_TRUE(waitFor([&] { return !ben->session->connection().isOpen(); }) && ben->isLive());
    Q_EMIT ben->platform.idle.changed(false);
    EXPECT_TRUE(isSeenAs(protocol::Presence::Online));
    Q_EMIT ben->platform.idle.changed(true);
    EXPECT_TRUE(isSeenAs(protocol::Presence::Away));
    ben->session->connection().drop(QStringLiteral("a cut"));
    ASSERT_TRUE(waitFor([&] { return !ben->session->connection().isOpen(); }) && ben->isLive());
    say(*ben, QStringLiteral("by a script")); // after what the new connection said of itself
    ASSERT_TRUE(waitFor([&] { return anna->texts(room).size() == 1; }));
    EXPECT_EQ(anna->session->presence(ben->signedIn.userId), int(protocol::Presence::Away))
        << "also by a new connection";
}

TEST_F(SyncTest, WhatOthersReadMeanwhileShowsAfterTheReconnect)
{
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    say(*anna, QStringLiteral("read this"));
    ASSERT_TRUE(waitFor([&] { return ben->texts(room).size() == 1; }));
    anna->reopen();
    ConversationViewModel shown(*anna->session, room);
    const auto isRead = [&] {
        return shown.messages()->data(shown.messages()->index(0, 0), MessageListModel::IsReadRole).toBool();
    };
    EXPECT_FALSE(isRead());
    ben->session->markRead(room, ben->session->store().newest(room, 1).first().id, 1);
    // Ben's connection answers in order: the read has come to the server.
    std::optional<Result<protocol::JoinRoomAck>> after;
    ben->session->connection().send(
        protocol::JoinRoom{room}, [&](Result<protocol::JoinRoomAck> ack) { after = std::move(ack); });
    ASSERT_TRUE(waitFor([&] { return after.has_value(); }));
    ASSERT_TRUE(anna->goLive());
    EXPECT_EQ(anna->session->store().room(room)->othersRead, 1);
    EXPECT_TRUE(isRead());
}

TEST_F(SyncTest, AnInvalidTokenEndsTheSession)
{
    SignedIn wrong = anna->signedIn;
    wrong.token = QStringLiteral("wrong");
    Person stranger(wrong, folder.filePath(QStringLiteral("stranger")));
    QSignalSpy ended(stranger.session.get(), &AccountSession::signedOut);
    stranger.session->start();
    EXPECT_TRUE(waitFor([&] { return !ended.isEmpty(); }));
}

} // namespace
} // namespace hearth::app
