#pragma once

#include "shared/base/result.h"
#include "shared/socketio/packet.h"

namespace hearth::socketio {

//! An EVENT in the namespace `/` as it came: its arguments are JSON text, with commas between. The views live
//! as long as the message.
struct PlainEvent
{
    QByteArrayView name;
    std::optional<qint64> id;
    QByteArrayView items;
};

//! Puts packets together from Engine.IO messages; keeps at most one unfinished binary packet. An error is
//! final for the connection: the peer does not speak the protocol.
class Decoder
{
public:
    struct Bounds
    {
        int attachments = 10;
        int depth = 32;
    };

    explicit Decoder(Bounds bounds) : m_bounds(bounds) {}
    Decoder() : Decoder(Bounds{}) {}

    //! A packet when this message completes one, nullopt while attachments are awaited. InvalidRequest for
    //! anything that the protocol does not allow: an unknown type, a bad or huge count of attachments
    //! (`450-`, `459999999-`), data of the wrong JSON type, an EVENT without a name, an ACK without an id, a
    //! reserved name (`connect`, `disconnect`, …), text in place of an attachment, placeholders that do not
    //! match the attachments.
    [[nodiscard]] Result<std::optional<Packet>> addText(QByteArrayView text);
    //! The same of what comes all the time, without a tree of values; nothing where addText() has to judge.
    [[nodiscard]] std::optional<PlainEvent> plainEvent(QByteArrayView text) const;
    [[nodiscard]] Result<std::optional<Packet>> addBinary(const QByteArray &bytes);

private:
    Bounds m_bounds;
    std::optional<Packet> m_pending;
    int m_awaited = 0;
};

//! Names that the clients keep for themselves: as events they would forge the connection's own life cycle.
[[nodiscard]] bool isReserved(const QString &event);

} // namespace hearth::socketio
