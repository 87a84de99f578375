#pragma once

#include <QDateTime>
#include <QTimeZone>

namespace hearth {

//! `ms` since 1970 as a time that is written with a Z. Of the ways to make one, this is not deprecated in
//! Qt 6.8 and is there in 6.4; with the time zone alone it would end in +00:00.
[[nodiscard]] inline QDateTime utcTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toUTC();
}

} // namespace hearth
