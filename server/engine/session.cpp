#include "server/engine/session.h"

#include "shared/engineio/handshake.h"

namespace hearth::server {

using engineio::PacketType;

namespace {

Frame frameOf(PacketType type, const QByteArray &data = {})
{
    return textFrame(engineio::encodeText({type, data, false}));
}

} // namespace

Session::Session(
    Loop &loop, QString id, std::unique_ptr<Transport> transport, const Options &options, Ended ended)
    : m_loop(loop)
    , m_id(std::move(id))
    , m_transport(std::move(transport))
    , m_ended(std::move(ended))
    , m_options(options)
    , m_timer(loop.timers(), [this] { heartbeat(); })
{
    m_transport->setHandler(this);
}

Session::~Session() = default;

void Session::open(Handler *handler, bool offersUpgrade)
{
    m_handler = handler;
    const QStringList upgrades = offersUpgrade ? QStringList{QStringLiteral("websocket")} : QStringList();
    send(frameOf(PacketType::Open, engineio::encodeHandshake({m_id, upgrades, m_options.pingIntervalMs,
                                       m_options.pingTimeoutMs, m_options.maxPayload})));
    m_timer.start(m_options.pingIntervalMs);
}

Frame Session::messageFrame(const Pieces &text)
{
    constexpr char type = char(PacketType::Message);
    return textFrame({QByteArrayView(&type, 1), text[0], text[1], text[2], text[3]});
}

bool Session::sendVolatile(const Frame &frame)
{
    const bool isTaken = m_transport->isWritable();
    if (isTaken)
        send(frame);
    return isTaken;
}

PollingTransport *Session::polling() const
{
    return dynamic_cast<PollingTransport *>(m_transport.get());
}

void Session::heartbeat()
{
    if (m_awaitsPong)
        return close(CloseCode::HeartbeatTimeout);
    m_awaitsPong = true;
    static const Frame ping = frameOf(PacketType::Ping);
    send(ping);
    m_timer.start(m_options.pingTimeoutMs);
}

void Session::packetReceived(Transport &from, QByteArrayView packet)
{
    if (&from == m_probe.get())
        return probeReceived(packet);
    const char type = packet.isEmpty() ? '\0' : packet.front();
    switch (PacketType(type)) {
    case PacketType::Message:
        if (m_handler)
            m_handler->messageReceived(packet.sliced(1));
        return;
    case PacketType::Pong:
        if (std::exchange(m_awaitsPong, false))
            m_timer.start(m_options.pingIntervalMs);
        return;
    case PacketType::Close:
        return close(CloseCode::Normal);
    case PacketType::Noop:
        return;
    default:
        // OPEN and PING are the server's to send, UPGRADE belongs to a probe.
        return close(CloseCode::TransportError);
    }
}

void Session::binaryReceived(Transport &from, QByteArrayView data)
{
    if (&from == m_probe.get())
        return dropProbe(false);
    if (m_handler)
        m_handler->binaryReceived(data);
}

bool Session::probe(std::unique_ptr<Transport> webSocket)
{
    if (m_probe || !polling()) {
        webSocket->close(CloseCode::TransportError);
        m_loop.retire(std::move(webSocket));
        return false;
    }
    m_probe = std::move(webSocket);
    m_probe->setHandler(this);
    m_isProbed = false;
    m_upgradeTimer = std::make_unique<Timer>(m_loop.timers(), [this] { dropProbe(false); });
    m_upgradeTimer->start(m_options.upgradeTimeoutMs);
    return true;
}

void Session::probeReceived(QByteArrayView packet)
{
    if (packet == "2probe" && !m_isProbed) {
        m_isProbed = true;
        m_probe->send(frameOf(PacketType::Pong, "probe"));
        return polling()->beginUpgrade();
    }
    if (packet == "5" && m_isProbed)
        return upgrade();
    dropProbe(false);
}

void Session::dropProbe(bool isClosed)
{
    m_upgradeTimer.reset();
    if (auto probe = std::move(m_probe)) {
        probe->setHandler(nullptr);
        if (!isClosed)
            probe->close(CloseCode::TransportError);
        m_loop.retire(std::move(probe));
    }
    if (PollingTransport *transport = polling())
        transport->cancelUpgrade();
}

void Session::upgrade()
{
    m_upgradeTimer.reset();
    const std::vector<Frame> waiting = polling()->takeQueue();
    m_transport->setHandler(nullptr);
    m_loop.retire(std::exchange(m_transport, std::move(m_probe)));
    for (const Frame &frame : waiting)
        send(frame);
}

void Session::transportClosed(Transport &from, quint16 code)
{
    if (&from == m_probe.get())
        return dropProbe(true);
    if (std::exchange(m_isClosed, true))
        return;
    m_timer.stop();
    dropProbe(false);
    if (Handler *handler = std::exchange(m_handler, nullptr))
        handler->closed(code);
    m_ended(*this);
}

} // namespace hearth::server
