// What is done to a room and what is known of its messages, against the real server.
#include "tests/app/screens.h"

namespace hearth::app {
namespace {

class RoomsTest : public ScreensTest
{
protected:
    void SetUp() override
    {
        ScreensTest::SetUp();
        ASSERT_TRUE(annas && bens);
        annas->openRoom(room);
        bens->openRoom(room);
        ASSERT_TRUE(annas->conversation() && bens->conversation());
        ASSERT_TRUE(waitFor([&] { return annas->conversation()->room()->mayManage(); }));
    }
    RoomViewModel &annasRoom() { return *annas->conversation()->room(); }
    RoomViewModel &bensRoom() { return *bens->conversation()->room(); }
    QString roleOf(const SessionViewModel &session, const QString &userId)
    {
        const MemberListModel *members = session.conversation()->members();
        for (int row = 0; row < members->rowCount(); ++row) {
            if (get(members, row, MemberListModel::UserIdRole) == userId)
                return get(members, row, MemberListModel::RoomRoleRole).toString();
        }
        return {};
    }
    //! Ben's own words, stored; their id.
    QString said(const QString &text)
    {
        say(*ben, text);
        QString id;
        EXPECT_TRUE(waitFor([&] {
            const auto newest = anna->session->store().newest(room, 1);
            id = newest.isEmpty() || newest.first().content != text ? QString() : newest.first().id;
            return !id.isEmpty();
        }));
        return id;
    }
};

TEST_F(RoomsTest, IsRenamedAndDescribedForAll)
{
    EXPECT_FALSE(bensRoom().mayManage()) << "a member";
    annasRoom().save(QStringLiteral("Workshop"), QStringLiteral("Where things are made"), false);
    EXPECT_TRUE(waitFor([&] { return bens->conversation()->title() == u"Workshop"; }));
    EXPECT_EQ(bens->conversation()->topic(), QStringLiteral("Where things are made"));
    bensRoom().save(QStringLiteral("Mine"), {}, false);
    EXPECT_TRUE(waitFor([&] { return !bensRoom().errorText().isEmpty(); }));
    EXPECT_EQ(annas->conversation()->title(), QStringLiteral("Workshop"));
    annasRoom().save(QStringLiteral("  "), {}, false);
    EXPECT_TRUE(annasRoom().errorText().contains(u"name"));
}

TEST_F(RoomsTest, IsArchivedAndOpenedAgain)
{
    annasRoom().setArchived(true);
    ASSERT_TRUE(waitFor([&] { return bensRoom().isArchived() && annasRoom().isArchived(); }));
    ben->reopen();
    EXPECT_GT(ben->session->store().room(room)->archivedAt, 0) << "also before the network answers";
    annasRoom().setArchived(false);
    EXPECT_TRUE(waitFor([&] { return !annasRoom().isArchived(); }));
    bens.reset(); // its session is another now
}

TEST_F(RoomsTest, WhatIsRefusedSaysWhyAndIsSentOnceSomebodyTriesAgain)
{
    annasRoom().setArchived(true);
    ASSERT_TRUE(waitFor([&] { return bensRoom().isArchived(); }));
    ConversationViewModel &talk = *bens->conversation();
    talk.setDraft(QStringLiteral("too late"));
    talk.send();
    using Model = MessageListModel;
    const auto is = [&](Model::State state) {
        return waitFor([&] { return get(talk.messages(), 0, Model::StateRole).toInt() == int(state); });
    };
    ASSERT_TRUE(is(Model::State::Refused));
    EXPECT_TRUE(get(talk.messages(), 0, Model::ErrorTextRole).toString().contains(u"archived"));
    EXPECT_EQ(bens->waitingCount(), 0) << "nothing is promised";
    annasRoom().setArchived(false);
    ASSERT_TRUE(waitFor([&] { return !bensRoom().isArchived(); }));
    EXPECT_TRUE(is(Model::State::Refused)) << "until a person wants it";
    talk.retry(get(talk.messages(), 0, Model::ClientIdRole).toString());
    EXPECT_EQ(get(talk.messages(), 0, Model::ErrorTextRole).toString(), QString());
    EXPECT_TRUE(is(Model::State::Sent));
    EXPECT_EQ(talk.messages()->count(), 1);
    EXPECT_TRUE(waitFor([&] { return anna->texts(room) == QStringList{QStringLiteral("too late")}; }));
}

TEST_F(RoomsTest, RolesAreGivenAndHold)
{
    annasRoom().setMemberRole(ben->signedIn.userId, QStringLiteral("admin"));
    EXPECT_TRUE(waitFor([&] { return roleOf(*annas, ben->signedIn.userId) == u"admin"; }));
    EXPECT_TRUE(waitFor([&] { return bensRoom().mayManage(); })) << "known at once on the other's device";
    EXPECT_EQ(roleOf(*annas, anna->signedIn.userId), QStringLiteral("owner"));
    annasRoom().setMemberRole(ben->signedIn.userId, QStringLiteral("guest"));
    EXPECT_TRUE(waitFor([&] { return !bensRoom().mayManage() && !bensRoom().mayInvite(); }));
}

TEST_F(RoomsTest, SomebodyIsRemovedAndSomebodyLeaves)
{
    annasRoom().removeMember(ben->signedIn.userId);
    EXPECT_TRUE(waitFor([&] { return !ben->session->store().room(room); }));
    EXPECT_TRUE(waitFor([&] { return annas->conversation()->members()->count() == 1; }));
    annasRoom().leave();
    EXPECT_TRUE(waitFor([&] { return !anna->session->store().room(room); }));
}

TEST_F(RoomsTest, PinsAreListedAndFollow)
{
    const QString first = said(QStringLiteral("read me first"));
    const QString second = said(QStringLiteral("and me"));
    annas->conversation()->setPinned(first, true);
    PinsViewModel &pins = *bens->conversation()->pins();
    ASSERT_TRUE(waitFor([&] {
        const auto pinned = ben->session->store().pinned(room);
        return pinned.size() == 1 && pinned.first().id == first;
    }));
    pins.refresh();
    ASSERT_EQ(pins.messages()->count(), 1) << "what is here at once";
    EXPECT_EQ(get(pins.messages(), 0, FoundModel::AuthorRole).toString(), QStringLiteral("ben"));
    annas->conversation()->setPinned(second, true);
    EXPECT_TRUE(waitFor([&] { return pins.messages()->count() == 2; }));
    annas->conversation()->setPinned(first, false);
    EXPECT_TRUE(waitFor([&] { return pins.messages()->count() == 1; }));
    int jumped = -1;
    QObject::connect(bens->conversation(), &ConversationViewModel::jumps, bens->conversation(),
        [&](int row) { jumped = row; });
    pins.open(0);
    EXPECT_EQ(jumped, 0);
}

TEST_F(RoomsTest, EarlierTextsAreShownTheNewestFirst)
{
    const QString id = said(QStringLiteral("0.41 mm"));
    for (const QString &text : {QStringLiteral("0.14 mm"), QStringLiteral("0.14 mm of runout")}) {
        bens->conversation()->beginEdit(id);
        bens->conversation()->setDraft(text);
        bens->conversation()->send();
        ASSERT_TRUE(waitFor([&] { return anna->session->store().message(id)->content == text; }));
    }
    MessageDetails &details = *annas->conversation()->details();
    details.showEarlier(id);
    EXPECT_FALSE(details.statusText().isEmpty()) << "it is being asked for";
    ASSERT_TRUE(waitFor([&] { return details.statusText().isEmpty(); })) << qPrintable(details.statusText());
    QStringList texts;
    for (const QVariant &each : details.earlier())
        texts += each.toMap().value(QStringLiteral("text")).toString();
    EXPECT_EQ(texts, (QStringList{QStringLiteral("0.14 mm of runout"), QStringLiteral("0.14 mm"),
                         QStringLiteral("0.41 mm")}));
}

TEST_F(RoomsTest, WhoHasReadIsToldUnlessTheyWantItOtherwise)
{
    const QString id = said(QStringLiteral("read this"));
    MessageDetails &details = *bens->conversation()->details();
    const auto readers = [&] {
        details.showReaders(id);
        EXPECT_TRUE(waitFor([&] { return !details.statusText().startsWith(u"Asking"); }));
        QStringList names;
        for (const QVariant &each : details.readers())
            names += each.toMap().value(QStringLiteral("name")).toString();
        return names;
    };
    EXPECT_EQ(readers(), QStringList());
    EXPECT_TRUE(details.statusText().contains(u"Nobody yet"));
    anna->session->markRead(room, id, anna->session->store().message(id)->seq);
    EXPECT_TRUE(waitFor([&] { return readers() == QStringList{QStringLiteral("anna")}; }));
    annas->profile()->refresh();
    ASSERT_TRUE(waitFor([&] { return annas->profile()->isKnown(); }));
    annas->profile()->setSharesReads(false);
    ASSERT_TRUE(waitFor([&] { return !annas->profile()->sharesReads() && !annas->profile()->isBusy(); }));
    EXPECT_TRUE(waitFor([&] { return readers().isEmpty(); }));
}

TEST_F(RoomsTest, AThreadHasTheAnswersAndAnswersInIt)
{
    const QString root = said(QStringLiteral("who has a gauge?"));
    const QString other = said(QStringLiteral("something else"));
    annas->openThread(root);
    ConversationViewModel &thread = *annas->thread();
    EXPECT_EQ(thread.messages()->count(), 1);
    thread.setDraft(QStringLiteral("I have"));
    thread.send();
    ASSERT_TRUE(waitFor([&] { return anna->session->waitingCount() == 0; }));
    bens->conversation()->beginReply(root);
    bens->conversation()->setDraft(QStringLiteral("me too"));
    bens->conversation()->send();
    ASSERT_TRUE(waitFor([&] { return thread.messages()->count() == 3; }));
    EXPECT_EQ(thread.messages()->rowOf(other), -1);
    EXPECT_EQ(
        get(thread.messages(), 0, MessageListModel::PlainTextRole).toString(), QStringLiteral("me too"));
    EXPECT_TRUE(get(thread.messages(), 0, MessageListModel::ReplyRole).toMap().isEmpty())
        << "it goes without saying";
    const auto answers = [&](SessionViewModel &of) {
        const MessageListModel *rows = of.conversation()->messages();
        return get(rows, rows->rowOf(root), MessageListModel::AnswersRole).toInt();
    };
    EXPECT_TRUE(waitFor([&] { return answers(*annas) == 2 && answers(*bens) == 2; }));
    annas->openThread(
        thread.messages()->data(thread.messages()->index(0), MessageListModel::MessageIdRole).toString());
    EXPECT_EQ(annas->thread()->messages()->rowOf(root), 2) << "an answer opens the thread that it is in";
    annas->openRoom({});
    EXPECT_EQ(annas->thread(), nullptr);
}

TEST_F(RoomsTest, ASmallGroupIsCalledByItsPeople)
{
    annas->people()->begin({});
    ASSERT_EQ(annas->people()->count(), 1);
    annas->people()->toggle(0);
    annas->createRoom({}, {}, false);
    ASSERT_TRUE(waitFor([&] { return annas->conversation() && annas->conversation()->roomId() != room; }));
    EXPECT_EQ(annas->conversation()->title(), QStringLiteral("ben"));
    EXPECT_TRUE(annas->conversation()->isPrivate());
}

} // namespace
} // namespace hearth::app
