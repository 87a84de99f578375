#include "app/live/channelhistory.h"

#include "shared/base/strictjson.h"

#include <algorithm>

namespace hearth::app {

namespace {

template <class T>
void insertByTime(QList<T> &into, T item)
{
    // Nearly always the end: senders say the time now.
    const auto place = std::upper_bound(
        into.begin(), into.end(), item.at, [](qint64 at, const T &each) { return at < each.at; });
    into.insert(place, std::move(item));
}

qint64 idOf(const protocol::ChannelValue &value)
{
    return value.id.toLongLong();
}

QString textOf(const QJsonValue &value, qsizetype length)
{
    return (value.isString() ? value.toString() : QString::fromUtf8(toCompactJson(value))).left(length);
}

} // namespace

bool ChannelHistory::add(const protocol::ChannelValue &value, qint64 now)
{
    const qint64 id = idOf(value);
    if (id <= m_lastId)
        return false;
    take(value, id);
    trim(now);
    return true;
}

void ChannelHistory::begin(const QList<protocol::ChannelValue> &values, bool whole, qint64 now)
{
    const qint64 first = values.isEmpty() ? 0 : idOf(values.first());
    const qint64 last = values.isEmpty() ? 0 : idOf(values.last());
    const bool isForgotten = last < m_lastId;
    const bool hasGap = first > m_lastId && !whole;
    if (isForgotten || hasGap)
        forgetAll();
    const bool isNew = isEmpty();
    for (const protocol::ChannelValue &each : values) {
        if (const qint64 id = idOf(each); id > m_lastId)
            take(each, id);
    }
    if (isNew || whole)
        m_reach = whole || values.isEmpty() ? now - m_bounds.ageMs : values.first().at;
    trim(now);
}

void ChannelHistory::extend(const QList<protocol::ChannelValue> &values, bool whole, qint64 now)
{
    if (values.isEmpty())
        return;
    const qint64 oldest = m_firstId;
    const qint64 newest = m_lastId;
    // An answer from before a new begin: what lies between is not known.
    if (oldest > 0 && idOf(values.last()) < oldest)
        return;
    // What came by the socket meanwhile is newer than the answer, and stays.
    for (const protocol::ChannelValue &each : values) {
        const qint64 id = idOf(each);
        if (id > newest || id < oldest || oldest == 0)
            take(each, id);
    }
    m_reach = std::min(m_reach, whole ? now - m_bounds.ageMs : values.first().at);
    trim(now);
}

void ChannelHistory::take(const protocol::ChannelValue &value, qint64 id)
{
    m_firstId = m_firstId == 0 ? id : std::min(m_firstId, id);
    m_lastId = std::max(m_lastId, id);
    m_lastAt = std::max(m_lastAt, value.at);
    takeLine(value, id);
    for (const auto &[field, number] : numbersIn(value.data)) {
        if (field.toUtf8().size() > m_bounds.fieldBytes) {
            ++m_dropped;
            continue;
        }
        if (!m_readings.contains(field)) {
            if (m_fields.size() >= m_bounds.fields) {
                ++m_dropped;
                continue;
            }
            m_fields.append(field);
        }
        insertByTime(m_readings[field], Reading{value.at, number});
        ++m_count;
    }
}

void ChannelHistory::takeLine(const protocol::ChannelValue &value, qint64 id)
{
    SaidLine line{id, value.at, textOf(value.data, m_bounds.lineLength)};
    m_lineBytes += line.text.size() * qsizetype(sizeof(QChar));
    insertByTime(m_lines, std::move(line));
    if (m_lines.size() > m_bounds.lines)
        m_lineBytes -= m_lines.takeFirst().text.size() * qsizetype(sizeof(QChar));
}

void ChannelHistory::forgetAll()
{
    m_fields.clear();
    m_readings.clear();
    m_lines.clear();
    m_count = m_lineBytes = m_firstId = m_lastId = m_lastAt = m_reach = m_lostUntil = 0;
}

void ChannelHistory::trim(qint64 now)
{
    const qint64 since = now - m_bounds.ageMs;
    for (QList<Reading> &each : m_readings) {
        // The last one stays whatever its age: an old value is better than none.
        qsizetype old = 0;
        while (old + 1 < each.size() && (each.at(old).at < since || each.size() - old > m_bounds.points)) {
            m_dropped += each.at(old).at >= since;
            ++old;
        }
        lose(each, old);
    }
    while (bytes() > m_bounds.bytes && m_count > m_readings.size())
        shed();
}

void ChannelHistory::shed()
{
    for (QList<Reading> &each : m_readings) {
        const qsizetype gone = std::min(each.size() - 1, each.size() / 10 + 1);
        if (gone <= 0)
            continue;
        m_dropped += quint64(gone);
        lose(each, gone);
    }
}

//! For good: their ids count as known, so that no answer brings them back.
void ChannelHistory::lose(QList<Reading> &readings, qsizetype oldest)
{
    if (oldest == 0)
        return;
    m_lostUntil = std::max(m_lostUntil, readings.at(oldest - 1).at);
    m_count -= oldest;
    readings.remove(0, oldest);
}

qint64 ChannelHistory::completeFrom() const
{
    return m_lostUntil > 0 ? std::max(m_reach, m_lostUntil + 1) : m_reach;
}

const QList<Reading> *ChannelHistory::readings(const QString &field) const
{
    const auto found = m_readings.constFind(field);
    return found == m_readings.constEnd() ? nullptr : &*found;
}

qint64 ChannelHistory::bytes() const
{
    return m_count * qint64(sizeof(Reading)) + m_lineBytes;
}

} // namespace hearth::app
