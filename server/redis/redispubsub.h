#pragma once

#include "server/redis/redissession.h"

#include <map>
#include <vector>

namespace hearth::server {

//! Publish and subscribe through Redis: bytes as they are, by topics that come back after each loss of the
//! connection. One connection publishes and asks, the other listens, as Redis wants it.
//!
//! What is published while Redis is away, or does not read for longer than the queue lasts, is dropped and
//! counted: whoever must not lose anything asks the database. Nothing here ever waits.
class RedisPubSub final : private RedisSession::Owner
{
public:
    enum class Kind {
        Channel,
        Pattern, //!< in Redis' own syntax; escaped() is a text that means itself
        Shard,   //!< a channel of Redis 7's sharded kind, which has to be named to publish(), too
    };
    //! The channel to which it was published, also where a pattern listens. The bytes are gone after the
    //! call.
    using Handler = std::function<void(QByteArrayView channel, QByteArrayView payload)>;
    //! Called with true each time that Redis is there and has confirmed all topics, and with false each time
    //! that one of the connections was lost after that: what was published meanwhile was missed.
    using Watcher = std::function<void(bool isThere)>;
    struct Figures
    {
        quint64 published = 0;
        quint64 received = 0;
        quint64 dropped = 0; //!< of what was to be published: no room, or no Redis
        quint64 refused = 0; //!< by Redis: what was published, and topics
        quint64 lost = 0;    //!< sent, and whether Redis has it is not known
        quint64 connects = 0;
        qint64 queuedBytes = 0;
        bool isUp = false;
        std::size_t awaited = 0; //!< answers that are still to come
    };

    RedisPubSub(Loop &loop, const RedisOptions &options);
    ~RedisPubSub();

    //! Options of an operator's URL; an error's sentence is for him. Reads the file that the URL names.
    [[nodiscard]] static Result<RedisOptions> optionsFor(const QString &url);

    //! `decided` is called once: both connections are there, or the first round led nowhere, for which its
    //! one line says why. It goes on trying, whichever it was.
    void start(std::function<void(Result<Done>)> decided);
    //! One handler a topic; it may end topics, its own too, and this object.
    void listen(Kind kind, const QByteArray &topic, Handler handler);
    void unlisten(Kind kind, const QByteArray &topic);
    void publish(Kind kind, const QByteArray &channel, QByteArrayView payload);
    void publish(const QByteArray &channel, QByteArrayView payload)
    {
        publish(Kind::Channel, channel, payload);
    }
    //! Who listens to the channel on any server; nothing where Redis did not answer.
    void countListeners(
        Kind kind, const QByteArray &channel, const std::function<void(std::optional<int>)> &counted);

    //! Any command, by the connection that publishes; its answers are in its order. false: dropped and
    //! counted, and `answered` is not called.
    bool ask(const QByteArray &command, RedisSession::Answered answered)
    {
        return m_publishing.send(command, std::move(answered));
    }
    //! Until the object that it returns goes; called at once where Redis is there and has confirmed all
    //! topics. It may not end this object.
    [[nodiscard]] std::shared_ptr<void> watch(Watcher watcher);

    [[nodiscard]] bool isUp() const { return m_publishing.isSignedIn() && m_listening.isSignedIn(); }
    //! Redis has confirmed all topics.
    [[nodiscard]] bool isSettled() const { return isUp() && m_unconfirmed == 0; }
    //! Redis has confirmed this one, and counts us among its listeners.
    [[nodiscard]] bool hears(Kind kind, const QByteArray &topic) const;
    [[nodiscard]] Figures figures() const;
    [[nodiscard]] static QByteArray escaped(QByteArrayView text);

private:
    using Topic = std::pair<Kind, QByteArray>;

    void signedIn(RedisSession &session) override;
    void isAway(RedisSession &session, const RedisSession::Trouble &trouble) override;
    bool pushed(const redisReply &reply) override;
    void subscribe(const Topic &topic);
    void tell(QByteArrayView word, const Topic &topic, const std::function<void()> &confirmed = {});
    void refused(const QString &what, const redisReply &reply);
    void deliver(const Topic &topic, const redisReply &channel, const redisReply &payload);
    void decide(Result<Done> outcome);
    //! Those who were last told otherwise.
    void tellWatchers(bool isThere);

    struct Watch
    {
        Watcher watcher;
        bool isThere = false; //!< as it was last told
    };
    struct Listener
    {
        std::shared_ptr<Handler> handler;
        bool isHeard = false; //!< confirmed on this connection
    };

    std::map<Topic, Listener> m_topics;
    std::function<void(Result<Done>)> m_decided;
    int m_unconfirmed = 0;
    bool m_wasUp = false;
    std::vector<std::weak_ptr<Watch>> m_watches;
    QString m_saidRefusal;  //!< of this absence
    QSet<QString> m_saidNo; //!< what Redis refused, said once an absence
    quint64 m_refused = 0;
    quint64 m_published = 0;
    quint64 m_received = 0;
    RedisSession m_publishing;
    RedisSession m_listening;
};

} // namespace hearth::server
