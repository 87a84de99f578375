#include "app/viewmodels/sessionviewmodel.h"
#include "tests/app/people.h"

#include <QAbstractItemModelTester>

namespace hearth::app {
namespace {

using Status = SessionViewModel::Status;

QVariant get(const QAbstractItemModel *model, int row, int role)
{
    return model->data(model->index(row, 0), role);
}

TEST_F(SyncTest, AWholeConversationThroughTheViewModels)
{
    SessionViewModel mine(*anna->session);
    EXPECT_EQ(mine.conversation(), nullptr);
    EXPECT_EQ(mine.link(), SessionViewModel::Link::Offline);
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    ASSERT_TRUE(waitFor([&] { return mine.conversation() != nullptr; })) << "the only room is opened";
    EXPECT_EQ(mine.linkText(), QString());
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
