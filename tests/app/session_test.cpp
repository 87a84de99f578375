#include "app/viewmodels/sessionviewmodel.h"
#include "tests/app/people.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace hearth::app {
namespace {

using Status = SessionViewModel::Status;

TEST_F(SyncTest, AWholeConversationThroughTheViewModels)
{
    SessionViewModel mine(*anna->session);
    EXPECT_EQ(mine.conversation(), nullptr);
    EXPECT_EQ(mine.link(), SessionViewModel::Link::Offline);
    EXPECT_EQ(mine.ownStatus(), Status::Offline) << "nobody sees me";
    mine.setOwnStatus(Status::Busy);
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    ASSERT_TRUE(waitFor([&] { return mine.conversation() != nullptr; })) << "the only room is opened";
    EXPECT_EQ(mine.linkText(), QString());
    EXPECT_EQ(mine.ownStatus(), Status::Busy) << "as chosen before";
    EXPECT_TRUE(waitFor(
        [&] { return ben->session->presence(anna->session->account().userId) == int(Status::Busy); }));
    ConversationViewModel *conversation = mine.conversation();
    QAbstractItemModelTester tester(
        conversation->messages(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_EQ(conversation->title(), QStringLiteral("General"));
    EXPECT_FALSE(conversation->emptyText().isEmpty());
    EXPECT_EQ(conversation->members()->count(), 2);

    conversation->setDraft(QStringLiteral("hello *Ben*"));
    EXPECT_TRUE(get(mine.rooms(), 0, RoomListModel::HasDraftRole).toBool());
    EXPECT_TRUE(waitFor([&] { return !ben->session->typing().in(room).isEmpty(); }));
    conversation->send();
    EXPECT_EQ(conversation->draft(), QString());
    ASSERT_EQ(conversation->messages()->count(), 1) << "at once";
    EXPECT_TRUE(waitFor([&] {
        return get(conversation->messages(), 0, MessageListModel::StateRole).toInt() ==
               int(MessageListModel::State::Sent);
    }));

    conversation->setAtBottom(false);
    say(*ben, QStringLiteral("@anna hi"));
    EXPECT_TRUE(waitFor([&] { return conversation->newBelow() == 1; }));
    EXPECT_EQ(conversation->messages()->count(), 2);
    EXPECT_EQ(get(mine.rooms(), 0, RoomListModel::MentionsRole).toInt(), 1);
    conversation->setAtBottom(true);
    EXPECT_EQ(conversation->newBelow(), 0);
}

TEST_F(SyncTest, WhatOthersWriteIsAnnouncedOnce)
{
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    ConversationViewModel shown(*anna->session, room);
    QSignalSpy announced(&shown, &ConversationViewModel::announced);
    say(*anna, QStringLiteral("mine"));
    say(*ben, QStringLiteral("hello there"));
    ASSERT_TRUE(waitFor([&] { return shown.messages()->count() == 2; }));
    ASSERT_EQ(announced.count(), 1);
    EXPECT_EQ(announced.last().first().toString(), QStringLiteral("ben: hello there"));

    anna->session->connection().close();
    for (int i = 0; i < 3; ++i)
        say(*ben, QString::number(i));
    ASSERT_TRUE(waitFor([&] { return ben->session->waitingCount() == 0; }));
    announced.clear();
    QObject::connect(&shown, &ConversationViewModel::announced, &shown, [&] {
        EXPECT_EQ(anna->session->connection().state(), Connection::State::Live)
            << "page after page would be read";
    });
    ASSERT_TRUE(anna->goLive());
    ASSERT_TRUE(waitFor([&] { return shown.messages()->count() == 5; }));
    ASSERT_EQ(announced.count(), 1) << "what was missed, as one";
    EXPECT_EQ(announced.last().first().toString(), QStringLiteral("ben: 0\nben: 1\nben: 2"));

    anna->session->connection().close();
    announced.clear();
    ASSERT_TRUE(anna->goLive());
    EXPECT_EQ(announced.count(), 0) << "nothing was missed";
}

TEST_F(SyncTest, WhatIsStoredIsShownBeforeTheNetworkAnswers)
{
    ASSERT_TRUE(anna->goLive());
    say(*anna, QStringLiteral("kept"));
    ASSERT_TRUE(waitFor([&] { return anna->session->waitingCount() == 0; }));
    {
        SessionViewModel before(*anna->session);
        before.openRoom(room);
        before.conversation()->setDraft(QStringLiteral("half"));
    }
    anna->reopen();
    SessionViewModel mine(*anna->session);
    ASSERT_NE(mine.conversation(), nullptr) << "the last room";
    EXPECT_EQ(mine.conversation()->draft(), QStringLiteral("half"));
    EXPECT_EQ(mine.conversation()->messages()->count(), 1);
    mine.conversation()->send();
    EXPECT_EQ(mine.waitingCount(), 1);
    EXPECT_EQ(mine.linkText(), QStringLiteral("Offline. 1 message waits and will be sent."));
}

TEST_F(SyncTest, TheFirstStartOpensTheRoomWithTheNewestMessage)
{
    std::optional<Result<protocol::Room>> made;
    ben->session->rest().createRoom(
        QStringLiteral("Aft"), {}, false, [&](Result<protocol::Room> got) { made = got; });
    ASSERT_TRUE(ben->goLive());
    ASSERT_TRUE(waitFor([&] { return made && ben->session->store().rooms().size() == 2; }));
    say(*ben, QStringLiteral("news"));
    ASSERT_TRUE(waitFor([&] { return ben->session->waitingCount() == 0; }));

    Person elsewhere(ben->signedIn, folder.filePath(QStringLiteral("elsewhere")));
    SessionViewModel mine(*elsewhere.session);
    ASSERT_TRUE(elsewhere.goLive());
    ASSERT_NE(mine.conversation(), nullptr);
    EXPECT_EQ(mine.conversation()->title(), QStringLiteral("General"))
        << "and not Aft, whose name comes first";
}

TEST_F(SyncTest, TheFirstStartOpensAtTheFirstUnreadMessage)
{
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    say(*anna, QStringLiteral("read"));
    ASSERT_TRUE(waitFor([&] { return ben->texts(room).size() == 1; }));
    ben->session->markRead(room, ben->session->store().newest(room, 1).first().id, 1);
    ASSERT_TRUE(waitFor([&] { return anna->session->store().room(room)->othersRead == 1; }))
        << "the server knows";
    for (int i = 0; i < 3; ++i)
        say(*anna, QString::number(i));
    ASSERT_TRUE(waitFor([&] { return ben->texts(room).size() == 4; }));

    Person elsewhere(ben->signedIn, folder.filePath(QStringLiteral("elsewhere")));
    SessionViewModel mine(*elsewhere.session);
    int opens = 0;
    QObject::connect(&mine, &SessionViewModel::conversationChanged, &mine, [&] {
        QObject::connect(
            mine.conversation(), &ConversationViewModel::opensAtNewLine, &mine, [&] { ++opens; });
    });
    ASSERT_TRUE(elsewhere.goLive());
    ASSERT_TRUE(
        waitFor([&] { return mine.conversation() && mine.conversation()->messages()->count() == 4; }));
    EXPECT_EQ(mine.conversation()->newLineRow(), 2) << "between what ben read elsewhere and the rest";
    EXPECT_GE(opens, 1) << "the page came after the list was there";
    EXPECT_FALSE(mine.conversation()->isAtBottom());
}

TEST_F(SyncTest, ARoomOpensAtItsFirstUnreadMessage)
{
    const auto sent = [&](Person &person) {
        return waitFor([&] { return person.session->waitingCount() == 0; }, 30'000);
    };
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    for (int i = 0; i < 30; ++i)
        say(*ben, QString::number(i));
    ASSERT_TRUE(sent(*ben) && waitFor([&] { return anna->texts(room).size() == 30; }));
    anna->session->markRead(room, anna->session->store().newest(room, 1).first().id, 30);
    for (int i = 30; i < 100; ++i)
        say(*ben, QString::number(i));
    ASSERT_TRUE(sent(*ben) && waitFor([&] { return anna->texts(room).size() == 100; }));

    anna->reopen(); // no network yet
    ConversationViewModel opened(*anna->session, room);
    EXPECT_EQ(opened.newLineRow(), 69) << "with more than a page above it";
    EXPECT_GT(opened.messages()->count(), 70);
    EXPECT_FALSE(opened.isAtBottom()) << "nothing is read before the view says so";
    EXPECT_EQ(opened.newBelow(), 70);
    opened.setAtBottom(true);
    EXPECT_EQ(opened.newBelow(), 0);
}

TEST_F(SyncTest, WhatCameWhileClosedIsOpenedAtOnceItIsThere)
{
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    say(*ben, QStringLiteral("read"));
    ASSERT_TRUE(waitFor([&] { return anna->texts(room).size() == 1; }));
    anna->session->markRead(room, anna->session->store().newest(room, 1).first().id, 1);
    anna->reopen();
    say(*ben, QStringLiteral("unread"));
    ASSERT_TRUE(waitFor([&] { return ben->session->waitingCount() == 0; }));
    ConversationViewModel opened(*anna->session, room);
    EXPECT_EQ(opened.newLineRow(), -1);
    QSignalSpy opens(&opened, &ConversationViewModel::opensAtNewLine);
    ASSERT_TRUE(anna->goLive());
    ASSERT_TRUE(waitFor([&] { return opened.messages()->count() == 2; }));
    EXPECT_EQ(opens.count(), 1);
    EXPECT_EQ(opened.newLineRow(), 0);
}

TEST_F(SyncTest, PeopleAreChosenForARoomAndNewOnesInvited)
{
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    SessionViewModel mine(*anna->session);
    mine.openRoom(room);
    PeopleModel *people = mine.people();
    QAbstractItemModelTester tester(people, QAbstractItemModelTester::FailureReportingMode::Fatal);
    people->begin(room);
    EXPECT_EQ(people->count(), 0) << "ben is there already";

    people->begin({});
    ASSERT_EQ(people->count(), 1) << "never oneself";
    people->setQuery(QStringLiteral("zz"));
    EXPECT_EQ(people->count(), 0);
    people->setQuery(QStringLiteral("BE"));
    people->toggle(0);
    EXPECT_EQ(people->chosenText(), QStringLiteral("ben"));
    mine.createRoom(QStringLiteral("Lab"), {}, true);
    EXPECT_TRUE(waitFor([&] { return ben->session->store().rooms().size() == 2; }))
        << "a private room for two";
    EXPECT_TRUE(waitFor([&] { return mine.conversation()->members()->count() == 2; }));

    // The first account is the owner's.
    Q_EMIT anna->session->caughtUp();
    SessionViewModel bens(*ben->session);
    Q_EMIT ben->session->caughtUp();
    EXPECT_TRUE(waitFor([&] { return mine.invite()->isAllowed(); }));
    mine.invite()->make();
    EXPECT_TRUE(waitFor([&] { return !mine.invite()->code().isEmpty(); }));
    EXPECT_TRUE(mine.invite()->hint().contains(url.authority()));
    EXPECT_FALSE(bens.invite()->isAllowed());
    bens.invite()->make();
    EXPECT_TRUE(waitFor([&] { return !bens.invite()->errorText().isEmpty(); }));
    EXPECT_TRUE(bens.invite()->code().isEmpty());
}

TEST_F(SyncTest, RoomsAreMadeJoinedAndOpened)
{
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    SessionViewModel mine(*anna->session);
    SessionViewModel bens(*ben->session);
    mine.createRoom(QStringLiteral("Lab"), QStringLiteral("beakers"), false);
    ASSERT_TRUE(waitFor(
        [&] { return mine.conversation() && mine.conversation()->title() == QStringLiteral("Lab"); }));
    mine.createRoom(QStringLiteral(" "), {}, false);
    EXPECT_FALSE(mine.errorText().isEmpty());

    bens.refreshPublicRooms();
    ASSERT_TRUE(waitFor([&] { return bens.publicRooms()->count() == 1; }));
    const QString lab = get(bens.publicRooms(), 0, PublicRoomsModel::RoomIdRole).toString();
    bens.joinRoom(lab);
    ASSERT_TRUE(waitFor([&] { return bens.conversation() && bens.conversation()->roomId() == lab; }));
    EXPECT_EQ(bens.publicRooms()->count(), 0);
    EXPECT_TRUE(waitFor([&] { return mine.conversation()->members()->count() == 2; }));

    mine.openDirect(bens.userId());
    ASSERT_TRUE(waitFor([&] { return mine.conversation()->isDirect(); }));
    EXPECT_EQ(mine.conversation()->title(), QStringLiteral("ben"));
    EXPECT_TRUE(waitFor([&] { return bens.rooms()->count() == 3; })) << "told at once";
    mine.setOwnStatus(Status::Away);
    EXPECT_TRUE(waitFor([&] { return ben->session->presence(mine.userId()) == int(Status::Away); }));

    mine.switcher()->setQuery(QStringLiteral("gen"));
    ASSERT_GE(mine.switcher()->rowCount(), 1);
    mine.switcher()->activate(0);
    EXPECT_EQ(mine.conversation()->title(), QStringLiteral("General"));
}

} // namespace
} // namespace hearth::app
