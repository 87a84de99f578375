#include "server/server/vitals.h"

#include "shared/base/ids.h"
#include "shared/base/strictjson.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace hearth::server {

namespace {

constexpr int beatMs = 1'000;
constexpr int beatsAlone = 5;      //!< between two samples that nobody hears
constexpr qsizetype storedAt = 12; //!< a minute's

constexpr qint64 freshMs = 5'000;
constexpr qsizetype maxOthers = 1'000;
constexpr qsizetype maxBytes = 4'096; //!< of what one says
constexpr int nameLength = 12;

QString topicPrefix()
{
    return QStringLiteral("vitals:");
}

QString channelName()
{
    return QStringLiteral("dashboard:metrics");
}

} // namespace

Vitals::Vitals(const Services &services, const Metrics &metrics, const Leadership &leadership, Broker &broker,
    Channels &channels, std::function<bool(const QString &)> isHeard)
    : m_services(services)
    , m_metrics(metrics)
    , m_leadership(leadership)
    , m_broker(broker)
    , m_topic(topicPrefix() + newSecret().first(nameLength))
    , m_channels(channels)
    , m_isHeard(std::move(isHeard))
{
    if (!leadership.isAlone())
        m_subscription = broker.psubscribe(topicPrefix() + QLatin1Char('*'),
            [this](const QString &topic, const QByteArray &payload) { heard(topic, payload); });
    connect(&m_timer, &QTimer::timeout, this, &Vitals::beat);
    m_timer.start(beatMs);
    // Whoever looks first sees something.
    if (leadership.isLeading())
        m_channels.publish({}, channelName(), {{m_services.clock.wallMs(), sample()}});
}

void Vitals::beat()
{
    if (!m_leadership.isLeading())
        return m_broker.publish(m_topic, sample());
    // Who hears it on another server is not known here.
    const bool isHeard = !m_leadership.isAlone() || m_isHeard(channelName());
    if (!isHeard && ++m_beats < beatsAlone)
        return;
    m_beats = 0;
    m_waiting.append({m_services.clock.wallMs(), summed(sample())});
    if (isHeard || m_waiting.size() >= storedAt)
        m_channels.publish({}, channelName(), std::exchange(m_waiting, {}));
}

void Vitals::heard(const QString &topic, const QByteArray &payload)
{
    if (topic == m_topic)
        return;
    const auto json =
        payload.size() <= maxBytes ? parseStrictJson(payload) : Result<QJsonValue>(ErrorCode::TooLarge);
    if (json && json->isObject() && (m_others.contains(topic) || m_others.size() < maxOthers))
        m_others.insert(topic, {json->toObject(), m_services.clock.steadyMs()});
    else
        ++m_leftOut;
}

QByteArray Vitals::summed(const QByteArray &own)
{
    const qint64 since = m_services.clock.steadyMs() - freshMs;
    m_others.removeIf([since](QHash<QString, Other>::iterator it) { return it->at < since; });
    if (m_others.isEmpty())
        return own;
    QJsonObject sum = QJsonDocument::fromJson(own).object();
    for (const Other &other : std::as_const(m_others)) {
        for (auto it = sum.begin(); it != sum.end(); ++it)
            *it = it->toDouble() + other.figures.value(it.key()).toDouble();
    }
    return QJsonDocument(sum).toJson(QJsonDocument::Compact);
}

QByteArray Vitals::sample()
{
    const qint64 now = m_services.clock.steadyMs();
    const double seconds = std::max(0.001, double(now - std::exchange(m_sampledAt, now)) / 1000);
    const auto rate = [this, seconds](const char *name) {
        const double total = m_metrics.value(name);
        const double before = m_before.value(name, total);
        m_before.insert(name, total);
        return (total - before) / seconds;
    };
    const QJsonObject figures{
        {QStringLiteral("connections"), m_metrics.value("hearth_connections")},
        {QStringLiteral("streams"), m_metrics.value("hearth_event_streams")},
        {QStringLiteral("messages"), m_metrics.value("hearth_messages_total")},
        {QStringLiteral("messagesPerSecond"), rate("hearth_messages_total")},
        {QStringLiteral("deliveriesPerSecond"), rate("hearth_deliveries_total")},
        {QStringLiteral("valuesPerSecond"), rate("hearth_channel_values_total")},
        {QStringLiteral("writesQueued"), m_metrics.value("hearth_storage_queued")},
        {QStringLiteral("cpu"), 100 * rate("process_cpu_seconds_total")},
        {QStringLiteral("memoryBytes"), m_metrics.value("process_resident_memory_bytes")},
    };
    return QJsonDocument(figures).toJson(QJsonDocument::Compact);
}

} // namespace hearth::server
