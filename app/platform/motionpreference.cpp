#include "app/platform/motionpreference.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace hearth::app {

namespace {

const auto service = QStringLiteral("org.freedesktop.portal.Desktop");
const auto path = QStringLiteral("/org/freedesktop/portal/desktop");
const auto interface = QStringLiteral("org.freedesktop.portal.Settings");

//! A setting, and what it is where less motion is wanted.
struct Setting
{
    QString group, key;
    double wanted;
};

const QList<Setting> &settings()
{
    static const QList<Setting> all{
        {QStringLiteral("org.freedesktop.appearance"), QStringLiteral("reduced-motion"), 1},
        {QStringLiteral("org.gnome.desktop.interface"), QStringLiteral("enable-animations"), 0},
        {QStringLiteral("org.kde.kdeglobals.KDE"), QStringLiteral("AnimationDurationFactor"), 0}};
    return all;
}

} // namespace

MotionPreference::MotionPreference(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    if (!m_bus.isConnected())
        return;
    m_bus.connect(
        service, path, interface, QStringLiteral("SettingChanged"), this, SLOT(settingChanged(QDBusMessage)));
    for (const Setting &each : settings())
        ask(each.group, each.key);
}

void MotionPreference::ask(const QString &group, const QString &key)
{
    auto call = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
    call << group << key;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [=, this] {
        watcher->deleteLater();
        // A desktop that does not know the key answers with an error.
        if (const QDBusPendingReply<QDBusVariant> reply = *watcher; reply.isValid())
            take(group, key, reply.value().variant());
    });
}

void MotionPreference::settingChanged(const QDBusMessage &signal)
{
    const QVariantList arguments = signal.arguments();
    if (arguments.size() == 3)
        take(arguments.at(0).toString(), arguments.at(1).toString(), arguments.at(2));
}

void MotionPreference::take(const QString &group, const QString &key, QVariant value)
{
    // Read() wraps the value twice, SettingChanged once.
    while (value.metaType() == QMetaType::fromType<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    for (const Setting &each : settings()) {
        if (each.group != group || each.key != key)
            continue;
        const bool was = isReduced();
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        if (isNumber && number == each.wanted)
            m_reducing.insert(group);
        else
            m_reducing.remove(group);
        if (was != isReduced())
            Q_EMIT changed();
    }
}

} // namespace hearth::app
