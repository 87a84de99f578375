#pragma once

#include "server/series/point.h"
#include "shared/base/result.h"

#include <QList>

namespace hearth::server {

//! InfluxDB's line protocol (docs.influxdata.com, "Line protocol"), such as
//!     cpu,host=kiln usage=12.5,load=3i 1556813561098000000
//! as the points of one channel. A field keeps its name; before it stand the values of its tags in the order
//! of their keys (`kiln.usage`), and the measurement where it is not the channel's own name. Lines of one
//! time become one point. `unitNs`: of the timestamps; a line without one has the time `now` (ms since 1970).
//! An error names the line. Pure.
[[nodiscard]] Result<QList<NewPoint>> pointsFromLines(
    QByteArrayView text, const QString &channel, qint64 unitNs, qint64 now);

} // namespace hearth::server
