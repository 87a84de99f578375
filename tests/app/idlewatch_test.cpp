#include "app/platform/idlewatch.h"
#include "app/platform/machineidle.h"
#include "tests/support/fakeclock.h"
#include "tests/support/privatebus.h"
#include "tests/support/waitfor.h"

#include <QDBusConnection>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QtTest/qtestspontaneevent.h>

#include <gtest/gtest.h>

#include <csignal>

namespace hearth::app {
namespace {

//! As much of GNOME's compositor as is asked.
class Mutter : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.gnome.Mutter.IdleMonitor")

public:
    qulonglong idleMs = 0;
    int asked = 0;

public Q_SLOTS:
    qulonglong GetIdletime()
    {
        ++asked;
        return idleMs;
    }
};

//! A session bus of our own; without a display, as on Wayland, the compositor is whom to ask.
class IdleWatchTest : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        bus = new PrivateBus(PrivateBus::Type::Session);
        ASSERT_TRUE(bus->isRunning()) << "is dbus-daemon installed?";
    }
    static void TearDownTestSuite() { delete bus; }

    IdleWatchTest()
    {
        QObject::connect(&watch, &IdleWatch::changed, &watch, [this](bool isIdle) { heard += isIdle; });
    }
    void startMutter()
    {
        ASSERT_TRUE(desktop.registerObject(
            QStringLiteral("/org/gnome/Mutter/IdleMonitor/Core"), &mutter, QDBusConnection::ExportAllSlots));
        ASSERT_TRUE(desktop.registerService(QStringLiteral("org.gnome.Mutter.IdleMonitor")));
    }
    ~IdleWatchTest() override { desktop.unregisterService(QStringLiteral("org.gnome.Mutter.IdleMonitor")); }
    //! A person at the keyboard, as the window system tells of them.
    void touch()
    {
        QKeyEvent key(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier);
        QSpontaneKeyEvent::setSpontaneous(&key);
        QCoreApplication::instance()->notify(&watch, &key); // sendEvent() would call it our own
    }

    //! Whatever was asked of the desktop before.
    static bool isAnswered()
    {
        bool has = false;
        askMachineIdle([&has](std::optional<qint64>) { has = true; });
        return waitFor([&has] { return has; });
    }

    static inline PrivateBus *bus = nullptr;
    QDBusConnection desktop = bus->connection(QStringLiteral("desktop"));
    Mutter mutter;
    FakeClock clock;
    IdleWatch watch{clock};
    QList<bool> heard;
};

TEST_F(IdleWatchTest, TheDesktopTellsOfTheWholeMachine)
{
    startMutter();
    clock.step(IdleWatch::idleAfterMs);
    mutter.idleMs = 1'000;
    watch.look();
    ASSERT_TRUE(isAnswered());
    EXPECT_EQ(mutter.asked, 2);
    EXPECT_FALSE(watch.isIdle()) << "somebody writes in another program";
    mutter.idleMs = IdleWatch::idleAfterMs;
    watch.look();
    ASSERT_TRUE(waitFor([&] { return watch.isIdle(); }));
    mutter.idleMs = 10;
    ASSERT_TRUE(waitFor([&] { return !watch.isIdle(); }))
        << "a key in another program, found without being asked";
    EXPECT_EQ(heard, (QList<bool>{true, false}));
}

TEST_F(IdleWatchTest, WithoutADesktopItGoesByItself)
{
    clock.step(IdleWatch::idleAfterMs - 1);
    watch.look();
    ASSERT_TRUE(isAnswered());
    EXPECT_FALSE(watch.isIdle());
    clock.step(1);
    watch.look();
    EXPECT_TRUE(waitFor([&] { return watch.isIdle(); }));
    touch();
    EXPECT_FALSE(watch.isIdle()) << "at the first key";
    EXPECT_EQ(heard, (QList<bool>{true, false}));
}

//! This thread draws: it waits for no other program.
TEST_F(IdleWatchTest, ABusThatHangsHoldsNobodyUp)
{
    startMutter();
    ASSERT_TRUE(isAnswered());
    clock.step(IdleWatch::idleAfterMs);
    mutter.idleMs = IdleWatch::idleAfterMs;
    ASSERT_EQ(kill(pid_t(bus->processId()), SIGSTOP), 0);
    QElapsedTimer timer;
    timer.start();
    watch.look();
    EXPECT_LT(timer.elapsed(), 1'000);
    EXPECT_TRUE(waitFor([&] { return watch.isIdle(); })) << "it goes by itself meanwhile";
    kill(pid_t(bus->processId()), SIGCONT);
    EXPECT_TRUE(isAnswered());
}

TEST_F(IdleWatchTest, WhatTheProgramSendsItselfIsNobody)
{
    clock.step(IdleWatch::idleAfterMs);
    watch.look();
    ASSERT_TRUE(waitFor([&] { return watch.isIdle(); }));
    QEvent made(QEvent::MouseMove);
    QCoreApplication::sendEvent(QCoreApplication::instance(), &made);
    EXPECT_TRUE(watch.isIdle());
}

} // namespace
} // namespace hearth::app

#include "idlewatch_test.moc"
