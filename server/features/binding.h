#pragma once

#include "server/hub/namespace.h"
#include "shared/protocol/text.h"

namespace hearth::server {

//! What an event's handler calls, once, with what the ack holds or why not.
template <protocol::WireEvent E>
using Answer = std::function<void(Result<typename E::Ack>)>;

//! RateLimited, saying when to try again.
[[nodiscard]] Error tooFast(qint64 waitMs);

//! A refusal: as the ack where one was asked for, else as the event `error`.
void refuse(Socket &socket, const Ack &ack, const Error &error);

//! Puts `handler(Socket &, const E &, Answer<E>)` behind the event's own name and decoding.
template <protocol::WireEvent E, class Handler>
void bind(Namespace &nsp, Handler handler)
{
    const auto entry = [handler](Socket &socket, const Arguments &arguments, const Ack &ack) {
        auto event = protocol::decodeArguments<E>(arguments.values, protocol::UnknownKeys::Refuse);
        if (!event)
            return refuse(socket, ack, event.error());
        const QPointer<Socket> guard(&socket);
        handler(socket, *event, Answer<E>([guard, ack](const Result<typename E::Ack> &result) {
            if (!guard)
                return;
            if (!result)
                return refuse(*guard, ack, result.error());
            if (ack)
                ack(Encoded::ofText(protocol::ackText(*result)));
        }));
    };
    nsp.onEvent(QString::fromLatin1(E::info.name), entry);
    if constexpr (requires { E::alias; })
        nsp.onEvent(QString::fromLatin1(E::alias), entry);
}

//! Sends an event to everybody in a Socket.IO room.
template <protocol::WireEvent E>
void emitTo(Namespace &nsp, const QString &room, const E &event, const Socket *except = nullptr)
{
    nsp.emitTo({room}, QString::fromLatin1(E::info.name), Encoded::ofText(protocol::argumentsText(event)),
        except ? Namespace::Rooms{except->id()} : Namespace::Rooms());
}

} // namespace hearth::server
