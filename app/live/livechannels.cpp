#include "app/live/livechannels.h"

#include <algorithm>
#include <utility>

namespace hearth::app {

namespace {

//! Spans of a range that moves are asked for again after so long.
constexpr qint64 freshMs = 60'000;
//! Whoever shows a range asks for it with every beat: after so long without, nobody does.
constexpr qint64 inUseMs = 5'000;
//! For so long the values' time stays ahead of this machine's after the last value that was.
constexpr qint64 aheadKeptMs = 60'000;
//! Further ahead than this a value's time is its sender's own affair.
constexpr qint64 maxAheadMs = 24 * 3'600'000;

} // namespace

LiveChannels::LiveChannels(const Clock &clock, QObject *parent, qint64 maxBytes)
    : QObject(parent), m_clock(clock), m_maxBytes(maxBytes)
{
    m_beat.setSingleShot(true);
    m_beat.setInterval(beatMs);
    m_beat.callOnTimeout(this, &LiveChannels::beat);
    m_rest.setInterval(restMs);
    m_rest.callOnTimeout(this, &LiveChannels::tend);
}

void LiveChannels::watch(const QString &channel)
{
    if (Channel *watched = find(channel)) {
        ++watched->watchers;
        return;
    }
    ++m_waiting[channel];
    if (m_channels.size() < maxChannels)
        hear(channel);
}

void LiveChannels::hear(const QString &channel)
{
    m_channels[channel].watchers = m_waiting.take(channel);
    m_rest.start();
    subscribe(channel);
}

void LiveChannels::unwatch(const QString &channel)
{
    if (const auto waiting = m_waiting.find(channel); waiting != m_waiting.end()) {
        if (--*waiting == 0)
            m_waiting.erase(waiting);
        return;
    }
    Channel *watched = find(channel);
    if (!watched || --watched->watchers > 0)
        return;
    m_channels.remove(channel);
    if (m_channels.isEmpty())
        m_rest.stop();
    unsubscribe(channel);
    if (m_waiting.isEmpty())
        return;
    const QString next = m_waiting.firstKey(); // its place in the map goes
    hear(next);
}

int LiveChannels::watchers(const QString &channel) const
{
    const auto found = m_channels.constFind(channel);
    return found == m_channels.constEnd() ? 0 : found->watchers;
}

const ChannelHistory *LiveChannels::history(const QString &channel) const
{
    const auto found = m_channels.constFind(channel);
    return found == m_channels.constEnd() ? nullptr : &found->history;
}

QString LiveChannels::problem(const QString &channel) const
{
    const auto found = m_channels.constFind(channel);
    if (found == m_channels.constEnd())
        return tr("These are more channels than one connection hears");
    return found->problem;
}

bool LiveChannels::isHeard(const QString &channel) const
{
    const auto found = m_channels.constFind(channel);
    return found != m_channels.constEnd() && found->isHeard;
}

quint64 LiveChannels::revision(const QString &channel) const
{
    const auto found = m_channels.constFind(channel);
    return found == m_channels.constEnd() ? 0 : found->revision;
}

const QHash<QString, Spans> *LiveChannels::past(const QString &channel, qint64 key, qint64 from, qint64 until)
{
    Channel *watched = find(channel);
    if (!watched || !watched->isHeard)
        return nullptr;
    const qint64 steady = m_clock.steadyMs();
    auto &pasts = watched->pasts;
    if (!pasts.contains(key) && pasts.size() >= maxPasts) {
        const auto oldest = std::min_element(pasts.begin(), pasts.end(),
            [](const auto &a, const auto &b) { return a.second.usedAt < b.second.usedAt; });
        // One that is shown stays: what was given out points into it, and the two would ask in turn for ever.
        if (steady - oldest->second.usedAt < inUseMs)
            return nullptr;
        pasts.erase(oldest);
    }
    Past &past = pasts[key];
    past.usedAt = steady;
    const bool isElsewhere = past.from > from || past.until + freshMs < until;
    if (past.askedAt == 0 || steady - past.askedAt >= freshMs || (isElsewhere && past.hasCome)) {
        past.askedAt = std::max<qint64>(1, steady);
        past.from = from;
        past.until = until;
        askPast(channel, key, from, until);
    }
    return past.hasCome ? &past.spans : nullptr;
}

void LiveChannels::reachBack(const QString &channel, qint64 from)
{
    Channel *watched = find(channel);
    if (!watched || !watched->isHeard || watched->hasAskedMore || watched->history.completeFrom() <= from)
        return;
    watched->hasAskedMore = true;
    askMore(channel);
}

void LiveChannels::askPast(const QString &, qint64, qint64, qint64)
{}

qint64 LiveChannels::now() const
{
    return m_clock.wallMs() + m_ahead;
}

qint64 LiveChannels::bytes() const
{
    qint64 sum = 0;
    for (const Channel &each : m_channels)
        sum += heldBy(each);
    return sum;
}

qint64 LiveChannels::heldBy(const Channel &channel)
{
    qint64 sum = channel.history.bytes();
    for (const auto &[key, past] : channel.pasts) {
        for (const Spans &each : past.spans)
            sum += each.samples.size() * qint64(sizeof(Sample));
    }
    return sum;
}

void LiveChannels::tend()
{
    for (qint64 held = bytes(); held > m_maxBytes;) {
        const auto largest = std::max_element(m_channels.begin(), m_channels.end(),
            [](const Channel &a, const Channel &b) { return heldBy(a) < heldBy(b); });
        largest->pasts.clear();
        largest->history.shed();
        if (const qint64 now = bytes(); now == held)
            break; // nothing but the last values
        else
            held = now;
    }
    fallBack();
    beatSoon();
}

void LiveChannels::begin(const QString &channel, const QList<protocol::ChannelValue> &values, bool whole)
{
    Channel *watched = find(channel);
    if (!watched)
        return;
    watched->isHeard = true;
    watched->hasAskedMore = false;
    watched->problem.clear();
    if (!values.isEmpty())
        noteTime(values.last().at);
    watched->history.begin(values, whole, now());
    changed(*watched);
}

void LiveChannels::add(const QString &channel, const protocol::ChannelValue &value)
{
    Channel *watched = find(channel);
    if (!watched)
        return;
    noteTime(value.at);
    if (watched->history.add(value, now()))
        changed(*watched);
}

void LiveChannels::noteTime(qint64 at)
{
    const qint64 ahead = at - m_clock.wallMs();
    if (ahead >= maxAheadMs)
        return;
    m_aheadLately = std::max(m_aheadLately, ahead);
    m_ahead = std::max(m_ahead, ahead);
}

//! A clock may have been set, or one sender's was wrong; but the newest value is never in the future.
void LiveChannels::fallBack()
{
    if (m_clock.steadyMs() - m_aheadSince < aheadKeptMs)
        return;
    m_aheadSince = m_clock.steadyMs();
    m_ahead = std::exchange(m_aheadLately, 0);
    for (const Channel &each : std::as_const(m_channels))
        noteTime(each.history.lastAt());
}

void LiveChannels::extend(const QString &channel, const QList<protocol::ChannelValue> &values, bool whole)
{
    if (Channel *watched = find(channel)) {
        watched->history.extend(values, whole, now());
        changed(*watched);
    }
}

void LiveChannels::setPast(const QString &channel, qint64 key, const QHash<QString, Spans> &spans)
{
    Channel *watched = find(channel);
    const auto past = watched ? watched->pasts.find(key) : decltype(watched->pasts.end())();
    if (!watched || past == watched->pasts.end())
        return;
    past->second.spans = spans;
    past->second.hasCome = true;
    changed(*watched);
}

void LiveChannels::setProblem(const QString &channel, const QString &problem)
{
    if (Channel *watched = find(channel)) {
        watched->problem = problem;
        changed(*watched);
    }
}

void LiveChannels::forgetHeard()
{
    for (Channel &each : m_channels) {
        each.isHeard = false;
        for (auto &[key, past] : each.pasts)
            past.askedAt = 0;
    }
}

QStringList LiveChannels::watched() const
{
    return m_channels.keys();
}

LiveChannels::Channel *LiveChannels::find(const QString &channel)
{
    const auto found = m_channels.find(channel);
    return found == m_channels.end() ? nullptr : &*found;
}

void LiveChannels::changed(Channel &channel)
{
    ++channel.revision;
    beatSoon();
}

void LiveChannels::beatSoon()
{
    if (!m_beat.isActive())
        m_beat.start();
}

} // namespace hearth::app
