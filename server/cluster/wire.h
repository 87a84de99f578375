#pragma once

#include "server/cluster/messages.h"
#include "shared/base/result.h"

#include <memory>

namespace hearth::server::cluster {

//! How messages look on Redis: which channels, which bytes. Pure; one for each namespace of each server.
class Wire
{
public:
    enum class Kind {
        Classic, //!< createAdapter() of `@socket.io/redis-adapter` 8.3, and `@socket.io/redis-emitter`
        Sharded, //!< its createShardedAdapter()
    };
    struct Names
    {
        QByteArray prefix = "socket.io"; //!< what the adapters call `key` and `channelPrefix`
        QString nsp = QStringLiteral("/");
        QString uid; //!< this server's
    };
    struct Outgoing
    {
        QByteArray channel;
        QByteArray payload;
        bool operator==(const Outgoing &) const = default;
    };

    [[nodiscard]] static std::unique_ptr<Wire> make(Kind kind, Names names, const Bounds &bounds = {});
    virtual ~Wire() = default;

    //! What came on one of these channels; an error for what is malformed.
    [[nodiscard]] virtual Result<Message> decode(QByteArrayView channel, QByteArrayView payload) const = 0;
    //! Whether it is sure to be what this server said itself, without a look at all of it.
    [[nodiscard]] virtual bool isOwn(QByteArrayView payload) const = 0;
    //! `asker`: whose request this answers.
    [[nodiscard]] virtual Outgoing encode(const Content &content, const QString &asker = {}) const = 0;
    //! Of everybody, on which each server listens, so that its listeners are the servers.
    [[nodiscard]] virtual QByteArray commonChannel() const = 0;
    //! Those to listen to at all times.
    [[nodiscard]] virtual QList<QByteArray> channels() const = 0;
    //! What the names of others begin with that are to be listened to; empty: none.
    [[nodiscard]] virtual QByteArray channelPrefix() const { return {}; }
    //! To listen to while a socket of this server is in the room; empty: none.
    [[nodiscard]] virtual QByteArray roomChannel(const QString &) const { return {}; }
    //! By Redis' sharded channels.
    [[nodiscard]] virtual bool isSharded() const { return false; }

    [[nodiscard]] const Names &names() const { return m_names; }

protected:
    Wire(Names names, const Bounds &bounds) : m_names(std::move(names)), m_bounds(bounds) {}

    Names m_names;
    Bounds m_bounds;
};

//! Published as MessagePack `[uid, {type:2, data, nsp}, {rooms, except, flags}]` on `prefix#nsp#`, or
//! `prefix#nsp#room#` where it is for one room. Requests and answers are JSON objects with a numbered `type`,
//! but for questions to clients and their answers, which may hold bytes and are MessagePack.
class ClassicWire final : public Wire
{
public:
    ClassicWire(Names names, const Bounds &bounds);
    [[nodiscard]] bool isOwn(QByteArrayView payload) const override { return payload.startsWith(m_ownBegin); }
    [[nodiscard]] Result<Message> decode(QByteArrayView channel, QByteArrayView payload) const override;
    [[nodiscard]] Outgoing encode(const Content &content, const QString &asker = {}) const override;
    [[nodiscard]] QByteArray commonChannel() const override { return requestChannel(); }
    [[nodiscard]] QList<QByteArray> channels() const override
    {
        return {requestChannel(), responseChannel(), ownResponseChannel()};
    }
    [[nodiscard]] QByteArray channelPrefix() const override { return broadcastChannel(); }
    [[nodiscard]] QByteArray broadcastChannel() const { return channel(""); }
    [[nodiscard]] QByteArray requestChannel() const { return channel("-request"); }
    [[nodiscard]] QByteArray responseChannel() const { return channel("-response"); }
    //! To whom servers answer that are told `publishOnSpecificResponseChannel`.
    [[nodiscard]] QByteArray ownResponseChannel() const
    {
        return responseChannel() + m_names.uid.toUtf8() + '#';
    }

private:
    [[nodiscard]] QByteArray channel(const char *part) const
    {
        return m_names.prefix + part + '#' + m_names.nsp.toUtf8() + '#';
    }
    [[nodiscard]] Result<Message> decodeBroadcast(QByteArrayView payload) const;
    [[nodiscard]] Result<Message> decodeRequest(QByteArrayView payload) const;
    [[nodiscard]] Result<Message> decodeResponse(QByteArrayView payload) const;

    QByteArray m_ownBegin; //!< of a broadcast
};

//! An object `{type, data, uid, nsp}` each, JSON, or MessagePack where there are bytes in it; by Redis'
//! sharded channels.
class ShardedWire final : public Wire
{
public:
    ShardedWire(Names names, const Bounds &bounds) : Wire(std::move(names), bounds) {}
    //! It says so at its end.
    [[nodiscard]] bool isOwn(QByteArrayView) const override { return false; }
    [[nodiscard]] Result<Message> decode(QByteArrayView channel, QByteArrayView payload) const override;
    [[nodiscard]] Outgoing encode(const Content &content, const QString &asker = {}) const override;
    [[nodiscard]] QByteArray commonChannel() const override
    {
        return m_names.prefix + '#' + m_names.nsp.toUtf8() + '#';
    }
    [[nodiscard]] QList<QByteArray> channels() const override
    {
        return {commonChannel(), channelOf(m_names.uid)};
    }
    //! A socket's own room has one, too: our ids are longer than Node's, which takes them for a room like
    //! any other.
    [[nodiscard]] QByteArray roomChannel(const QString &room) const override { return channelOf(room); }
    [[nodiscard]] bool isSharded() const override { return true; }
    //! Of one server, for answers, or of one room.
    [[nodiscard]] QByteArray channelOf(const QString &name) const
    {
        return commonChannel() + name.toUtf8() + '#';
    }
};

} // namespace hearth::server::cluster
