#include "app/platform/wakewatch.h"
#include "tests/support/fakeclock.h"
#include "tests/support/privatebus.h"
#include "tests/support/waitfor.h"

#include <QDBusConnection>
#include <QDBusMessage>

namespace hearth::app {
namespace {

//! A system bus of our own, with a logind on it that says what the test wants.
class WakeWatchTest : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        bus = new PrivateBus(PrivateBus::Type::System);
        ASSERT_TRUE(bus->isRunning()) << "is dbus-daemon installed?";
        ASSERT_TRUE(QDBusConnection::systemBus().isConnected());
        ASSERT_TRUE(logind().registerService(QStringLiteral("org.freedesktop.login1")));
    }
    static void TearDownTestSuite() { delete bus; }
    static QDBusConnection logind() { return bus->connection(QStringLiteral("logind")); }
    static void prepareForSleep(bool goesToSleep)
    {
        auto signal = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/login1"),
            QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("PrepareForSleep"));
        signal << goesToSleep;
        logind().send(signal);
    }

    WakeWatchTest()
    {
        QObject::connect(&watch, &WakeWatch::cameBack, &watch, [this] { ++cameBack; });
    }

    static inline PrivateBus *bus = nullptr;
    FakeClock clock;
    WakeWatch watch{clock};
    int cameBack = 0;
};

TEST_F(WakeWatchTest, LogindSaysThatTheMachineWokeUp)
{
    prepareForSleep(true);
    prepareForSleep(false);
    ASSERT_TRUE(waitFor([&] { return cameBack > 0; }));
    EXPECT_EQ(cameBack, 1) << "not when it goes to sleep";
}

TEST_F(WakeWatchTest, AWallClockThatRanAheadMeansSleep)
{
    clock.step(60'000);
    watch.look();
    EXPECT_EQ(cameBack, 0) << "both went on";
    clock.wall += WakeWatch::sleptMs + 1;
    watch.look();
    EXPECT_EQ(cameBack, 1);
    watch.look();
    EXPECT_EQ(cameBack, 1) << "once";
    clock.wall -= 3'600'000;
    watch.look();
    EXPECT_EQ(cameBack, 1) << "set back is no sleep";
}

} // namespace
} // namespace hearth::app
