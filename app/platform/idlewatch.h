#pragma once

#include "shared/base/clock.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace hearth::app {

//! Says when nobody has touched the machine for some minutes, and when somebody does again. Where the desktop
//! does not tell of the machine, it goes by what this program is given to read.
class IdleWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr int idleAfterMs = 5 * 60'000;

    explicit IdleWatch(const Clock &clock, int afterMs = idleAfterMs, QObject *parent = nullptr);

    [[nodiscard]] bool isIdle() const { return m_isIdle; }
    //! Asks now rather than when it is due.
    void look();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void changed(bool isIdle);

private:
    void take(std::optional<qint64> machineIdleMs);

    const Clock &m_clock;
    const int m_afterMs;
    qint64 m_lastInput; //!< of this program, steady
    bool m_isIdle = false;
    QTimer m_next;
};

} // namespace hearth::app
