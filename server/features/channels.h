#pragma once

#include "server/broker/broker.h"
#include "server/features/channelnews.h"
#include "server/features/ratelimit.h"
#include "server/features/services.h"
#include "server/series/pointhistory.h"

#include <QHash>
#include <QTimer>

namespace hearth::server {

//! Who publishes: what is counted and bounded is a person's.
struct Publisher
{
    //! Who it is now, where they may publish to the channel still.
    using Ask = std::function<Result<protocol::User>(Database &, const QString &channel)>;

    QString userId; //!< empty: the server itself
    Ask ask = {};   //!< nothing for the server itself
};

//! Every channel: takes values, keeps the last hour of each in memory, and tells of each new one once it is
//! on disk. Whether somebody may is asked of the publisher, within the transaction that it is about, so that
//! nothing changes in between (channelaccess.h).
class Channels : public QObject
{
    Q_OBJECT

public:
    Channels(const Services &services, Broker &broker);

    //! What was stored, before anybody listens. On the thread that owns this, with a connection of its own.
    [[nodiscard]] Result<Done> load(Database &db);

    using Published = std::function<void(Result<Point>)>;
    //! The answer, the last of the points, comes once they are on disk.
    void publish(const Publisher &publisher, const QString &channel, const QList<NewPoint> &points,
        const Published &answer = {});
    //! With all it holds. Forbidden where the person has not made it and does not run the server; NotFound.
    void remove(
        const Publisher &publisher, const QString &channel, const std::function<void(Result<Done>)> &answer);

    //! What another server stored, and nothing else has brought.
    void heard(const ChannelNews &news) { take(news); }
    //! It was removed, here or by another server.
    void forget(const QString &channel);

    [[nodiscard]] bool has(const QString &channel) const { return m_histories.contains(channel); }
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] std::optional<Point> lastOf(const QString &channel) const;
    //! The newest of the last hour, the oldest first, so many that they fit into a portion.
    [[nodiscard]] QList<Point> recent(const QString &channel, qsizetype limit) const;
    //! Some of those from `at` on, evenly, the newest among them, the oldest first. An old value where there
    //! is no other.
    [[nodiscard]] QList<Point> sampled(
        const QString &channel, qint64 at, qsizetype limit, qint64 bytes) const;
    //! The first of those after a position; nothing where some of them may have been forgotten.
    [[nodiscard]] std::optional<QList<Point>> after(const QString &channel, qint64 id, qsizetype limit) const;
    //! What a subscription begins with, the arguments of `channel:initial`: hardly more than a portion.
    [[nodiscard]] QByteArray initial(const QString &channel) const;
    //! Bytes that are queued for a reader at once. Then it is looked whether it reads: over
    //! Limits::sendQueueBytes it is closed.
    [[nodiscard]] qint64 portion() const;
    //! The highest id that was told.
    [[nodiscard]] qint64 position() const { return m_position; }

    [[nodiscard]] quint64 published() const { return m_published; }
    [[nodiscard]] quint64 refused() const { return m_rate.refused() + m_refused; }
    //! Buckets beyond Limits::fieldsPerChannel.
    [[nodiscard]] quint64 leftOut() const { return m_leftOut; }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

Q_SIGNALS:
    //! In the order of the ids, each once.
    void updated(const ChannelNews &news);
    void removed(const QString &channel);

private:
    void store(const Publisher &publisher, const QString &channel, const QList<NewPoint> &points,
        const Published &answer);
    void take(const ChannelNews &news);
    //! The database and another server may both bring it. What may have been forgotten is not held.
    [[nodiscard]] bool holds(const ChannelNews &news) const;
    //! One more channel, or more of one that is there.
    [[nodiscard]] bool hasRoomFor(const QString &channel) const;
    PointHistory &historyOf(const QString &channel);
    void add(const QString &channel, const Point &point);
    void tend();
    //! In steps, one after the other; nothing where they are under way.
    void rollUp();
    void rollUpStep();

    Services m_services;
    Broker &m_broker;
    Broker::Subscription m_subscription;
    Broker::Subscription m_removals;
    RateLimit m_rate;
    QHash<QString, PointHistory> m_histories;
    bool m_isRollingUp = false;
    qint64 m_bytes = 0; //!< of all histories
    qint64 m_position = 0;
    quint64 m_published = 0;
    quint64 m_leftOut = 0;
    quint64 m_refused = 0;
    QTimer m_tending;
};

} // namespace hearth::server
