#pragma once

#include "app/live/samples.h"
#include "shared/protocol/events/channels.h"

#include <QHash>
#include <QStringList>

namespace hearth::app {

//! A value as it was said, for those who read it.
struct SaidLine
{
    qint64 id = 0;
    qint64 at = 0;
    QString text; //!< a string as it is, all else as JSON; cut where it is long
    bool operator==(const SaidLine &) const = default;
};

//! What one channel has said of late: its numbers by field, and its last values as text. In the order of
//! their times, which need not be that of their arrival. Bounded by number, bytes and age, and counted.
class ChannelHistory
{
public:
    struct Bounds
    {
        qsizetype points = 36'000; //!< of a field: 10 a second for an hour
        qint64 bytes = 4 * 1024 * 1024;
        qint64 ageMs = 3'600'000;
        qsizetype fields = 64;      //!< as many as the server draws
        qsizetype fieldBytes = 256; //!< as a panel can name it
        qsizetype lines = 200;
        qsizetype lineLength = 1'000;
        bool operator==(const Bounds &) const = default;
    };

    ChannelHistory() = default;
    explicit ChannelHistory(const Bounds &bounds) : m_bounds(bounds) {}

    //! Ids only grow: one that is not higher than the last is known, and left out (false).
    bool add(const protocol::ChannelValue &value, qint64 now);
    //! What a subscription begins with. `whole`: there is nothing before it in the last hour. Where something
    //! may be missing between what is here and it, or the server no longer knows what is here, begins anew.
    void begin(const QList<protocol::ChannelValue> &values, bool whole, qint64 now);
    //! More of the same, which goes further back.
    void extend(const QList<protocol::ChannelValue> &values, bool whole, qint64 now);
    void trim(qint64 now);
    //! Forgets the oldest tenth of each field: memory is short.
    void shed();

    [[nodiscard]] const QStringList &fields() const { return m_fields; } //!< in the order in which they came
    [[nodiscard]] const QList<Reading> *readings(const QString &field) const;
    [[nodiscard]] const QList<SaidLine> &lines() const { return m_lines; }
    //! From here on nothing is missing.
    [[nodiscard]] qint64 completeFrom() const;
    [[nodiscard]] qint64 lastId() const { return m_lastId; }
    [[nodiscard]] qint64 lastAt() const { return m_lastAt; }
    [[nodiscard]] bool isEmpty() const { return m_lastId == 0; }
    [[nodiscard]] qint64 bytes() const;
    //! Left out for a bound other than age.
    [[nodiscard]] quint64 dropped() const { return m_dropped; }

private:
    void take(const protocol::ChannelValue &value, qint64 id);
    void takeLine(const protocol::ChannelValue &value, qint64 id);
    void forgetAll();
    void lose(QList<Reading> &readings, qsizetype oldest);

    Bounds m_bounds;
    QStringList m_fields;
    QHash<QString, QList<Reading>> m_readings;
    QList<SaidLine> m_lines;
    qint64 m_count = 0; //!< of all readings
    qint64 m_lineBytes = 0;
    qint64 m_firstId = 0; //!< the lowest that was taken
    qint64 m_lastId = 0;
    qint64 m_lastAt = 0;
    qint64 m_reach = 0;     //!< from here on everything was taken
    qint64 m_lostUntil = 0; //!< and until here something of it was lost again; 0: nothing
    quint64 m_dropped = 0;
};

} // namespace hearth::app
