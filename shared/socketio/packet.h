#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <optional>

//! Socket.IO protocol, revision 5: https://socket.io/docs/v4/socket-io-protocol/
namespace hearth::socketio {

enum class PacketType : char {
    Connect = '0',
    Disconnect = '1',
    Event = '2',
    Ack = '3',
    ConnectError = '4',
    BinaryEvent = '5',
    BinaryAck = '6',
};

//! One packet. `data` is an object for Connect and ConnectError, an array for Event and Ack (an event's name
//! first). For the binary types each attachment stands in data as `{"_placeholder":true,"num":n}`.
struct Packet
{
    PacketType type = PacketType::Event;
    QString nsp = QStringLiteral("/");
    std::optional<qint64> id;
    QJsonValue data = QJsonValue::Undefined;
    QList<QByteArray> attachments;
    bool operator==(const Packet &) const = default;
};

//! The text of the packet's first Engine.IO message; the attachments follow as binary messages, in order.
[[nodiscard]] QByteArray encode(const Packet &packet);
//! What stands in that text before the data.
[[nodiscard]] QByteArray encodeHead(
    PacketType type, const QString &nsp, std::optional<qint64> id, qsizetype attachments);

} // namespace hearth::socketio
