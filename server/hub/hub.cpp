#include "server/hub/hub.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcHub, "hearth.hub")

namespace hearth::server {

using socketio::Packet;
using socketio::PacketType;

//! One session's packets on their way to its sockets, one a namespace.
class Hub::Connection : public QObject
{
public:
    Connection(Hub &hub, Session *session)
        : QObject(session), m_hub(hub), m_session(session), m_decoder(hub.m_options.bounds)
    {
        connect(session, &Session::textReceived, this,
            [this](const QByteArray &text) { take(m_decoder.addText(text)); });
        connect(session, &Session::binaryReceived, this,
            [this](const QByteArray &data) { take(m_decoder.addBinary(data)); });
        connect(session, &Session::closed, this, [this](quint16 code) { end(code); });
        m_connectTimer.setSingleShot(true);
        connect(
            &m_connectTimer, &QTimer::timeout, this, [this] { m_session->close(CloseCode::ConnectTimeout); });
        becomeStranger();
    }

    void close(CloseCode code) { m_session->close(code); }

private:
    void take(Result<std::optional<Packet>> packet)
    {
        if (!packet) {
            qCInfo(lcHub) << "closed" << m_session->peerAddress() << qUtf8Printable(packet.error().message);
            return m_session->close(CloseCode::PacketError);
        }
        if (*packet)
            handle(**packet);
    }

    void handle(const Packet &packet)
    {
        Socket *socket = m_sockets.value(packet.nsp);
        switch (packet.type) {
        case PacketType::Connect:
            return socket || m_pending.contains(packet.nsp) ? m_session->close(CloseCode::PacketError)
                                                            : connectTo(packet);
        case PacketType::Disconnect:
            if (!socket)
                return;
            m_hub.of(packet.nsp).drop(m_sockets.take(packet.nsp));
            if (m_sockets.isEmpty())
                becomeStranger();
            return;
        case PacketType::Event:
        case PacketType::BinaryEvent:
            // Before CONNECT there is nobody to speak for.
            return socket ? m_hub.of(packet.nsp).dispatch(socket, packet)
                          : m_session->close(CloseCode::PacketError);
        case PacketType::Ack:
        case PacketType::BinaryAck:
            return; // nothing was asked
        case PacketType::ConnectError:
            return m_session->close(CloseCode::PacketError);
        }
    }

    void connectTo(const Packet &packet)
    {
        if (!m_hub.m_namespaces.contains(packet.nsp)) {
            const QJsonObject refusal{{QStringLiteral("message"), QStringLiteral("Invalid namespace")}};
            return m_session->sendText(
                socketio::encode({PacketType::ConnectError, packet.nsp, {}, refusal, {}}));
        }
        m_pending.insert(packet.nsp);
        const QPointer<Connection> guard(this);
        m_hub.of(packet.nsp)
            .admit(m_session, packet.data.toObject(), [guard, nsp = packet.nsp](Socket *socket) {
                if (!guard)
                    return;
                guard->m_pending.remove(nsp);
                if (!socket)
                    return;
                guard->m_sockets.insert(nsp, socket);
                guard->becomeKnown();
            });
    }

    //! Without a socket nobody has said who this is, and it may not stay so.
    void becomeStranger()
    {
        m_isStranger = true;
        m_connectTimer.start(m_hub.m_options.connectTimeoutMs);
        const int limit = m_hub.m_options.strangersPerAddress;
        if (++m_hub.m_strangers[m_session->peerAddress()] > limit && limit > 0) {
            ++m_hub.m_strangersRefused;
            m_session->close(CloseCode::TooManyStrangers);
        }
    }

    void becomeKnown()
    {
        m_connectTimer.stop();
        if (!std::exchange(m_isStranger, false))
            return;
        const auto count = m_hub.m_strangers.find(m_session->peerAddress());
        if (--*count == 0)
            m_hub.m_strangers.erase(count);
    }

    void end(quint16 code)
    {
        becomeKnown();
        qCDebug(lcHub) << "gone" << m_session->peerAddress() << code;
        for (auto it = m_sockets.cbegin(); it != m_sockets.cend(); ++it)
            m_hub.of(it.key()).drop(it.value());
        m_sockets.clear();
        m_hub.m_connections.remove(this);
    }

    Hub &m_hub;
    Session *m_session;
    socketio::Decoder m_decoder;
    QHash<QString, Socket *> m_sockets;
    QSet<QString> m_pending;
    QTimer m_connectTimer;
    bool m_isStranger = false;
};

Hub::~Hub()
{
    // While the namespaces are still there: a session that goes says so to its rooms.
    qDeleteAll(findChildren<Session *>(Qt::FindDirectChildrenOnly));
}

Namespace &Hub::of(const QString &name)
{
    return m_namespaces.try_emplace(name, name).first->second;
}

void Hub::attach(Session *session)
{
    session->setParent(this);
    m_connections.insert(new Connection(*this, session));
}

void Hub::closeAll(CloseCode code)
{
    const QSet<Connection *> connections = m_connections;
    for (Connection *connection : connections)
        connection->close(code);
}

} // namespace hearth::server
