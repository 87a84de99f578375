#pragma once

#include "server/cluster/wire.h"
#include "server/hub/namespace.h"
#include "server/redis/redispubsub.h"

#include <map>

namespace hearth::server::cluster {

class Request;

//! One namespace on several servers, ours or Node's, by Redis: publishes what the namespace does to
//! everybody's sockets, does to its own what the others publish, and asks them and answers.
//!
//! Redis may lose what it carries, and nothing here waits for it: a request that is not answered by all in
//! time is answered with what came. What is malformed is dropped and counted.
class Adapter final : public Peers
{
public:
    struct Options
    {
        Wire::Kind kind = Wire::Kind::Classic;
        QByteArray prefix = "socket.io";
        int requestMs = 5'000;   //!< for the other servers' answers
        int marginMs = 200;      //!< on top, since a client's own time ends at its own server
        int maxRequests = 1'000; //!< that wait for them, and of theirs that wait for our clients
        qint64 answerBytes = 16 * 1024 * 1024; //!< of all answers to one request; more is not taken
        Bounds bounds;
    };
    struct Figures
    {
        quint64 malformed = 0;
        quint64 delivered = 0;  //!< broadcasts of others
        quint64 requests = 0;   //!< of others
        quint64 unanswered = 0; //!< requests of ours that not all have answered in time
        quint64 refused = 0;    //!< ours and theirs, beyond maxRequests of either
    };
    template <class T>
    using Then = std::function<void(const Result<T> &)>;

    //! Both live longer. The namespace is told that it has peers.
    Adapter(Namespace &nsp, RedisPubSub &redis, const Options &options);
    ~Adapter();
    Adapter(const Adapter &) = delete;
    Adapter &operator=(const Adapter &) = delete;

    //! What other servers may learn of a socket of ours, beside its id and its rooms.
    void setData(std::function<QJsonValue(const Socket &)> data) { m_data = std::move(data); }
    //! An event of another server to this one. The ack is false as a bool where nobody waits for it.
    void onServerEvent(std::function<void(const Event &, const Ack &)> handler)
    {
        m_onServerEvent = std::move(handler);
    }

    //! The sockets of all servers. RequestTimeout where not all servers have answered.
    void fetchSockets(const Audience &who, const Then<QList<RemoteSocket>> &then);
    //! Of all servers; of this one alone where the wire knows no such question (sharded).
    void allRooms(const Then<QStringList> &then);
    //! To the other servers.
    void serverSideEmit(const Event &event);
    //! With the answers of all others, and how many are missing.
    void serverSideEmit(const Event &event, const Collected &collected);

    [[nodiscard]] const Figures &figures() const { return m_figures; }
    [[nodiscard]] const Wire &wire() const { return *m_wire; }

    void emitted(
        const Audience &to, const QString &event, const Encoded &arguments, bool isVolatile) override;
    void placed(
        const QString &room, const QString &event, const Encoded &arguments, const Place &place) override;
    void ask(const Audience &to, const QString &event, const Encoded &arguments, int timeoutMs,
        const Collected &collected) override;
    void moved(const Audience &who, const QString &room, bool isJoin) override;
    void disconnected(const Audience &who) override;
    void roomBegan(const QString &room) override;
    void roomEnded(const QString &room) override;
    [[nodiscard]] bool hearsByRoom() const override;

private:
    [[nodiscard]] RedisPubSub::Handler receiver();
    void publish(const Content &content, const QString &asker = {});
    void received(QByteArrayView channel, QByteArrayView payload);

    //! Of another server; what is not for us is passed over.
    void take(const QString &, const Ignored &) {}
    void take(const QString &uid, const Broadcast &broadcast);
    void take(const QString &uid, const Question &question);
    void take(const QString &uid, const Move &move);
    void take(const QString &uid, const Disconnect &disconnect);
    void take(const QString &uid, const Fetch &fetch);
    void take(const QString &uid, const ListRooms &list);
    void take(const QString &uid, const ServerEvent &event);
    template <class Answer>
    void take(const QString &uid, const Answer &answer);

    [[nodiscard]] QList<RemoteSocket> ownSockets(const Audience &who) const;
    //! Publishes the request, counts the servers and waits; false: too many wait already.
    [[nodiscard]] bool begin(
        const QString &id, std::unique_ptr<Request> request, int timeoutMs, const Content &content);
    void progressed(const QString &id);
    void finish(const QString &id);

    struct Waiting
    {
        std::unique_ptr<Request> request;
        std::unique_ptr<Timer> timer;
        bool isCutOff = false; //!< Redis did not say who there is
        qint64 bytes = 0;      //!< of the answers
    };

    Namespace &m_nsp;
    RedisPubSub &m_redis;
    Options m_options;
    std::unique_ptr<Wire> m_wire;
    const RedisPubSub::Kind m_kind;                                 //!< of what is published
    std::vector<std::pair<RedisPubSub::Kind, QByteArray>> m_topics; //!< but for those of rooms
    std::function<QJsonValue(const Socket &)> m_data;
    std::function<void(const Event &, const Ack &)> m_onServerEvent;
    std::map<QString, Waiting> m_waiting; //!< by the request's number
    Figures m_figures;
    int m_asking = 0;    //!< questions of theirs that wait for our clients
    qint64 m_taking = 0; //!< bytes of the message that is being taken
    std::shared_ptr<bool> m_isAlive = std::make_shared<bool>(); //!< for answers that come later
};

} // namespace hearth::server::cluster
