#include "server/engine/session.h"

#include "shared/base/ids.h"
#include "shared/engineio/handshake.h"

namespace hearth::server {

using engineio::Packet;
using engineio::PacketType;

Session::Session(Transport *transport, const Options &options, QObject *parent)
    : QObject(parent), m_transport(transport), m_id(newId(IdKind::Session)), m_options(options)
{
    transport->setParent(this);
    connect(transport, &Transport::textReceived, this, &Session::receive);
    connect(transport, &Transport::binaryReceived, this, &Session::binaryReceived);
    connect(transport, &Transport::closed, this, [this](quint16 code) {
        m_timer.stop();
        Q_EMIT closed(code);
        deleteLater();
    });
    // A coarse timer may be 5 % late: at 25 s that is over a second.
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Session::ping);
    const QByteArray handshake = engineio::encodeHandshake(
        {m_id, {}, options.pingIntervalMs, options.pingTimeoutMs, options.maxPayload});
    send(textFrame(engineio::encodeText({PacketType::Open, handshake, false})));
    m_timer.start(m_options.pingIntervalMs);
}

Frame Session::messageFrame(QByteArrayView text)
{
    return textFrame(static_cast<char>(PacketType::Message) + text.toByteArray());
}

void Session::ping()
{
    if (m_awaitsPong)
        return close(CloseCode::HeartbeatTimeout);
    m_awaitsPong = true;
    static const Frame frame = textFrame(engineio::encodeText({PacketType::Ping, {}, false}));
    send(frame);
    m_timer.start(m_options.pingTimeoutMs);
}

void Session::receive(const QByteArray &frame)
{
    const auto packet = engineio::decodeText(frame);
    const PacketType type = packet ? packet->type : PacketType::Open;
    switch (type) {
    case PacketType::Message:
        Q_EMIT textReceived(packet->data);
        return;
    case PacketType::Pong:
        if (m_awaitsPong) {
            m_awaitsPong = false;
            m_timer.start(m_options.pingIntervalMs);
        }
        return;
    case PacketType::Close:
        return close(CloseCode::Normal);
    case PacketType::Noop:
        return;
    default:
        // OPEN and PING are the server's to send, UPGRADE belongs to polling.
        return close(CloseCode::TransportError);
    }
}

} // namespace hearth::server
