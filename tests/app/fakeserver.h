#pragma once

#include "shared/engineio/handshake.h"
#include "shared/engineio/packet.h"
#include "shared/socketio/decoder.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>
#include <memory>

namespace hearth::app {

//! A server that misbehaves on command, which the real one would not: silent, refusing, without acks.
//! Everything that a good server does is tested against the real one (sync_test.cpp).
class FakeServer : public QObject
{
public:
    FakeServer() : m_server(QStringLiteral("fake"), QWebSocketServer::NonSecureMode)
    {
        m_server.listen(QHostAddress::LocalHost, 0);
        connect(&m_server, &QWebSocketServer::newConnection, this, &FakeServer::accept);
    }
    ~FakeServer() override
    {
        for (QWebSocket *each : std::as_const(m_sockets))
            each->disconnect(this);
    }

    // What it does.
    bool sendsOpen = true;
    bool acceptsConnect = true;
    bool answers = true; //!< acks with `ack`
    QJsonObject ack{{QStringLiteral("ok"), true}};
    std::function<QJsonObject(const QJsonArray &event)> ackOf; //!< where set, instead of `ack`
    QString refusal; //!< the message of CONNECT_ERROR, where not empty
    int pingInterval = 25'000;
    int pingTimeout = 20'000;

    // What it saw.
    int connections = 0;
    QStringList tokens;
    QList<QJsonArray> events;

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())); }
    int open() const { return int(m_sockets.size()); }
    void closeAll(quint16 code)
    {
        for (QWebSocket *each : QList(m_sockets))
            each->close(QWebSocketProtocol::CloseCode(code), QStringLiteral("test"));
    }
    void emitAll(const QJsonArray &event)
    {
        for (QWebSocket *each : std::as_const(m_sockets))
            send(each, socketio::PacketType::Event, event);
    }
    void stopListening() { m_server.close(); }

private:
    void accept()
    {
        QWebSocket *socket = m_server.nextPendingConnection();
        socket->setParent(this);
        m_sockets += socket;
        ++connections;
        auto decoder = std::make_shared<socketio::Decoder>();
        connect(
            socket, &QWebSocket::textMessageReceived, this, [this, socket, decoder](const QString &frame) {
                const auto packet = engineio::decodeText(frame.toUtf8());
                if (packet && packet->type == engineio::PacketType::Message)
                    take(socket, decoder->addText(packet->data));
            });
        connect(socket, &QWebSocket::disconnected, this, [this, socket] {
            m_sockets.removeOne(socket);
            socket->deleteLater();
        });
        if (sendsOpen) {
            engineio::Handshake open;
            open.sid = QStringLiteral("s%1").arg(connections);
            open.pingInterval = pingInterval;
            open.pingTimeout = pingTimeout;
            sendRaw(socket, engineio::PacketType::Open, engineio::encodeHandshake(open));
        }
    }

    void take(QWebSocket *socket, const Result<std::optional<socketio::Packet>> &result)
    {
        if (!result || !*result)
            return;
        const socketio::Packet &packet = **result;
        if (packet.type == socketio::PacketType::Connect) {
            tokens += packet.data.toObject().value(QLatin1String("token")).toString();
            if (!refusal.isEmpty())
                send(socket, socketio::PacketType::ConnectError,
                    QJsonObject{{QStringLiteral("message"), refusal}});
            else if (acceptsConnect)
                send(socket, socketio::PacketType::Connect,
                    QJsonObject{{QStringLiteral("sid"), QStringLiteral("x")}});
        } else if (packet.type == socketio::PacketType::Event) {
            events += packet.data.toArray();
            if (packet.id && answers) {
                const QJsonObject its = ackOf ? ackOf(events.last()) : ack;
                send(socket, socketio::PacketType::Ack, QJsonArray{its}, packet.id);
            }
        }
    }

    void send(
        QWebSocket *socket, socketio::PacketType type, const QJsonValue &data, std::optional<qint64> id = {})
    {
        socketio::Packet packet;
        packet.type = type;
        packet.data = data;
        packet.id = id;
        sendRaw(socket, engineio::PacketType::Message, socketio::encode(packet));
    }

    static void sendRaw(QWebSocket *socket, engineio::PacketType type, const QByteArray &data)
    {
        socket->sendTextMessage(QString::fromUtf8(engineio::encodeText({type, data, false})));
    }

    QWebSocketServer m_server;
    QList<QWebSocket *> m_sockets;
};

} // namespace hearth::app
