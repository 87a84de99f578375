#pragma once

#include "server/hub/encoded.h"
#include "server/hub/place.h"
#include "server/hub/recoverylog.h"

namespace hearth::server {

//! The other servers of a namespace: told of what it does to everybody's sockets, after it has done it to its
//! own (server/cluster/adapter.h).
class Peers
{
public:
    //! Answers, and how many of those who were asked gave none.
    using Collected = std::function<void(const QList<Arguments> &answers, int missing)>;

    virtual void emitted(
        const Audience &to, const QString &event, const Encoded &arguments, bool isVolatile) = 0;
    //! To everybody in the room, with its place: the others see to the order.
    virtual void placed(
        const QString &room, const QString &event, const Encoded &arguments, const Place &place) = 0;
    //! Asks everybody's sockets, this server's too.
    virtual void ask(const Audience &to, const QString &event, const Encoded &arguments, int timeoutMs,
        const Collected &collected) = 0;
    virtual void moved(const Audience &who, const QString &room, bool isJoin) = 0;
    virtual void disconnected(const Audience &who) = 0;
    //! A room got its first socket of this server, or lost its last one.
    virtual void roomBegan(const QString &room) = 0;
    virtual void roomEnded(const QString &room) = 0;
    //! What is said in a room is heard only while a socket of this server is in it: who is away misses it,
    //! and is not restored.
    [[nodiscard]] virtual bool hearsByRoom() const = 0;

protected:
    ~Peers() = default;
};

} // namespace hearth::server
