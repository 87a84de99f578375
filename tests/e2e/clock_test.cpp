// Somebody sets the server's clock back by an hour in the middle of a conversation.
#include "tests/app/people.h"

namespace hearth::app {
namespace {

constexpr qint64 hourMs = 3'600'000;

class ClockTest : public SyncTest
{
protected:
    ClockTest()
    {
        limits.messagesPerSecond = 50;
        limits.messageBurst = 2;
        limits.typingLeaseMs = 300;
    }
    void SetUp() override
    {
        SyncTest::SetUp();
        ASSERT_TRUE(anna && ben && anna->goLive() && ben->goLive());
    }
    void bothTalk()
    {
        for (int i = 0; i < 4; ++i) {
            say(*anna, QString::number(++m_said));
            say(*ben, QString::number(++m_said));
        }
        EXPECT_TRUE(
            waitFor([&] { return anna->texts(room).size() == m_said && ben->texts(room).size() == m_said; }));
    }
    void setBack() { clock.skewMs -= hourMs; }

private:
    int m_said = 0;
};

TEST_F(ClockTest, TheOrderHoldsForThoseWhoAreThereAndThoseWhoComeBack)
{
    bothTalk();
    setBack();
    bothTalk();
    EXPECT_EQ(anna->texts(room), ben->texts(room));
    ben->reopen();
    say(*anna, QStringLiteral("while ben was away"));
    ASSERT_TRUE(waitFor([&] { return anna->session->waitingCount() == 0; }));
    ASSERT_TRUE(ben->goLive());
    EXPECT_EQ(ben->texts(room).last(), QStringLiteral("while ben was away"));
    EXPECT_EQ(anna->texts(room), ben->texts(room));
}

TEST_F(ClockTest, SeqHasNoHoleAndTimesGoBackWithTheClock)
{
    bothTalk();
    setBack();
    bothTalk();
    const auto messages = ben->session->store().newest(room, 100);
    ASSERT_EQ(messages.size(), 16);
    for (qsizetype i = 0; i < messages.size(); ++i)
        EXPECT_EQ(messages.at(i).seq, 16 - i);
    EXPECT_LT(messages.first().createdAt, messages.last().createdAt - hourMs / 2) << "the clock was set back";
    std::optional<Result<RestClient::HistoryPage>> page;
    ben->session->rest().messages(room, 0, 100, [&](const auto &got) { page = got; });
    ASSERT_TRUE(waitFor([&] { return page.has_value(); }) && *page);
    QStringList history;
    for (const protocol::Message &each : (*page)->messages)
        history += each.content;
    EXPECT_EQ(history, ben->texts(room));
}

TEST_F(ClockTest, TypingEndsAndIsSaidAgain)
{
    const auto isTyping = [&] { return !anna->session->typing().in(room).isEmpty(); };
    ben->session->typing().keyPressed(room);
    ASSERT_TRUE(waitFor(isTyping));
    setBack();
    // Before ben's app says that he has stopped, and anna's forgets it by itself.
    static_assert(Typing::idleMs > 3'000 && Typing::leaseMs > 3'000);
    EXPECT_TRUE(waitFor([&] { return !isTyping(); }, 3'000)) << "the server ended the lease";
    ben->session->typing().stop();
    ben->session->typing().keyPressed(room);
    EXPECT_TRUE(waitFor(isTyping));
}

TEST_F(ClockTest, PresenceGoesOnAndIsTrueForWhoComesBack)
{
    const auto sees = [](Person &who, Person &whom, int status) {
        return waitFor([&] { return who.session->presence(whom.signedIn.userId) == status; });
    };
    ASSERT_TRUE(sees(*anna, *ben, int(protocol::Presence::Online)));
    setBack();
    ben->reopen();
    EXPECT_TRUE(sees(*anna, *ben, int(protocol::Presence::Offline)));
    anna->session->setStatus(protocol::Presence::Busy);
    ASSERT_TRUE(ben->goLive());
    EXPECT_TRUE(sees(*ben, *anna, int(protocol::Presence::Busy)));
    EXPECT_TRUE(sees(*anna, *ben, int(protocol::Presence::Online)));
}

} // namespace
} // namespace hearth::app
