#include "server/demo/visitor.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace hearth::server {

namespace {

constexpr int againMs = 1'000;

QString compact(const QJsonDocument &json)
{
    return QString::fromUtf8(json.toJson(QJsonDocument::Compact));
}

} // namespace

Visitor::Visitor(const QUrl &server, QString token, QStringList rooms, QString status, QObject *parent)
    : QObject(parent)
    , m_url(server)
    , m_token(std::move(token))
    , m_rooms(std::move(rooms))
    , m_status(std::move(status))
{
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &Visitor::receive);
    connect(&m_socket, &QWebSocket::disconnected, this, [this] {
        m_isHere = false;
        m_again.start(againMs);
    });
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &Visitor::open);
    open();
}

//! The few packets of Engine.IO 4 and Socket.IO 5 that a client meets: OPEN, PING, CONNECT, EVENT.
void Visitor::receive(const QString &frame)
{
    if (frame.startsWith(QLatin1Char('0'))) {
        m_socket.sendTextMessage(
            QLatin1String("40") + compact(QJsonDocument(QJsonObject{{QStringLiteral("token"), m_token}})));
    } else if (frame == QLatin1String("2")) {
        m_socket.sendTextMessage(QStringLiteral("3"));
    } else if (frame.startsWith(QLatin1String("40"))) {
        arrive();
    } else if (frame.startsWith(QLatin1String("42"))) {
        const QJsonArray event = QJsonDocument::fromJson(frame.mid(2).toUtf8()).array();
        const QJsonObject message = event.at(1).toObject();
        if (event.at(0) == QLatin1String("message:new"))
            Q_EMIT heard(message.value(QLatin1String("roomId")).toString(),
                message.value(QLatin1String("username")).toString());
    }
}

void Visitor::arrive()
{
    m_isHere = true;
    for (const QString &room : m_rooms)
        emitEvent(QStringLiteral("join:room"), room);
    emitEvent(QStringLiteral("presence:update"), m_status);
    Q_EMIT arrived();
}

void Visitor::publish(const QString &channel, const QJsonValue &data)
{
    emitEvent(QStringLiteral("publish"),
        QJsonObject{{QStringLiteral("channel"), channel}, {QStringLiteral("data"), data}});
}

void Visitor::say(const QString &roomId, const QString &text)
{
    emitEvent(QStringLiteral("message:send"),
        QJsonObject{{QStringLiteral("roomId"), roomId}, {QStringLiteral("content"), text}});
}

void Visitor::emitEvent(const QString &name, const QJsonValue &argument)
{
    if (m_isHere)
        m_socket.sendTextMessage(QLatin1String("42") + compact(QJsonDocument(QJsonArray{name, argument})));
}

} // namespace hearth::server
