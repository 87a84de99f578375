#include "server/features/channelbacklog.h"

#include "server/net/sse.h"

namespace hearth::server {

ChannelBacklog::ChannelBacklog(
    const Channels &channels, std::optional<qint64> after, const QStringList &names)
    : m_channels(channels), m_at(channels.position())
{
    for (const QString &channel : names) {
        if (after)
            owe(channel, *after);
        else
            m_begins.append(channel);
    }
    if (!m_owed.empty())
        m_at = std::min(*after, m_at);
}

void ChannelBacklog::add(const ChannelNews &news)
{
    if (!m_nextOf.contains(news.channel))
        owe(news.channel, news.point.id - 1);
}

QByteArray ChannelBacklog::take()
{
    return m_begins.isEmpty() ? takeValue() : takeInitial();
}

void ChannelBacklog::owe(const QString &channel, qint64 after)
{
    const auto points = m_channels.after(channel, after, 1);
    if (!points)
        return m_begins.append(channel);
    if (points->isEmpty())
        return;
    const qint64 id = points->first().id;
    m_owed.emplace(id, channel);
    m_nextOf.insert(channel, id);
}

void ChannelBacklog::forgive(const QString &channel)
{
    const auto next = m_nextOf.constFind(channel);
    if (next == m_nextOf.constEnd())
        return;
    m_owed.erase(*next);
    m_nextOf.erase(next);
}

QByteArray ChannelBacklog::takeInitial()
{
    const QString channel = m_begins.takeFirst();
    forgive(channel); // it holds what has come until now
    const QString id = m_begins.isEmpty() ? QString::number(m_at) : QString();
    return sse::event("initial", m_channels.initial(channel), id);
}

QByteArray ChannelBacklog::takeValue()
{
    const auto [id, channel] = *m_owed.begin();
    forgive(channel);
    const auto points = m_channels.after(channel, id - 1, 1);
    // Else it was forgotten, or the channel removed, and what is owed is to be found anew.
    const bool isThere = points && !points->isEmpty() && points->first().id == id;
    owe(channel, isThere ? id : id - 1);
    if (!isThere)
        return {};
    m_at = id;
    return updateEvent(newsOf(channel, points->first()));
}

QByteArray updateEvent(const ChannelNews &news)
{
    return sse::event("update", news.text, QString::number(news.point.id));
}

} // namespace hearth::server
