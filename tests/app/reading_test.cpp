// What counts as read: only what a person can have seen. A program of its own, as it needs a window.
#include "app/viewmodels/sessionviewmodel.h"
#include "tests/app/device.h"
#include "tests/app/people.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QWindow>

namespace hearth::app {
namespace {

bool isInFront()
{
    return QGuiApplication::applicationState() == Qt::ApplicationActive;
}

//! In front, from now on: without a window system none goes to the back again.
class Window : public QWindow
{
public:
    bool comesToFront()
    {
        show();
        requestActivate();
        return waitFor([] { return isInFront(); });
    }
};

//! Longer than reading is put off.
bool waitToRead()
{
    QElapsedTimer timer;
    timer.start();
    return waitFor([&] { return timer.elapsed() > 600; });
}

class ReadingTest : public SyncTest
{
protected:
    void SetUp() override
    {
        SyncTest::SetUp();
        ASSERT_TRUE(anna->goLive() && ben->goLive());
        openRoom();
        ASSERT_TRUE(mine->conversation());
    }
    void openRoom()
    {
        mine = std::make_unique<SessionViewModel>(*anna->session);
        mine->openRoom(room);
    }
    void TearDown() override { mine.reset(); }

    //! Ben says something, which is at Anna's.
    bool hear(const QString &text)
    {
        say(*ben, text);
        return waitFor([&] { return anna->texts(room).contains(text); });
    }
    qint64 unread() { return anna->session->store().room(room)->unread; }
    bool isRead()
    {
        return waitFor([&] { return unread() == 0; });
    }
    bool staysUnread() { return waitToRead() && unread() > 0; }

    Window window;
    std::unique_ptr<SessionViewModel> mine;
};

//! The first of all, as long as no window is in front.
TEST_F(ReadingTest, IsNotWhatComesWhileNobodyIsAtTheWindow)
{
    ASSERT_FALSE(isInFront());
    ASSERT_TRUE(hear(QStringLiteral("one")));
    anna->session->markRead(room, anna->session->store().newest(room, 1).first().id, 1);
    openRoom();
    ConversationViewModel &talk = *mine->conversation();
    EXPECT_TRUE(talk.isAtBottom());
    EXPECT_EQ(talk.newLineRow(), -1);
    ASSERT_TRUE(hear(QStringLiteral("two")));
    EXPECT_TRUE(staysUnread());
    EXPECT_EQ(ben->session->store().room(room)->othersRead, 1);
    EXPECT_EQ(talk.newLineRow(), 0) << "what nobody saw begins with a line";
    ASSERT_TRUE(window.comesToFront());
    EXPECT_TRUE(isRead()) << "it is in sight now";
    EXPECT_TRUE(waitFor([&] { return ben->session->store().room(room)->othersRead == 2; }));
    EXPECT_EQ(talk.newLineRow(), 0) << "and the line is still there to find it by";
}

TEST_F(ReadingTest, IsNotWhatIsBelowTheAnswersOfAThread)
{
    ASSERT_TRUE(window.comesToFront());
    mine->conversation()->setAtBottom(true);
    ASSERT_TRUE(hear(QStringLiteral("root")));
    ASSERT_TRUE(isRead());
    const QString root = anna->session->store().newest(room, 1).first().id;
    mine->openThread(root);
    ASSERT_TRUE(mine->thread());
    mine->conversation()->setAtBottom(false);
    mine->thread()->setAtBottom(true);
    ASSERT_TRUE(ben->session->sendMessage(room, QStringLiteral("answer"), root));
    ASSERT_TRUE(waitFor([&] { return mine->thread()->messages()->count() == 2; }));
    mine->thread()->setAtBottom(false);
    mine->thread()->setAtBottom(true); // somebody reads there
    EXPECT_TRUE(staysUnread()) << "it is below what is in sight";
}

//! A thread is read as a part of its room, which is read where its own end is in sight.
TEST_F(ReadingTest, IsWhatIsInSightInTheRoomHoweverFarUpItsThreadIs)
{
    ASSERT_TRUE(window.comesToFront());
    mine->conversation()->setAtBottom(true);
    ASSERT_TRUE(hear(QStringLiteral("root")));
    const QString root = anna->session->store().newest(room, 1).first().id;
    mine->openThread(root);
    mine->thread()->setAtBottom(false);
    ASSERT_TRUE(ben->session->sendMessage(room, QStringLiteral("answer"), root));
    ASSERT_TRUE(waitFor([&] { return mine->thread()->messages()->count() == 2; }));
    EXPECT_TRUE(isRead());
    EXPECT_TRUE(waitFor([&] { return ben->session->store().room(room)->othersRead == 2; }));
}

TEST_F(ReadingTest, IsNotWhatIsBelowTheWindowUntilSomebodyGoesThere)
{
    ASSERT_TRUE(window.comesToFront());
    mine->conversation()->setAtBottom(false);
    ASSERT_TRUE(hear(QStringLiteral("one")));
    EXPECT_TRUE(staysUnread());
    mine->conversation()->setAtBottom(true);
    EXPECT_TRUE(isRead());
}

//! More unread messages than are loaded at once, on a device without a network.
TEST_F(DeviceTest, ReadingIsNotTheEndOfAnEarlierPart)
{
    openAccount(rest.url());
    const auto hall = QStringLiteral("r1");
    protocol::Room room;
    room.id = room.name = hall;
    session->store().saveRoom(room);
    QList<protocol::Message> said;
    for (int seq = 1; seq <= 900; ++seq) {
        protocol::Message message;
        message.id = QStringLiteral("m%1").arg(seq);
        message.seq = seq;
        message.roomId = hall;
        message.userId = message.username = message.content = QStringLiteral("u2");
        message.createdAt = 1'000 * seq;
        said += message;
    }
    session->store().saveMessages(said);
    Window window;
    ASSERT_TRUE(window.comesToFront());
    ConversationViewModel talk(*session, hall);
    talk.jumpTo(QStringLiteral("m50"));
    ASSERT_TRUE(waitFor([&] { return talk.isAway(); }));
    talk.setAtBottom(true);
    EXPECT_TRUE(waitToRead());
    EXPECT_EQ(session->store().room(hall)->readSeq, 0) << "the room goes on below";
    talk.toNewest();
    EXPECT_TRUE(waitFor([&] { return session->store().room(hall)->readSeq == 900; }));
}

//! What was read without a connection is told with the next one.
TEST_F(ReadingTest, IsToldLaterWhereThereWasNoConnection)
{
    ASSERT_TRUE(window.comesToFront());
    mine->conversation()->setAtBottom(false);
    ASSERT_TRUE(hear(QStringLiteral("one")));
    const qint64 seq = anna->session->store().newest(room, 1).first().seq;
    anna->session->connection().close();
    mine->conversation()->setAtBottom(true);
    ASSERT_TRUE(isRead());
    EXPECT_LT(ben->session->store().room(room)->othersRead, seq);
    ASSERT_TRUE(anna->goLive());
    EXPECT_TRUE(waitFor([&] { return ben->session->store().room(room)->othersRead == seq; }));
}

} // namespace
} // namespace hearth::app

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
