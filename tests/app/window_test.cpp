#include "app/platform/windowplace.h"
#include "app/viewmodels/settingsviewmodel.h"

#include <QTemporaryDir>

namespace hearth::app {
namespace {

TEST(WindowPlace, IsWhereItWasOrWhereItCanBeSeen)
{
    const QRect left(0, 0, 1920, 1080);
    const QRect right(1920, 0, 1280, 1024);
    const struct
    {
        const char *what;
        QRect kept;
        QList<QRect> screens;
        QRect expected;
    } cases[] = {
        {"nothing kept", {}, {left}, {}},
        {"as it was", {100, 80, 1180, 760}, {left}, {100, 80, 1180, 760}},
        {"on the second screen", {2000, 10, 800, 600}, {left, right}, {2000, 10, 800, 600}},
        {"that screen is gone", {2000, 10, 800, 600}, {left}, {1120, 10, 800, 600}},
        {"half outside", {-300, 900, 800, 600}, {left}, {0, 480, 800, 600}},
        {"larger than the screen", {0, 0, 3000, 2000}, {right}, {1920, 0, 1280, 1024}},
        {"no screen", {1, 2, 3, 4}, {}, {}},
    };
    for (const auto &each : cases)
        EXPECT_EQ(WindowPlace::fitted(each.kept, each.screens), each.expected) << each.what;
}

TEST(Settings, TheColumnsAreKept)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("hearth.ini"));
    {
        SettingsViewModel settings(file);
        EXPECT_FALSE(settings.roomsFolded() || settings.detailsOpen());
        settings.setRoomsFolded(true);
        settings.setDetailsOpen(true);
        settings.setDetailsOpen(false);
    }
    SettingsViewModel settings(file);
    EXPECT_TRUE(settings.roomsFolded());
    EXPECT_FALSE(settings.detailsOpen());
}

} // namespace
} // namespace hearth::app
