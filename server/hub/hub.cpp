#include "server/hub/hub.h"

#include <QLoggingCategory>

#include <algorithm>

Q_LOGGING_CATEGORY(lcHub, "hearth.hub", QtInfoMsg)

namespace hearth::server {

using socketio::Packet;
using socketio::PacketType;

//! One session's packets on their way to its sockets, one a namespace.
class Hub::Connection final : public Session::Handler, public Retired
{
public:
    Connection(Hub &hub, Session &session)
        : m_hub(hub)
        , m_session(session)
        , m_decoder(hub.m_options.bounds)
        , m_connectTimer(hub.m_loop.timers(), [this] { m_session.close(CloseCode::ConnectTimeout); })
    {}

    ~Connection() override
    {
        for (const auto &[nsp, socket] : m_pending)
            delete socket.data();
    }

    void close(CloseCode code)
    {
        m_isLeaving = true;
        m_session.close(code);
    }
    [[nodiscard]] bool isLeaving() const { return m_isLeaving; }

    //! Without a socket nobody has said who this is, and it may not stay so.
    void becomeStranger()
    {
        m_isStranger = true;
        m_connectTimer.start(m_hub.m_options.connectTimeoutMs);
        const int limit = m_hub.m_options.strangersPerAddress;
        if (++m_hub.m_strangers[m_session.peerAddress()] > limit && limit > 0) {
            ++m_hub.m_strangersRefused;
            m_session.close(CloseCode::TooManyStrangers);
        }
    }

    void messageReceived(QByteArrayView text) override
    {
        static const QString root = QStringLiteral("/");
        const auto event = m_decoder.plainEvent(text);
        if (!event)
            return take(m_decoder.addText(text));
        if (Socket *socket = socketOf(root))
            m_hub.of(root).dispatch(socket, *event);
        else
            closeStranger(root);
    }
    void binaryReceived(QByteArrayView data) override { take(m_decoder.addBinary(data.toByteArray())); }

    void closed(quint16 code) override
    {
        qCDebug(lcHub) << "gone" << m_session.peerAddress() << code;
        const auto isOurs = std::ranges::find(allCloseCodes, CloseCode(code)) != allCloseCodes.end();
        ++m_hub.m_closes[isOurs ? code : 0];
        becomeKnown();
        const auto leaving = leavingBy(code);
        for (const auto &[nsp, socket] : std::exchange(m_pending, {})) {
            if (socket)
                m_hub.of(nsp).abandon(socket);
        }
        for (const auto &[nsp, socket] : std::exchange(m_sockets, {})) {
            if (socket)
                m_hub.of(nsp).drop(socket, leaving);
        }
        const auto place = m_hub.m_connections.find(this);
        m_hub.m_loop.retire(std::move(place->second));
        m_hub.m_connections.erase(place);
    }

private:
    static Namespace::Leaving leavingBy(quint16 code)
    {
        if (code == quint16(CloseCode::TokenRevoked) || code == quint16(CloseCode::TooFast))
            return Namespace::Leaving::ForGood;
        return code == quint16(CloseCode::HeartbeatTimeout) ? Namespace::Leaving::Silent
                                                            : Namespace::Leaving::Lost;
    }

    void take(Result<std::optional<Packet>> packet)
    {
        if (!packet) {
            qCInfo(lcHub) << "closed" << m_session.peerAddress() << qUtf8Printable(packet.error().message);
            return m_session.close(CloseCode::PacketError);
        }
        if (*packet)
            handle(**packet);
    }

    [[nodiscard]] Socket *socketOf(const QString &nsp)
    {
        const auto place = m_sockets.find(nsp);
        return place == m_sockets.end() || !place->second || !place->second->isConnected()
                   ? nullptr
                   : place->second.data();
    }

    void handle(const Packet &packet)
    {
        Socket *socket = socketOf(packet.nsp);
        switch (packet.type) {
        case PacketType::Connect:
            return socket || m_pending.contains(packet.nsp) ? m_session.close(CloseCode::PacketError)
                                                            : connectTo(packet);
        case PacketType::Disconnect:
            if (!socket)
                return closeStranger(packet.nsp);
            m_sockets.erase(packet.nsp);
            m_hub.of(packet.nsp).drop(socket, Namespace::Leaving::ForGood);
            if (m_sockets.empty())
                becomeStranger();
            return;
        case PacketType::Event:
        case PacketType::BinaryEvent:
            return socket ? m_hub.of(packet.nsp).dispatch(socket, packet) : closeStranger(packet.nsp);
        case PacketType::Ack:
        case PacketType::BinaryAck:
            return socket ? m_hub.of(packet.nsp).answered(socket, packet) : closeStranger(packet.nsp);
        case PacketType::ConnectError:
            return m_session.close(CloseCode::PacketError);
        }
    }

    //! Before CONNECT there is nobody to speak for; after a disconnect of ours a packet may be on its way.
    void closeStranger(const QString &nsp)
    {
        if (!m_sockets.contains(nsp))
            m_session.close(CloseCode::PacketError);
    }

    void connectTo(const Packet &packet)
    {
        if (!m_hub.m_namespaces.contains(packet.nsp)) {
            const QJsonObject refusal{{QStringLiteral("message"), QStringLiteral("Invalid namespace")}};
            return m_session.sendText(
                socketio::encode({PacketType::ConnectError, packet.nsp, {}, refusal, {}}));
        }
        const QString nsp = packet.nsp;
        m_pending[nsp] = nullptr;
        Socket *waiting = m_hub.of(nsp).admit(
            &m_session, packet.data.toObject(), [this, nsp](Socket *socket) { decided(nsp, socket); });
        const auto pending = m_pending.find(nsp);
        if (pending != m_pending.end())
            pending->second = waiting;
    }

    //! The connection is there: a socket whose session has gone gets no verdict.
    void decided(const QString &nsp, Socket *socket)
    {
        m_pending.erase(nsp);
        if (!socket)
            return;
        m_sockets[nsp] = socket;
        becomeKnown();
    }

    void becomeKnown()
    {
        m_connectTimer.stop();
        if (!std::exchange(m_isStranger, false))
            return;
        const auto count = m_hub.m_strangers.find(m_session.peerAddress());
        if (--*count == 0)
            m_hub.m_strangers.erase(count);
    }

    Hub &m_hub;
    Session &m_session;
    socketio::Decoder m_decoder;
    std::map<QString, QPointer<Socket>> m_sockets;
    std::map<QString, QPointer<Socket>> m_pending; //!< the middleware has not decided
    Timer m_connectTimer;
    bool m_isStranger = false;
    bool m_isLeaving = false;
};

Hub::Hub(Loop &loop, const Options &options) : m_loop(loop), m_options(options)
{}

Hub::~Hub() = default;

Namespace &Hub::of(const QString &name)
{
    return m_namespaces.try_emplace(name, name, m_loop, m_options.recovery).first->second;
}

Session::Handler *Hub::attach(Session &session)
{
    auto connection = std::make_unique<Connection>(*this, session);
    Connection *added = connection.get();
    m_connections.emplace(added, std::move(connection));
    m_loop.atTurnEnd([this, added] {
        // OPEN first: the goodbye to one stranger too many comes after it.
        if (m_connections.contains(added))
            added->becomeStranger();
    });
    return added;
}

void Hub::closeAll(CloseCode code)
{
    closeSome(code, sessionCount());
}

void Hub::closeSome(CloseCode code, qsizetype count)
{
    std::vector<Connection *> all;
    for (const auto &[connection, owned] : m_connections) {
        if (qsizetype(all.size()) >= count)
            break;
        if (!connection->isLeaving())
            all.push_back(connection);
    }
    for (Connection *connection : all) {
        if (m_connections.contains(connection))
            connection->close(code);
    }
}

} // namespace hearth::server
