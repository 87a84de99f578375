// The requests for what channels held.
#include "app/net/answers.h"
#include "app/net/restclient.h"

#include <QUrl>

namespace hearth::app {

namespace {

bool isTime(qint64 ms)
{
    return ms >= protocol::bigCount.min && ms <= protocol::bigCount.max;
}

//! A newer server may say more; what does not fit is left out.
QList<RestClient::ChannelSpan> spansIn(const QJsonArray &points)
{
    QList<RestClient::ChannelSpan> spans;
    spans.reserve(points.size());
    for (const QJsonValue each : points) {
        const QJsonArray point = each.toArray();
        const qint64 at = point.at(0).toInteger(-1);
        if (point.size() >= 4 && isTime(at))
            spans.append({at, point.at(1).toDouble(), point.at(2).toDouble(), point.at(3).toDouble()});
    }
    return spans;
}

RestClient::ChannelPast pastIn(const QJsonObject &json)
{
    RestClient::ChannelPast past;
    past.history = decodeList<protocol::ChannelValue>(listIn(json, "history"));
    if (const qint64 spanMs = json.value(QLatin1String("spanMs")).toInteger(); isTime(spanMs))
        past.spanMs = spanMs;
    for (const QJsonValue each : listIn(json, "series")) {
        const QJsonObject series = each.toObject();
        past.fields.append(
            {series.value(QLatin1String("field")).toString(), spansIn(listIn(series, "points"))});
    }
    return past;
}

} // namespace

void RestClient::channelPast(const PastQuery &query, Reply<ChannelPast> reply)
{
    QString parameters = QStringLiteral("points=%1").arg(query.points);
    if (query.from > 0)
        parameters += QStringLiteral("&from=%1&to=%2").arg(query.from).arg(query.until);
    // A path's own characters are encoded by the address, and a name has none of `/`, `?` and `#`.
    send("GET", QStringLiteral("/api/channels/") + query.channel, parameters, {},
        [reply = std::move(reply)](const Result<QJsonObject> &json) {
            reply(json ? Result<ChannelPast>(pastIn(*json)) : Result<ChannelPast>(json.error()));
        });
}

} // namespace hearth::app
