#include "server/features/channelpaths.h"

#include "server/features/requests.h"
#include "server/series/channelname.h"
#include "server/series/lineprotocol.h"
#include "server/series/values.h"
#include "shared/base/jsontext.h"
#include "shared/base/spans.h"

namespace hearth::server {

namespace {

Error noChannel(const QString &channel)
{
    return {ErrorCode::NotFound,
        QStringLiteral("There is no channel %1 yet; its first value makes it").arg(channel)};
}

//! A whole number of the query, from `range`; `fallback` where it is not given.
Result<qint64> number(const HttpRequest &request, const char *key, protocol::Range range, qint64 fallback)
{
    const auto text = parameter(request, QString::fromLatin1(key));
    if (!text)
        return fallback;
    bool isNumber = false;
    const qint64 value = text->toLongLong(&isNumber);
    if (!isNumber || value < range.min || value > range.max)
        return Error(ErrorCode::InvalidRequest, QStringLiteral("%1: expected a whole number from %2 to %3")
                                                    .arg(QLatin1String(key))
                                                    .arg(range.min)
                                                    .arg(range.max));
    return value;
}

Result<qint64> unitOf(const HttpRequest &request)
{
    const QString unit = parameter(request, QStringLiteral("precision")).value_or(QStringLiteral("ns"));
    const QList<std::pair<const char *, qint64>> units{
        {"ns", 1}, {"us", 1'000}, {"ms", 1'000'000}, {"s", 1'000'000'000}};
    for (const auto &[name, ns] : units) {
        if (unit == QLatin1String(name))
            return ns;
    }
    return Error(ErrorCode::InvalidRequest, QStringLiteral("precision: expected one of ns, us, ms, s"));
}

//! By what it looks like: clients name the type of a body as they please (curl, fetch).
bool isLines(const QByteArray &body)
{
    const QByteArrayView text = QByteArrayView(body).trimmed();
    return !text.isEmpty() && !QByteArrayView("{[\"").contains(text.front()) && text.contains('=');
}

Result<QList<NewPoint>> pointsOf(const HttpRequest &request, const QString &channel, qint64 now)
{
    if (!isLines(request.body))
        return pointsFromJson(request.body, now, {});
    const auto unit = unitOf(request);
    return unit ? pointsFromLines(request.body, channel, *unit, now) : unit.error();
}

QJsonArray seriesOf(const QList<Bucket> &buckets)
{
    QJsonArray series;
    QJsonArray points;
    for (qsizetype i = 0; i < buckets.size(); ++i) {
        const Bucket &bucket = buckets.at(i);
        points.append(QJsonArray{bucket.at, bucket.least, bucket.sum / double(bucket.count), bucket.most});
        if (i + 1 == buckets.size() || buckets.at(i + 1).field != bucket.field) {
            series.append(
                QJsonObject{{QStringLiteral("field"), bucket.field}, {QStringLiteral("points"), points}});
            points = {};
        }
    }
    return series;
}

} // namespace

ChannelPaths::ChannelPaths(const Services &services, ChannelAccess &access, Channels &channels)
    : m_services(services), m_access(access), m_channels(channels)
{
    Router &router = services.router;
    router.add("GET", QStringLiteral("/api/channels"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            list(request, respond);
        });
    const QString one = QStringLiteral("/api/channels/{channel}");
    using Handle = void (ChannelPaths::*)(const HttpRequest &, const QString &, const Responder &);
    const auto add = [this, &router, one](const char *method, Handle handle) {
        router.add(method, one,
            [this, handle](const HttpRequest &request, const QStringList &names, const Responder &respond) {
                if (!isChannelName(names.at(0)))
                    return respond(HttpResponse::error(noChannelName()));
                (this->*handle)(request, names.at(0), respond);
            });
    };
    add("GET", &ChannelPaths::show);
    add("POST", &ChannelPaths::post);
    add("DELETE", &ChannelPaths::remove);
}

void ChannelPaths::list(const HttpRequest &request, const Responder &respond)
{
    m_access.authenticate(request, respond, [this, respond](const ChannelCaller &who) {
        QByteArray body(R"({"channels":[)");
        for (const QString &name : m_channels.names()) {
            const auto last = m_channels.lastOf(name);
            if (!last || !mayRead(who, name))
                continue;
            body += body.endsWith('[') ? "" : ",";
            body += newsOf(name, *last).text;
        }
        HttpResponse response;
        response.body = body += "]}";
        respond(response);
    });
}

void ChannelPaths::show(const HttpRequest &request, const QString &channel, const Responder &respond)
{
    const qint64 now = m_services.clock.wallMs();
    const auto from = number(request, "from", protocol::bigCount, now - hourMs);
    const auto to = number(request, "to", protocol::bigCount, now + 1);
    const auto count = number(request, "points", {1, 2'000}, 300);
    for (const auto *each : {&from, &to, &count}) {
        if (!*each)
            return respond(HttpResponse::error(each->error()));
    }
    m_access.authenticate(request, respond, [=, this](const ChannelCaller &who) {
        if (const auto may = mayRead(who, channel); !may)
            return respond(HttpResponse::error(may.error()));
        if (!m_channels.has(channel))
            return respond(HttpResponse::error(noChannel(channel)));
        if (*from < now - hourMs) {
            const qint64 begin = std::max(*from, now - monthMs);
            const qint64 fine = BucketQuery::bucketMs;
            const qint64 span = std::max(fine, (*to - begin) / *count / fine * fine);
            return showSeries({channel, begin / span * span, *to, span}, respond);
        }
        HttpResponse response;
        QList<Point> points = m_channels.recent(channel, *count);
        response.body = initialText(channel, points);
        respond(response);
    });
}

void ChannelPaths::showSeries(const BucketQuery &query, const Responder &respond)
{
    m_services.storage.read<QList<Bucket>>(
        this, [query](Database &db) { return db.channels().buckets(query); },
        [this, query, respond](const Result<QList<Bucket>> &buckets) {
            if (!buckets)
                return respond(HttpResponse::error(buckets.error()));
            QByteArray body = initialText(query.channel, m_channels.recent(query.channel, 1));
            body.chop(1);
            body += R"(,"spanMs":)" + QByteArray::number(query.spanMs) + R"(,"series":)" +
                    toCompactJson(seriesOf(*buckets)) + '}';
            HttpResponse response;
            response.body = body;
            respond(response);
        });
}

void ChannelPaths::post(const HttpRequest &request, const QString &channel, const Responder &respond)
{
    const auto points = pointsOf(request, channel, m_services.clock.wallMs());
    if (!points)
        return respond(HttpResponse::error(points.error()));
    m_access.authenticate(request, respond, [=, this, points = *points](const ChannelCaller &who) {
        if (const auto may = mayPublish(who, channel); !may)
            return respond(HttpResponse::error(may.error()));
        m_channels.publish(publisherOf(who), channel, points, publishedTo(respond, 201));
    });
}

void ChannelPaths::remove(const HttpRequest &request, const QString &channel, const Responder &respond)
{
    m_access.authenticate(request, respond, [=, this](const ChannelCaller &who) {
        if (const auto may = mayPublish(who, channel); !may)
            return respond(HttpResponse::error(may.error()));
        m_channels.remove(publisherOf(who), channel, [channel, respond](const Result<Done> &done) {
            const bool isUnknown = !done && done.error().code == ErrorCode::NotFound;
            respond(isUnknown ? HttpResponse::error(noChannel(channel)) : okayOr(done));
        });
    });
}

} // namespace hearth::server
