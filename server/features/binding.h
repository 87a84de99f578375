#pragma once

#include "server/hub/namespace.h"
#include "shared/base/strictjson.h"
#include "shared/protocol/quick.h"
#include "shared/protocol/text.h"

namespace hearth::server {

//! As it stands on the wire; made once.
template <protocol::WireEvent E>
[[nodiscard]] const QString &eventName()
{
    static const QString name = QString::fromLatin1(E::info.name);
    return name;
}

//! What an event's handler calls, once, with what the ack holds or why not.
template <protocol::WireEvent E>
using Answer = std::function<void(Result<typename E::Ack>)>;

//! RateLimited, saying when to try again.
[[nodiscard]] Error tooFast(qint64 waitMs);

//! A refusal: as the ack where one was asked for, else as the event `error`.
void refuse(Socket &socket, const Ack &ack, const Error &error);

//! The answer that goes to whoever sent the event, if they are still there.
template <protocol::WireEvent E>
Answer<E> answerTo(Socket &socket, const Ack &ack)
{
    return [guard = QPointer<Socket>(&socket), ack](const Result<typename E::Ack> &result) {
        if (!guard)
            return;
        if (!result)
            return refuse(*guard, ack, result.error());
        if (ack)
            ack(Encoded::ofText(protocol::ackText(*result)));
    };
}

//! Puts `handler(Socket &, const E &, Answer<E>)` behind the event's own name and decoding.
template <protocol::WireEvent E, class Handler>
void bind(Namespace &nsp, Handler handler)
{
    const auto entry = [handler](Socket &socket, const Arguments &arguments, const Ack &ack) {
        const auto event = protocol::decodeArguments<E>(arguments.values, protocol::UnknownKeys::Refuse);
        if (!event)
            return refuse(socket, ack, event.error());
        handler(socket, *event, answerTo<E>(socket, ack));
    };
    const auto plainEntry = [handler](Socket &socket, QByteArrayView items, const Ack &ack) {
        const auto event = protocol::quickArguments<E>(items);
        if (event)
            handler(socket, *event, answerTo<E>(socket, ack));
        return event.has_value();
    };
    nsp.onEvent(eventName<E>(), entry, plainEntry);
    if constexpr (requires { E::alias; })
        nsp.onEvent(QString::fromLatin1(E::alias), entry, plainEntry);
}

//! Sends an event to everybody in a Socket.IO room.
template <protocol::WireEvent E>
void emitTo(Namespace &nsp, const QString &room, const E &event, const Socket *except = nullptr)
{
    nsp.emitToRoom(room, eventName<E>(), Encoded::ofText(protocol::argumentsText(event)), except);
}

//! The same to those of this server alone: what each server learns by itself, or has been told for its own.
template <protocol::WireEvent E>
void emitHere(Namespace &nsp, const QString &room, const E &event, const QSet<QString> &except = {})
{
    nsp.deliver({{room}, except}, eventName<E>(), Encoded::ofText(protocol::argumentsText(event)));
}

//! The same to those of the other servers alone, with its place.
template <protocol::WireEvent E>
void tellPeers(Namespace &nsp, const QString &room, const E &event, const Place &place)
{
    if (nsp.hasPeers())
        nsp.tellPeers(room, eventName<E>(), Encoded::ofText(protocol::argumentsText(event)), place);
}

//! What another server of ours has said; nothing where it is not that.
template <protocol::WireEvent E>
[[nodiscard]] std::optional<E> saidBy(const Encoded &arguments)
{
    if (auto event = protocol::quickArguments<E>(arguments.items))
        return event;
    const auto json = parseStrictJson('[' + arguments.items + ']');
    const auto event = json ? protocol::decodeArguments<E>(json->toArray(), protocol::UnknownKeys::Skip)
                            : Result<E>(json.error());
    return event ? std::optional(*event) : std::nullopt;
}

//! What servers tell each other with a place (hub/place.h), and what its position is.
enum Track {
    MessagesTrack = 1,  //!< a room's: the message's seq
    ChangesTrack,       //!< a room's: the changeSeq
    NotificationsTrack, //!< a person's: the notification's position, which grows with holes
    ClearedTrack,       //!< a person's: in no order, always 1
    TypingTrack,        //!< a room's: in no order, always 1
};

} // namespace hearth::server
