#pragma once

#include "server/series/point.h"
#include "shared/base/result.h"
#include "shared/base/spans.h"

#include <QList>

namespace hearth::server {

struct ValueBounds
{
    qint64 valueBytes = 64 * 1024; //!< one value, as compact JSON
    qsizetype batch = 1'000;       //!< points of one request
    qint64 pastMs = monthMs;
    qint64 futureMs = minuteMs;
    int jsonDepth = 32;
};

//! The points of a request's body. JSON: any value is one point's; `{"data": value}`, with or without `at`
//! (ms since 1970), is the value in it; `{"points": [{"at": …, "data": …}, …]}` are several. An error names
//! the field.
[[nodiscard]] Result<QList<NewPoint>> pointsFromJson(
    QByteArrayView body, qint64 now, const ValueBounds &bounds);

//! That their number, sizes and times are within the bounds, and that there is one.
[[nodiscard]] Result<Done> checkPoints(const QList<NewPoint> &points, qint64 now, const ValueBounds &bounds);

//! The numbers of a value by name, at most `limit` of them: a number alone is `value`, of an object those
//! directly in it; true and false count as 1 and 0. Left out are numbers beyond ±1e290, whose sums were none,
//! and those whose name is empty or has over 256 bytes, which no panel could ask for.
[[nodiscard]] QList<std::pair<QString, double>> numbersOf(const QByteArray &json, int limit = 32);

} // namespace hearth::server
