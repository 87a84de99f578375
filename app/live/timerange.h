#pragma once

#include "shared/base/spans.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace hearth::app {

//! Which part of time all panels of a page show: the last `length`, which moves on, or one that stands still
//! because somebody paused it or dragged over it. Times are ms since 1970.
class TimeRange : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(TimeRange)
    QML_UNCREATABLE("made by the program")
    //! ms, 1 minute to 30 days.
    Q_PROPERTY(qint64 length READ length WRITE setLength NOTIFY changed)
    //! Stands still: paused, or zoomed.
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY changed)
    Q_PROPERTY(bool zoomed READ isZoomed NOTIFY changed)
    //! Of which time every panel reads its values; 0: of none.
    Q_PROPERTY(qint64 hoverAt READ hoverAt WRITE setHoverAt NOTIFY hoverChanged)
    Q_PROPERTY(bool pointed READ isPointed NOTIFY hoverChanged)

public:
    static constexpr qint64 shortest = minuteMs;
    static constexpr qint64 longest = monthMs;

    //! `now`: the time of what is shown, which need not be this machine's.
    using Now = std::function<qint64()>;
    explicit TimeRange(QObject *parent = nullptr);
    explicit TimeRange(Now now, QObject *parent = nullptr);

    qint64 length() const { return m_length; }
    void setLength(qint64 ms); //!< within its bounds; ends a zoom
    bool isPaused() const { return m_until != 0; }
    void setPaused(bool paused); //!< false also ends a zoom
    bool isZoomed() const { return m_from != 0; }
    qint64 hoverAt() const { return m_hoverAt; }
    void setHoverAt(qint64 at);
    bool isPointed() const { return m_hoverAt != 0; }
    //! The first and last ms that are shown when it is `now`.
    [[nodiscard]] qint64 from(qint64 now) const;
    [[nodiscard]] qint64 until(qint64 now) const;
    //! Shows what lies between, in either order; nothing where that is less than a second.
    Q_INVOKABLE void zoomTo(qint64 from, qint64 until);
    //! Back to the last `length`, moving.
    Q_INVOKABLE void reset();

Q_SIGNALS:
    void changed();
    void hoverChanged();

private:
    const Now m_now;
    qint64 m_length = 5 * minuteMs;
    qint64 m_from = 0;
    qint64 m_until = 0;
    qint64 m_hoverAt = 0;
};

} // namespace hearth::app
