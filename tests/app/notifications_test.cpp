#include "app/viewmodels/notices.h"
#include "app/viewmodels/sessionviewmodel.h"
#include "tests/app/people.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace hearth::app {
namespace {

using Level = ConversationViewModel::Level;

//! Writes down what it is asked to show.
class Paper final : public Notifier
{
public:
    void show(const Note &note) override { shown.insert(note.key, note); }
    void close(const QString &key) override { shown.remove(key); }

    QHash<QString, Note> shown;
};

//! Anna is notified of what Ben writes.
class NotificationsTest : public SyncTest
{
protected:
    void SetUp() override
    {
        SyncTest::SetUp();
        ASSERT_TRUE(anna->goLive() && ben->goLive());
        look();
        ASSERT_TRUE(waitFor([&] { return mine->conversation() != nullptr; }));
    }
    void TearDown() override
    {
        notices.reset();
        mine.reset();
    }
    void look()
    {
        notices.reset();
        mine = std::make_unique<SessionViewModel>(*anna->session);
        notices = std::make_unique<Notices>(*anna->session, *mine, paper, [this] { return isActive; });
    }
    QString body() const { return paper.shown.value(room).body; }
    bool shows(const QString &text)
    {
        return waitFor([&] { return body() == text; });
    }

    Paper paper;
    bool isActive = false;
    std::unique_ptr<SessionViewModel> mine;
    std::unique_ptr<Notices> notices;
};

TEST_F(NotificationsTest, ANoteTellsOfAllThatIsUnreadInARoom)
{
    say(*ben, QStringLiteral("@anna one"));
    ASSERT_TRUE(shows(QStringLiteral("ben: @anna one")));
    EXPECT_EQ(paper.shown.value(room).title, QStringLiteral("General"));
    EXPECT_TRUE(paper.shown.value(room).canReply);
    say(*ben, QStringLiteral("not for her"));
    say(*ben, QStringLiteral("@anna two"));
    ASSERT_TRUE(shows(QStringLiteral("ben: @anna one\nben: @anna two")));
    EXPECT_EQ(paper.shown.value(room).title, QStringLiteral("General (2)"));
    for (int i = 3; i <= 6; ++i)
        say(*ben, QStringLiteral("@anna %1").arg(i));
    ASSERT_TRUE(shows(QStringLiteral("ben: @anna 3\nben: @anna 4\nben: @anna 5\nben: @anna 6")));
}

TEST_F(NotificationsTest, WhatIsOnTheScreenIsNotShownAgain)
{
    struct Case
    {
        bool isActive, isAtBottom, isShown;
    };
    const Case table[] = {{true, true, false}, {false, true, true}, {true, false, true}};
    int said = 0;
    for (const Case &each : table) {
        isActive = each.isActive;
        mine->conversation()->setAtBottom(each.isAtBottom);
        anna->session->notifications().setAllRead();
        const int before = mine->notifications()->activity()->count();
        say(*ben, QStringLiteral("@anna %1").arg(++said));
        ASSERT_TRUE(waitFor([&] { return mine->notifications()->activity()->count() == before + 1; }));
        EXPECT_EQ(!paper.shown.isEmpty(), each.isShown) << said;
    }
    // Another room is not what is on the screen.
    isActive = true;
    mine->createRoom(QStringLiteral("Other"), {}, false);
    ASSERT_TRUE(waitFor([&] { return mine->conversation() && mine->conversation()->roomId() != room; }));
    mine->conversation()->setAtBottom(true);
    anna->session->notifications().setAllRead();
    say(*ben, QStringLiteral("@anna elsewhere"));
    EXPECT_TRUE(shows(QStringLiteral("ben: @anna elsewhere")));
}

TEST_F(NotificationsTest, ASilentOneIsListedOnly)
{
    mine->notifications()->setDoNotDisturb(true);
    ASSERT_TRUE(waitFor([&] { return mine->notifications()->doNotDisturb(); }));
    // The setting has reached the server once it is told to the other device.
    Person phone(anna->signedIn, folder.filePath(QStringLiteral("phone")));
    ASSERT_TRUE(phone.goLive());
    ASSERT_TRUE(waitFor([&] { return phone.session->notifications().settings().quietUntil.has_value(); }));
    say(*ben, QStringLiteral("@anna psst"));
    ASSERT_TRUE(waitFor([&] { return mine->notifications()->unread() == 1; }));
    EXPECT_TRUE(paper.shown.isEmpty());
}

TEST_F(NotificationsTest, WhatIsReadElsewhereIsTakenDown)
{
    Person phone(anna->signedIn, folder.filePath(QStringLiteral("phone")));
    ASSERT_TRUE(phone.goLive());
    say(*ben, QStringLiteral("@anna one"));
    ASSERT_TRUE(shows(QStringLiteral("ben: @anna one")));
    ASSERT_TRUE(waitFor([&] { return phone.session->notifications().unreadCount() == 1; }));
    phone.session->notifications().setAllRead();
    EXPECT_TRUE(waitFor([&] { return paper.shown.isEmpty(); }));
    EXPECT_EQ(mine->notifications()->unread(), 0);
    EXPECT_EQ(mine->notifications()->activity()->count(), 1) << "it is still listed";
}

TEST_F(NotificationsTest, WhatWasMissedComesOnceAndWhatWasReadMeanwhileNot)
{
    say(*ben, QStringLiteral("@anna before"));
    ASSERT_TRUE(shows(QStringLiteral("ben: @anna before")));
    Person phone(anna->signedIn, folder.filePath(QStringLiteral("phone")));
    ASSERT_TRUE(phone.goLive());
    anna->session->connection().close();
    say(*ben, QStringLiteral("@anna one"));
    ASSERT_TRUE(waitFor([&] { return phone.session->notifications().unreadCount() == 2; }));
    phone.session->notifications().setAllRead();
    say(*ben, QStringLiteral("@anna two"));
    ASSERT_TRUE(waitFor([&] { return phone.session->notifications().unreadCount() == 1; }));
    ASSERT_TRUE(anna->goLive());
    EXPECT_TRUE(shows(QStringLiteral("ben: @anna two")));
    EXPECT_EQ(mine->notifications()->unread(), 1);
    EXPECT_EQ(mine->notifications()->activity()->count(), 3);

    // The next start knows what was told already.
    notices.reset();
    mine.reset();
    anna->reopen();
    look();
    EXPECT_EQ(mine->notifications()->activity()->count(), 3) << "before the network answers";
    QSignalSpy arrived(&anna->session->notifications(), &Notifications::arrived);
    QSignalSpy changed(&anna->session->notifications(), &Notifications::changed);
    ASSERT_TRUE(anna->goLive());
    ASSERT_TRUE(waitFor([&] { return changed.count() > 0; }));
    EXPECT_EQ(arrived.count(), 0);
}

TEST_F(NotificationsTest, ADeletedMessageTakesItsNoteWithIt)
{
    say(*ben, QStringLiteral("@anna oops"));
    ASSERT_TRUE(shows(QStringLiteral("ben: @anna oops")));
    const QString id = mine->notifications()->activity()->rows().first().messageId.value_or(QString());
    ASSERT_TRUE(ben->session->changeMessage(OutboxItem::Kind::Delete, room, id));
    EXPECT_TRUE(waitFor([&] { return paper.shown.isEmpty(); }));
}

TEST_F(NotificationsTest, ANoteOpensItsRoomAndTakesAnAnswer)
{
    mine->openRoom({});
    QSignalSpy raised(notices.get(), &Notices::raiseRequested);
    say(*ben, QStringLiteral("@anna where are you?"));
    ASSERT_TRUE(waitFor([&] { return !paper.shown.isEmpty(); }));
    Q_EMIT paper.opened(QStringLiteral("r-other"));
    EXPECT_EQ(raised.count(), 0);
    Q_EMIT paper.opened(room);
    EXPECT_EQ(raised.count(), 1);
    EXPECT_EQ(mine->conversation()->roomId(), room);
    Q_EMIT paper.replied(room, QStringLiteral("here"));
    EXPECT_TRUE(waitFor([&] { return ben->texts(room).contains(QStringLiteral("here")); }));
    EXPECT_TRUE(paper.shown.isEmpty()) << "answered is read";
    EXPECT_EQ(mine->notifications()->unread(), 0);
}

TEST_F(NotificationsTest, TheActivityListLeadsToTheMessage)
{
    QAbstractItemModelTester tester(
        mine->notifications()->activity(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    say(*ben, QStringLiteral("@anna one"));
    say(*ben, QStringLiteral("@anna two"));
    ASSERT_TRUE(waitFor([&] { return mine->notifications()->unread() == 2; }));
    const ActivityModel *list = mine->notifications()->activity();
    EXPECT_EQ(get(list, 0, ActivityModel::TextRole).toString(), QStringLiteral("@anna two"));
    EXPECT_EQ(get(list, 0, ActivityModel::AuthorRole).toString(), QStringLiteral("ben"));
    EXPECT_EQ(get(list, 0, ActivityModel::ReasonRole).toString(), QStringLiteral("named you in General"));
    EXPECT_TRUE(get(list, 0, ActivityModel::UnreadRole).toBool());
    QSignalSpy opened(mine->notifications(), &NotificationsViewModel::opened);
    mine->notifications()->open(1);
    ASSERT_EQ(opened.count(), 1);
    EXPECT_EQ(opened.first().first().toString(), room);
    EXPECT_FALSE(get(list, 1, ActivityModel::UnreadRole).toBool());
    EXPECT_EQ(mine->notifications()->unread(), 1);
    mine->notifications()->open(7);
    mine->notifications()->markAllRead();
    EXPECT_EQ(mine->notifications()->unread(), 0);
}

TEST_F(NotificationsTest, ALevelAndTheSettingsAreTheSameOnEachDevice)
{
    Person phone(anna->signedIn, folder.filePath(QStringLiteral("phone")));
    ASSERT_TRUE(phone.goLive());
    SessionViewModel hers(*phone.session);
    hers.openRoom(room);
    NotificationsViewModel *here = mine->notifications();
    NotificationsViewModel *there = hers.notifications();
    EXPECT_EQ(mine->conversation()->level(), Level::ForMe);
    mine->conversation()->setLevel(Level::Everything);
    EXPECT_EQ(mine->conversation()->level(), Level::Everything) << "at once";
    ASSERT_NE(hers.conversation(), nullptr);
    EXPECT_TRUE(waitFor([&] { return hers.conversation()->level() == Level::Everything; }));
    say(*ben, QStringLiteral("plain"));
    EXPECT_TRUE(shows(QStringLiteral("ben: plain")));

    here->setQuietHours(true);
    EXPECT_TRUE(waitFor([&] { return there->quietHours(); }));
    EXPECT_EQ(there->quietFrom(), QStringLiteral("22:00"));
    EXPECT_FALSE(here->setQuietTimes(QStringLiteral("late"), QStringLiteral("7:30")));
    EXPECT_FALSE(here->errorText().isEmpty());
    EXPECT_TRUE(here->setQuietTimes(QStringLiteral("21:15"), QStringLiteral("7:30")));
    EXPECT_TRUE(here->errorText().isEmpty());
    EXPECT_TRUE(waitFor([&] { return there->quietFrom() == QStringLiteral("21:15"); }));
    EXPECT_EQ(there->quietTo(), QStringLiteral("07:30"));
    here->setKeywords(QStringLiteral(" kiln  oven "));
    EXPECT_TRUE(waitFor([&] { return there->keywords() == QStringLiteral("kiln oven"); }));
    EXPECT_TRUE(there->quietHours()) << "one setting does not undo another";

    // What the server refuses is taken back.
    here->setKeywords(QString(100, u'x'));
    EXPECT_TRUE(waitFor([&] { return !here->errorText().isEmpty(); }));
    EXPECT_TRUE(waitFor([&] { return here->keywords() == QStringLiteral("kiln oven"); }));
}

} // namespace
} // namespace hearth::app
