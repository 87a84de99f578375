#pragma once

#include "shared/base/clock.h"

#include <QObject>
#include <QTimer>

namespace hearth::app {

//! Says when it is worth trying the network at once: it is there again, or the machine has woken up.
class WakeWatch : public QObject
{
    Q_OBJECT

public:
    explicit WakeWatch(const Clock &clock, QObject *parent = nullptr);

    //! A look at both clocks: a wall clock that ran ahead of the steady one by this much means that we slept.
    static constexpr qint64 sleptMs = 10'000;
    void look();

Q_SIGNALS:
    void cameBack();

private Q_SLOTS:
    void sleeps(bool goesToSleep);

private:
    void watchNetwork();

    const Clock &m_clock;
    QTimer m_timer;
    qint64 m_steady;
    qint64 m_wall;
};

} // namespace hearth::app
