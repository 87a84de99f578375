#include "server/features/channelnews.h"

#include "shared/base/jsontext.h"
#include "shared/base/strictjson.h"

#include <QJsonObject>

namespace hearth::server {

namespace {

void appendPoint(QByteArray &out, const Point &point)
{
    out += R"("id":")" + QByteArray::number(point.id) + R"(","at":)" + QByteArray::number(point.at) +
           R"(,"data":)" + point.json;
}

} // namespace

QString channelTopic(const QString &channel)
{
    return QStringLiteral("channel:") + channel;
}

std::optional<QString> channelOfTopic(const QString &topic)
{
    const QLatin1String prefix("channel:");
    return topic.startsWith(prefix) ? std::optional(topic.mid(prefix.size())) : std::nullopt;
}

QString allChannelTopics()
{
    return QStringLiteral("channel:*");
}

QString removedChannelsTopic()
{
    return QStringLiteral("channels-removed");
}

ChannelNews newsOf(const QString &channel, const Point &point)
{
    QByteArray text(R"({"channel":)");
    appendJson(text, channel);
    text += ',';
    appendPoint(text, point);
    return {channel, point, text += '}'};
}

std::optional<ChannelNews> newsFrom(const QByteArray &payload)
{
    const auto json = parseStrictJson(payload, 64);
    if (!json)
        return std::nullopt;
    const QJsonObject object = json->toObject();
    const qint64 id = object.value(QLatin1String("id")).toString().toLongLong();
    const qint64 at = object.value(QLatin1String("at")).toInteger(-1);
    if (id <= 0 || at < 0)
        return std::nullopt;
    return newsOf(object.value(QLatin1String("channel")).toString(),
        {id, at, toCompactJson(object.value(QLatin1String("data")))});
}

QByteArray initialText(const QString &channel, const QList<Point> &history)
{
    QByteArray out(R"({"channel":)");
    appendJson(out, channel);
    out += R"(,"data":)" + (history.isEmpty() ? QByteArray("null") : history.last().json) + R"(,"history":[)";
    for (const Point &point : history) {
        out += out.endsWith('[') ? "{" : ",{";
        appendPoint(out, point);
        out += '}';
    }
    return out += "]}";
}

} // namespace hearth::server
