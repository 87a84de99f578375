#include "server/series/values.h"

#include "shared/base/strictjson.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cmath>

namespace hearth::server {

namespace {

//! Sums of any month of such numbers are finite; JSON, and a chart, have no others.
constexpr double hugest = 1e290;
//! As of a panel's and a chart's field (shared/protocol/chart.h).
constexpr qsizetype nameBytes = 256;

Error wrong(const QString &path, const char *expected)
{
    return {ErrorCode::InvalidRequest,
        QStringLiteral("%1: expected %2").arg(path, QString::fromLatin1(expected))};
}

//! Whether it has `data` and nothing but the other keys of a point.
bool isPoint(const QJsonObject &object)
{
    return object.contains(QLatin1String("data")) &&
           object.size() == (object.contains(QLatin1String("at")) ? 2 : 1);
}

Result<NewPoint> pointFrom(const QJsonObject &object, qint64 now, const QString &path)
{
    const QJsonValue at = object.value(QLatin1String("at"));
    if (!at.isUndefined() && at.toInteger(-1) < 0)
        return wrong(path + QStringLiteral("at"), "a whole number, ms since 1970");
    return NewPoint{at.toInteger(now), toCompactJson(object.value(QLatin1String("data")))};
}

Result<QList<NewPoint>> batchFrom(const QJsonValue &list, qint64 now, const ValueBounds &bounds)
{
    const QJsonArray items = list.toArray();
    if (!list.isArray() || items.size() > bounds.batch)
        return Error(ErrorCode::InvalidRequest,
            QStringLiteral("points: expected a list of at most %1").arg(bounds.batch));
    QList<NewPoint> points;
    points.reserve(items.size());
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString path = QStringLiteral("points[%1]").arg(i);
        if (!isPoint(items.at(i).toObject()))
            return wrong(path, "an object of `data` and, if it is not now, `at`");
        const auto point = pointFrom(items.at(i).toObject(), now, path + QLatin1Char('.'));
        if (!point)
            return point.error();
        points.append(*point);
    }
    return points;
}

Error atPoint(qsizetype index, const QString &what)
{
    return {ErrorCode::InvalidRequest, QStringLiteral("points[%1].at: %2").arg(index).arg(what)};
}

std::optional<double> numberOf(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? 1 : 0;
    const double number = value.toDouble();
    return value.isDouble() && std::abs(number) <= hugest ? std::optional(number) : std::nullopt;
}

bool isFieldName(const QString &name)
{
    return !name.isEmpty() && name.toUtf8().size() <= nameBytes;
}

} // namespace

Result<QList<NewPoint>> pointsFromJson(QByteArrayView body, qint64 now, const ValueBounds &bounds)
{
    // The bound of a value's depth, in the two levels of a batch.
    const auto json = parseStrictJson(body, bounds.jsonDepth + 3);
    if (!json)
        return json.error();
    const QJsonObject object = json->toObject();
    if (object.size() == 1 && object.contains(QLatin1String("points")))
        return batchFrom(object.value(QLatin1String("points")), now, bounds);
    if (!isPoint(object))
        return QList<NewPoint>{{now, toCompactJson(*json)}};
    const auto point = pointFrom(object, now, {});
    return point ? Result(QList<NewPoint>{*point}) : point.error();
}

Result<Done> checkPoints(const QList<NewPoint> &points, qint64 now, const ValueBounds &bounds)
{
    if (points.isEmpty())
        return Error(ErrorCode::InvalidRequest, QStringLiteral("There is no value in it"));
    if (points.size() > bounds.batch)
        return Error(ErrorCode::TooLarge, QStringLiteral("At most %1 values at once").arg(bounds.batch));
    for (qsizetype i = 0; i < points.size(); ++i) {
        if (points.at(i).json.size() > bounds.valueBytes)
            return Error(ErrorCode::TooLarge,
                QStringLiteral("A value has at most %1 bytes as JSON").arg(bounds.valueBytes));
        if (points.at(i).at > now + bounds.futureMs)
            return atPoint(i, QStringLiteral("is in the future; is the sender's clock right?"));
        if (points.at(i).at < now - bounds.pastMs)
            return atPoint(i, QStringLiteral("is longer ago than values are kept"));
    }
    return Done{};
}

QList<std::pair<QString, double>> numbersOf(const QByteArray &json, int limit)
{
    QList<std::pair<QString, double>> numbers;
    if (!json.startsWith('{')) {
        const auto alone = numberOf(parseOwnJson(json));
        if (alone)
            numbers.append({QStringLiteral("value"), *alone});
        return numbers;
    }
    const QJsonObject object = parseOwnJson(json).toObject();
    for (auto it = object.begin(); it != object.end() && numbers.size() < limit; ++it) {
        if (const auto number = numberOf(it.value()); number && isFieldName(it.key()))
            numbers.append({it.key(), *number});
    }
    return numbers;
}

} // namespace hearth::server
