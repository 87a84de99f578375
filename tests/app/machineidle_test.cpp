// How long a real X server has not been touched. xvfb-run gives the display.
#include "app/platform/machineidle.h"
#include "tests/support/waitfor.h"

#include <QGuiApplication>

#include <gtest/gtest.h>
#include <xcb/xtest.h>

namespace hearth::app {
namespace {

qint64 idleMs()
{
    qint64 idle = -1;
    askMachineIdle([&](std::optional<qint64> answer) { idle = answer.value_or(-1); });
    return idle;
}

//! A key of the machine's keyboard, in whatever program.
void pressAKey()
{
    constexpr uint8_t spaceBar = 65;
    auto *server = qApp->nativeInterface<QNativeInterface::QX11Application>()->connection();
    for (const uint8_t what : {XCB_KEY_PRESS, XCB_KEY_RELEASE})
        xcb_test_fake_input(server, what, spaceBar, XCB_CURRENT_TIME, XCB_NONE, 0, 0, 0);
    xcb_flush(server);
}

TEST(MachineIdle, TheXServerKnows)
{
    ASSERT_GE(idleMs(), 0);
    ASSERT_TRUE(waitFor([] { return idleMs() >= 50; }));
    const qint64 before = idleMs();
    pressAKey();
    EXPECT_LT(idleMs(), before);
}

} // namespace
} // namespace hearth::app

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "xcb");
    const QGuiApplication app(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
