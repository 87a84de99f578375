#include "app/platform/idlewatch.h"

#include "app/platform/machineidle.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace hearth::app {

namespace {

//! While idle, for a key in another program.
constexpr int returnMs = 1'000;

bool isInput(QEvent::Type type)
{
    switch (type) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
        return true;
    default:
        return false;
    }
}

} // namespace

IdleWatch::IdleWatch(const Clock &clock, int afterMs, QObject *parent)
    : QObject(parent), m_clock(clock), m_afterMs(afterMs), m_lastInput(clock.steadyMs())
{
    m_next.setSingleShot(true);
    m_next.callOnTimeout(this, &IdleWatch::look);
    m_next.start(m_afterMs);
    if (QCoreApplication::instance())
        QCoreApplication::instance()->installEventFilter(this);
}

void IdleWatch::look()
{
    askMachineIdle([self = QPointer(this)](std::optional<qint64> idleMs) {
        if (self)
            self->take(idleMs);
    });
}

bool IdleWatch::eventFilter(QObject *watched, QEvent *event)
{
    // Qt Quick makes further ones of its own, also where nobody moves.
    if (isInput(event->type()) && event->spontaneous()) {
        m_lastInput = m_clock.steadyMs();
        if (m_isIdle)
            take(0);
    }
    return QObject::eventFilter(watched, event);
}

void IdleWatch::take(std::optional<qint64> machineIdleMs)
{
    const qint64 ours = m_clock.steadyMs() - m_lastInput;
    const qint64 idleMs = std::min(machineIdleMs.value_or(ours), ours);
    const bool isIdle = idleMs >= m_afterMs;
    m_next.start(isIdle ? returnMs : int(m_afterMs - idleMs));
    if (std::exchange(m_isIdle, isIdle) != isIdle)
        Q_EMIT changed(isIdle);
}

} // namespace hearth::app
