#include "app/platform/wakewatch.h"

#include <QDBusConnection>
#include <QNetworkInformation>

namespace hearth::app {

WakeWatch::WakeWatch(const Clock &clock, QObject *parent)
    : QObject(parent), m_clock(clock), m_steady(clock.steadyMs()), m_wall(clock.wallMs())
{
    m_timer.callOnTimeout(this, &WakeWatch::look);
    m_timer.start(5'000);
    watchNetwork();
    // Without a system bus this does nothing, and the clocks tell.
    QDBusConnection::systemBus().connect(QStringLiteral("org.freedesktop.login1"),
        QStringLiteral("/org/freedesktop/login1"), QStringLiteral("org.freedesktop.login1.Manager"),
        QStringLiteral("PrepareForSleep"), this, SLOT(sleeps(bool)));
}

void WakeWatch::look()
{
    const qint64 steady = m_clock.steadyMs() - m_steady;
    const qint64 wall = m_clock.wallMs() - m_wall;
    m_steady += steady;
    m_wall += wall;
    if (wall - steady > sleptMs)
        Q_EMIT cameBack();
}

void WakeWatch::sleeps(bool goesToSleep)
{
    if (!goesToSleep)
        Q_EMIT cameBack();
}

void WakeWatch::watchNetwork()
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
        [this](QNetworkInformation::Reachability reachability) {
            using enum QNetworkInformation::Reachability;
            if (reachability == Local || reachability == Site || reachability == Online)
                Q_EMIT cameBack();
        });
}

} // namespace hearth::app
