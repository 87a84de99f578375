#include "app/net/socketsession.h"

#include "shared/base/closecode.h"
#include "shared/engineio/handshake.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

namespace hearth::app {

namespace {

//! A whole recovery answer: 100 messages of 16 KiB, with every byte escaped at worst.
constexpr quint64 maxFrameBytes = 12 * 1024 * 1024;

Error lost()
{
    return {ErrorCode::Unavailable, SocketSession::tr("The connection was lost; it is tried again")};
}

socketio::Packet packetOf(socketio::PacketType type, const QJsonValue &data = QJsonValue::Undefined)
{
    socketio::Packet out;
    out.type = type;
    out.data = data;
    return out;
}

} // namespace

SocketSession::SocketSession(Options options, QObject *parent) : QObject(parent), m_options(options)
{
    m_socket.setMaxAllowedIncomingFrameSize(maxFrameBytes);
    m_socket.setMaxAllowedIncomingMessageSize(maxFrameBytes);
    m_connectTimer.setSingleShot(true);
    m_heartbeatTimer.setSingleShot(true);
    m_heartbeatTimer.setTimerType(Qt::PreciseTimer);
    m_connectTimer.callOnTimeout(
        this, [this] { end(SessionEnd::Kind::Lost, tr("The server does not answer")); });
    m_heartbeatTimer.callOnTimeout(
        this, [this] { end(SessionEnd::Kind::Lost, tr("The server has gone silent")); });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &SocketSession::takeText);
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, &SocketSession::takeBinary);
    connect(&m_socket, &QWebSocket::disconnected, this, [this] {
        const quint16 code = m_socket.closeCode();
        const QString said = m_socket.closeReason();
        const QString reason = said.isEmpty() ? tr("The server cannot be reached") : said;
        end(mayReconnect(code)                               ? SessionEnd::Kind::Lost
            : code == quint16(CloseCode::TooManyConnections) ? SessionEnd::Kind::Stopped
                                                             : SessionEnd::Kind::Refused,
            reason);
    });
}

SocketSession::~SocketSession()
{
    m_ended = true;
    m_socket.disconnect(this);
}

void SocketSession::open(const QUrl &url, const QByteArray &fingerprint, const QJsonObject &auth)
{
    m_auth = auth;
    if (!fingerprint.isEmpty()) {
        // No authority counts beside the pin: every certificate is an error then, and is compared.
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates({});
        m_socket.setSslConfiguration(configuration);
    }
    connect(&m_socket, &QWebSocket::sslErrors, this,
        [this, fingerprint](const QList<QSslError> &errors) { checkCertificate(fingerprint, errors); });
    m_connectTimer.start(m_options.connectTimeoutMs);
    m_socket.open(url);
}

void SocketSession::checkCertificate(const QByteArray &fingerprint, const QList<QSslError> &errors)
{
    const auto isPinned = [&](const QSslError &error) {
        return error.certificate().digest(QCryptographicHash::Sha256) == fingerprint;
    };
    if (!fingerprint.isEmpty() && std::any_of(errors.begin(), errors.end(), isPinned)) {
        m_socket.ignoreSslErrors();
        return;
    }
    end(SessionEnd::Kind::Stopped, tr("The server shows another certificate than before. Nothing was sent. "
                                      "Ask whoever runs it whether it was "
                                      "changed; if so, sign out and in again."));
}

void SocketSession::close()
{
    m_ended = true;
    m_acks.clear();
    m_connectTimer.stop();
    m_heartbeatTimer.stop();
    if (m_open)
        sendPacket(packetOf(socketio::PacketType::Disconnect));
    m_open = false;
    m_socket.close();
}

void SocketSession::end(SessionEnd::Kind kind, const QString &reason)
{
    if (m_ended)
        return;
    m_ended = true;
    m_open = false;
    m_connectTimer.stop();
    m_heartbeatTimer.stop();
    m_socket.abort();
    const auto acks = std::exchange(m_acks, {});
    for (const Ack &each : acks)
        each(lost());
    Q_EMIT ended({kind, reason});
}

void SocketSession::emitEvent(const QString &name, const QJsonArray &arguments, Ack ack)
{
    if (!m_open) {
        if (ack)
            ack(lost());
        return;
    }
    socketio::Packet packet;
    QJsonArray data{name};
    for (const QJsonValue each : arguments)
        data.append(each);
    packet.data = data;
    if (ack) {
        const qint64 id = m_nextAck++;
        packet.id = id;
        m_acks.emplace(id, std::move(ack));
        QTimer::singleShot(m_options.ackTimeoutMs, this, [this, id] {
            finishAck(id, Error(ErrorCode::Unavailable, tr("The server did not answer; it is tried again")));
        });
    }
    sendPacket(packet);
}

void SocketSession::takeText(const QString &text)
{
    const auto packet = engineio::decodeText(text.toUtf8());
    if (!packet)
        return end(SessionEnd::Kind::Lost, tr("The server does not speak Engine.IO"));
    takeEngine(*packet);
}

void SocketSession::takeBinary(const QByteArray &bytes)
{
    if (!m_ended)
        take(m_decoder.addBinary(bytes));
}

void SocketSession::takeEngine(const engineio::Packet &packet)
{
    if (m_ended)
        return;
    switch (packet.type) {
    case engineio::PacketType::Open: {
        const auto handshake = engineio::decodeHandshake(packet.data);
        if (!handshake || m_heartbeatMs > 0)
            return end(SessionEnd::Kind::Lost, tr("The server does not speak Engine.IO"));
        m_heartbeatMs = handshake->pingInterval + handshake->pingTimeout;
        m_heartbeatTimer.start(m_heartbeatMs);
        Q_EMIT authenticating();
        sendPacket(packetOf(socketio::PacketType::Connect, m_auth));
        return;
    }
    case engineio::PacketType::Ping:
        m_heartbeatTimer.start(m_heartbeatMs);
        return sendEngine(engineio::PacketType::Pong, packet.data);
    case engineio::PacketType::Message:
        return take(m_decoder.addText(packet.data));
    case engineio::PacketType::Close:
        return end(SessionEnd::Kind::Lost, tr("The server closed the connection"));
    case engineio::PacketType::Pong:
    case engineio::PacketType::Upgrade:
    case engineio::PacketType::Noop:
        return;
    }
}

void SocketSession::take(const Result<std::optional<socketio::Packet>> &result)
{
    if (!result)
        return end(SessionEnd::Kind::Lost, tr("The server does not speak Socket.IO"));
    if (!*result || (*result)->nsp != QLatin1String("/"))
        return;
    const socketio::Packet &packet = **result;
    switch (packet.type) {
    case socketio::PacketType::Connect:
        m_connectTimer.stop();
        m_open = true;
        Q_EMIT opened();
        return;
    case socketio::PacketType::ConnectError: {
        const QString message = packet.data.toObject().value(QLatin1String("message")).toString();
        const bool isToken =
            message == QLatin1String("Invalid token") || message == QLatin1String("Authentication required");
        return end(isToken ? SessionEnd::Kind::Refused : SessionEnd::Kind::Lost, message);
    }
    case socketio::PacketType::Disconnect:
        return end(SessionEnd::Kind::Lost, tr("The server closed the connection"));
    case socketio::PacketType::Event:
    case socketio::PacketType::BinaryEvent: {
        QJsonArray arguments = packet.data.toArray();
        const QString name = arguments.takeAt(0).toString();
        if (m_open)
            Q_EMIT eventReceived(name, arguments);
        return;
    }
    case socketio::PacketType::Ack:
    case socketio::PacketType::BinaryAck:
        return takeAck(packet.id.value_or(-1), packet.data.toArray());
    }
}

void SocketSession::takeAck(qint64 id, const QJsonArray &data)
{
    const QJsonObject json = data.at(0).toObject();
    if (json.value(QLatin1String("ok")).toBool())
        return finishAck(id, json);
    const QJsonObject error = json.value(QLatin1String("error")).toObject();
    finishAck(id, Error(errorCodeFromName(error.value(QLatin1String("code")).toString()),
                      error.value(QLatin1String("message")).toString().left(500)));
}

void SocketSession::finishAck(qint64 id, const Result<QJsonObject> &result)
{
    if (const Ack ack = m_acks.take(id))
        ack(result);
}

void SocketSession::sendPacket(const socketio::Packet &packet)
{
    sendEngine(engineio::PacketType::Message, socketio::encode(packet));
    for (const QByteArray &each : packet.attachments)
        m_socket.sendBinaryMessage(each);
}

void SocketSession::sendEngine(engineio::PacketType type, const QByteArray &data)
{
    m_socket.sendTextMessage(QString::fromUtf8(engineio::encodeText({type, data, false})));
}

} // namespace hearth::app
