#include "app/platform/motionpreference.h"
#include "app/viewmodels/settingsviewmodel.h"
#include "tests/support/privatebus.h"
#include "tests/support/waitfor.h"

#include <QDBusContext>
#include <QDBusVariant>
#include <QHash>
#include <QSignalSpy>

namespace hearth::app {
namespace {

//! The settings portal of a desktop that knows the keys it was given.
class Portal : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    explicit Portal(const PrivateBus &bus) : m_bus(bus.connection(QStringLiteral("portal")))
    {
        EXPECT_TRUE(m_bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), this,
            QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        EXPECT_TRUE(m_bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
    }
    ~Portal() override { QDBusConnection::disconnectFromBus(QStringLiteral("portal")); }

    void set(const char *group, const char *key, const QVariant &value)
    {
        const QString where = QString::fromLatin1(group), what = QString::fromLatin1(key);
        m_values.insert(where + what, value);
        Q_EMIT SettingChanged(where, what, QDBusVariant(value));
    }
    int asked = 0;

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

public Q_SLOTS:
    QDBusVariant Read(const QString &group, const QString &key)
    {
        ++asked;
        if (!m_values.contains(group + key))
            sendErrorReply(
                QStringLiteral("org.freedesktop.portal.Error.NotFound"), QStringLiteral("unknown"));
        return QDBusVariant(QVariant::fromValue(QDBusVariant(m_values.value(group + key))));
    }

private:
    QDBusConnection m_bus;
    QHash<QString, QVariant> m_values;
};

struct Desktop
{
    const char *group, *key;
    QVariant calm, lively;
};

class MotionTest : public testing::TestWithParam<Desktop>
{
protected:
    ~MotionTest() override { QDBusConnection::disconnectFromBus(QStringLiteral("app")); }

    PrivateBus bus{PrivateBus::Type::Session};
};

TEST_P(MotionTest, FollowsTheDesktop)
{
    const Desktop &desktop = GetParam();
    Portal portal(bus);
    const MotionPreference motion(bus.connection(QStringLiteral("app")));
    QSignalSpy changed(&motion, &MotionPreference::changed);
    ASSERT_TRUE(waitFor([&] { return portal.asked == 3; })) << "each desktop's key";
    EXPECT_FALSE(motion.isReduced());
    portal.set(desktop.group, desktop.key, desktop.calm);
    EXPECT_TRUE(waitFor([&] { return motion.isReduced(); }));
    portal.set("org.gnome.desktop.interface", "font-name", QStringLiteral("0"));
    portal.set(desktop.group, desktop.key, desktop.lively);
    EXPECT_TRUE(waitFor([&] { return !motion.isReduced(); }));
    EXPECT_EQ(changed.count(), 2);
}

TEST_P(MotionTest, AsksAtTheStart)
{
    const Desktop &desktop = GetParam();
    Portal portal(bus);
    portal.set(desktop.group, desktop.key, desktop.calm);
    const MotionPreference later(bus.connection(QStringLiteral("app")));
    EXPECT_TRUE(waitFor([&] { return later.isReduced(); }));
}

INSTANTIATE_TEST_SUITE_P(Desktops, MotionTest,
    testing::Values(Desktop{"org.freedesktop.appearance", "reduced-motion", 1U, 0U},
        Desktop{"org.gnome.desktop.interface", "enable-animations", false, true},
        Desktop{
            "org.kde.kdeglobals.KDE", "AnimationDurationFactor", QStringLiteral("0"), QStringLiteral("1")}),
    [](const auto &each) { return std::string(each.param.key).substr(0, 6); });

TEST(MotionSetting, IsThePersonsOrTheDesktops)
{
    const QTemporaryDir folder;
    SettingsViewModel settings(folder.filePath(QStringLiteral("settings.ini")));
    QSignalSpy changed(&settings, &SettingsViewModel::motionChanged);
    EXPECT_FALSE(settings.lessMotion());
    settings.setSystemReducesMotion(true);
    EXPECT_TRUE(settings.lessMotion());
    settings.setSystemReducesMotion(false);
    settings.setLessMotion(true);
    EXPECT_TRUE(settings.lessMotion());
    EXPECT_EQ(changed.count(), 3);
}

} // namespace
} // namespace hearth::app

#include "motion_test.moc"
