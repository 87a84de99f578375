#include "app/platform/wakewatch.h"
#include "tests/support/fakeclock.h"
#include "tests/support/waitfor.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace hearth::app {
namespace {

//! A system bus of our own, with a logind on it that says what the test wants.
class WakeWatchTest : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        folder = new QTemporaryDir;
        const QString config = folder->filePath(QStringLiteral("bus.conf"));
        QFile file(config);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("<busconfig><type>system</type><listen>unix:dir=" + folder->path().toUtf8() +
                   "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\"/>"
                   "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
        file.close();
        daemon = new QProcess;
        daemon->start(QStringLiteral("dbus-daemon"),
            {QStringLiteral("--config-file=") + config, QStringLiteral("--nofork"),
                QStringLiteral("--print-address")});
        ASSERT_TRUE(daemon->waitForReadyRead()) << "is dbus-daemon installed?";
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", daemon->readLine().trimmed());
        ASSERT_TRUE(QDBusConnection::systemBus().isConnected());
        ASSERT_TRUE(logind().registerService(QStringLiteral("org.freedesktop.login1")));
    }
    static void TearDownTestSuite()
    {
        daemon->kill();
        daemon->waitForFinished();
        delete daemon;
        delete folder;
    }
    static QDBusConnection logind()
    {
        return QDBusConnection::connectToBus(
            qEnvironmentVariable("DBUS_SYSTEM_BUS_ADDRESS"), QStringLiteral("logind"));
    }
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

    static inline QTemporaryDir *folder = nullptr;
    static inline QProcess *daemon = nullptr;
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
