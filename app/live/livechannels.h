#pragma once

#include "app/live/channelhistory.h"
#include "shared/base/clock.h"

#include <QMap>
#include <QObject>
#include <QTimer>

#include <map>

namespace hearth::app {

//! What channels hold, for those who look at them: memory alone. Where the values come from is another's part
//! (ChannelFeed: the session's socket).
class LiveChannels : public QObject
{
    Q_OBJECT

public:
    //! Between two beats, at least: nobody sees more.
    static constexpr int beatMs = 100;
    //! A beat without news: charts move, values grow old.
    static constexpr int restMs = 500;
    static constexpr int maxChannels = 200; //!< as many as the server lets a connection hear
    static constexpr int maxPasts = 8;      //!< ranges of one channel that are kept

    //! Of all that is held; the largest channel's oldest go first.
    static constexpr qint64 defaultBytes = 64 * 1024 * 1024;

    //! `clock` lives longer.
    explicit LiveChannels(const Clock &clock, QObject *parent = nullptr, qint64 maxBytes = defaultBytes);

    //! Counted: a channel is heard while somebody watches it. Beyond maxChannels it waits until another is
    //! watched by nobody.
    void watch(const QString &channel);
    void unwatch(const QString &channel);
    [[nodiscard]] int watchers(const QString &channel) const;

    //! Null where nobody watches it.
    [[nodiscard]] const ChannelHistory *history(const QString &channel) const;
    //! For people: why there is nothing of it; empty where all is well.
    [[nodiscard]] QString problem(const QString &channel) const;
    //! Whether its subscription has begun.
    [[nodiscard]] bool isHeard(const QString &channel) const;
    //! Another one whenever what is known of the channel has changed.
    [[nodiscard]] quint64 revision(const QString &channel) const;
    //! Its minutes or longer spans in [from, until], as far as they have come; asks for them where they are
    //! missing or old. `key` tells ranges that move on from one another: their length. Null: not yet, or
    //! maxPasts others are in use. What it gives stays until the event loop goes on.
    const QHash<QString, Spans> *past(const QString &channel, qint64 key, qint64 from, qint64 until);
    //! Asks for values in full, once, where the history is not complete since `from`.
    void reachBack(const QString &channel, qint64 from);

    //! The time of the values: this machine's clock, or later where values come with later times.
    [[nodiscard]] qint64 now() const;
    //! Of all channels.
    [[nodiscard]] qint64 bytes() const;

    // For who has the values.
    void begin(const QString &channel, const QList<protocol::ChannelValue> &values, bool whole);
    void add(const QString &channel, const protocol::ChannelValue &value);
    void extend(const QString &channel, const QList<protocol::ChannelValue> &values, bool whole);
    void setPast(const QString &channel, qint64 key, const QHash<QString, Spans> &spans);
    void setProblem(const QString &channel, const QString &problem);
    //! The session ended: what is here stays, and what comes next begins with a subscription.
    void forgetHeard();

Q_SIGNALS:
    //! Something may look different: values, or their age.
    void beat();

protected:
    //! The first watcher came, the last one went.
    virtual void subscribe(const QString &channel) { Q_UNUSED(channel) }
    virtual void unsubscribe(const QString &channel) { Q_UNUSED(channel) }
    virtual void askPast(const QString &channel, qint64 key, qint64 from, qint64 until);
    virtual void askMore(const QString &channel) { Q_UNUSED(channel) }
    [[nodiscard]] QStringList watched() const;

private:
    struct Past
    {
        QHash<QString, Spans> spans;
        qint64 from = 0; //!< what was asked for
        qint64 until = 0;
        qint64 askedAt = 0; //!< by the steady clock
        qint64 usedAt = 0;
        bool hasCome = false;
    };
    struct Channel
    {
        ChannelHistory history;
        std::map<qint64, Past> pasts;
        QString problem;
        quint64 revision = 0;
        int watchers = 0;
        bool isHeard = false;
        bool hasAskedMore = false;
    };
    Channel *find(const QString &channel);
    void hear(const QString &channel);
    void noteTime(qint64 at);
    void fallBack();
    void changed(Channel &channel);
    void beatSoon();
    void tend();
    [[nodiscard]] static qint64 heldBy(const Channel &channel);

    const Clock &m_clock;
    const qint64 m_maxBytes;
    QHash<QString, Channel> m_channels;
    QMap<QString, int> m_waiting; //!< watchers of those that are too many
    qint64 m_ahead = 0;           //!< ms by which values are later than this machine's clock
    qint64 m_aheadLately = 0;     //!< the same of those since m_aheadSince
    qint64 m_aheadSince = 0;      //!< by the steady clock
    QTimer m_beat;
    QTimer m_rest;
};

} // namespace hearth::app
