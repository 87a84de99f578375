// What counts as read: only what a person can have seen. A program of its own, as it needs a window.
#include "app/viewmodels/sessionviewmodel.h"
#include "tests/app/people.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QWindow>

namespace hearth::app {
namespace {

class ReadingTest : public SyncTest
{
protected:
    void SetUp() override
    {
        SyncTest::SetUp();
        ASSERT_TRUE(anna->goLive() && ben->goLive());
        mine = std::make_unique<SessionViewModel>(*anna->session);
        mine->openRoom(room);
        ASSERT_TRUE(mine->conversation());
    }
    void TearDown() override { mine.reset(); }

    //! Whether the window is in front.
    bool setActive(bool active)
    {
        if (active) {
            window = std::make_unique<QWindow>();
            window->show();
            window->requestActivate();
        } else {
            window.reset();
        }
        return waitFor(
            [&] { return (QGuiApplication::applicationState() == Qt::ApplicationActive) == active; });
    }
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
    //! Longer than reading is put off.
    bool staysUnread()
    {
        QElapsedTimer timer;
        timer.start();
        return waitFor([&] { return timer.elapsed() > 600; }) && unread() > 0;
    }

    std::unique_ptr<QWindow> window;
    std::unique_ptr<SessionViewModel> mine;
};

TEST_F(ReadingTest, IsNotWhatIsBelowTheAnswersOfAThread)
{
    ASSERT_TRUE(setActive(true));
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
    EXPECT_TRUE(staysUnread()) << "it is below what is in sight";
}

//! What was read without a connection is told with the next one.
TEST_F(ReadingTest, IsToldLaterWhereThereWasNoConnection)
{
    ASSERT_TRUE(setActive(true));
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
