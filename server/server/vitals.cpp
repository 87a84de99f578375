#include "server/server/vitals.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace hearth::server {

namespace {

constexpr int beatMs = 1'000;
constexpr int beatsAlone = 5;      //!< between two samples that nobody hears
constexpr qsizetype storedAt = 12; //!< a minute's

QString channelName()
{
    return QStringLiteral("dashboard:metrics");
}

} // namespace

Vitals::Vitals(const Services &services, const Metrics &metrics, Channels &channels,
    std::function<bool(const QString &)> isHeard)
    : m_services(services), m_metrics(metrics), m_channels(channels), m_isHeard(std::move(isHeard))
{
    connect(&m_timer, &QTimer::timeout, this, &Vitals::beat);
    m_timer.start(beatMs);
    // Whoever looks first sees something.
    m_channels.publish({}, channelName(), {{m_services.clock.wallMs(), sample()}});
}

void Vitals::beat()
{
    const bool isHeard = m_isHeard(channelName());
    if (!isHeard && ++m_beats < beatsAlone)
        return;
    m_beats = 0;
    m_waiting.append({m_services.clock.wallMs(), sample()});
    if (isHeard || m_waiting.size() >= storedAt)
        m_channels.publish({}, channelName(), std::exchange(m_waiting, {}));
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
