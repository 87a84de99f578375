#pragma once

#include <QList>
#include <QString>
#include <QTimeZone>

namespace hearth::app {

struct TimeTick
{
    qint64 at = 0; //!< ms since 1970
    QString text;
    bool operator==(const TimeTick &) const = default;
};

//! At most `most` round times within [from, until], as people in `zone` read them: seconds where lines are
//! less than a minute apart, else hours and minutes, the date at midnight, days alone where they are days
//! apart.
[[nodiscard]] QList<TimeTick> timeTicks(qint64 from, qint64 until, int most, const QTimeZone &zone);

//! One time of a chart that shows `lengthMs`, for reading: to the second, or to the minute and day.
[[nodiscard]] QString momentText(qint64 at, qint64 lengthMs, const QTimeZone &zone);

//! "12 min", "3 h", "2 days": how long ago, short enough to stand beside a title.
[[nodiscard]] QString spanText(qint64 ms);

} // namespace hearth::app
