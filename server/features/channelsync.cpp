#include "server/features/channelsync.h"

namespace hearth::server {

namespace {

constexpr int tickMs = 1'000;
//! As long as an absence may take to be noticed, and then some.
constexpr std::size_t secondsKept = 20;
constexpr int secondsSettling = 3;
constexpr int pageSize = 2'000;

} // namespace

ChannelSync::ChannelSync(const Services &services, Channels &channels, std::function<bool()> isWhole)
    : m_services(services), m_channels(channels), m_isWhole(std::move(isWhole)), m_after(channels.position())
{
    connect(&channels, &Channels::updated, this,
        [this](const ChannelNews &news) { m_heard.insert(news.point.id); });
    connect(&m_timer, &QTimer::timeout, this, &ChannelSync::tick);
    m_timer.start(tickMs);
}

void ChannelSync::tick()
{
    m_wholeFor = m_isWhole() ? m_wholeFor + 1 : 0;
    if (m_wholeFor <= secondsSettling) {
        m_positions.clear();
        forgetRemoved();
        return read();
    }
    m_positions.push_back(m_channels.position());
    if (m_positions.size() <= secondsKept)
        return;
    m_after = std::max(m_after, m_positions.front());
    m_positions.pop_front();
    m_heard.removeIf([this](qint64 id) { return id <= m_after; });
}

void ChannelSync::read()
{
    if (std::exchange(m_isReading, true))
        return;
    m_services.storage.read<QList<ChannelPoint>>(
        this, [after = m_after](Database &db) { return db.channels().after(after, pageSize); },
        [this](const Result<QList<ChannelPoint>> &page) {
            m_isReading = false;
            for (const ChannelPoint &each : page ? *page : QList<ChannelPoint>()) {
                m_after = each.point.id;
                if (m_heard.remove(m_after))
                    continue;
                ++m_repaired;
                m_channels.heard(newsOf(each.channel, each.point));
                m_heard.remove(m_after);
            }
            if (page && page->size() == pageSize)
                read();
        });
}

void ChannelSync::forgetRemoved()
{
    if (std::exchange(m_isListing, true))
        return;
    m_services.storage.read<QList<ChannelRecord>>(
        this, [](Database &db) { return db.channels().channels(); },
        [this, known = m_channels.position()](const Result<QList<ChannelRecord>> &records) {
            m_isListing = false;
            if (!records)
                return;
            QSet<QString> names;
            for (const ChannelRecord &each : *records)
                names.insert(each.name);
            for (const QString &name : m_channels.names()) {
                // One that is not there with what was known before has not just begun.
                if (!names.contains(name) && m_channels.lastOf(name)->id <= known)
                    m_channels.forget(name);
            }
        });
}

} // namespace hearth::server
