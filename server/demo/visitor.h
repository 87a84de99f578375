#pragma once

#include <QJsonArray>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

namespace hearth::server {

//! A demo person at a device: a small Socket.IO client over loopback, so that presence, typing and messages
//! come about as everybody's do, and no feature knows of the demo. Comes back by itself.
class Visitor : public QObject
{
    Q_OBJECT

public:
    //! `rooms`: ids to join. `status`: what the person wants to be seen as.
    Visitor(const QUrl &server, QString token, QStringList rooms, QString status, QObject *parent = nullptr);

    void type(const QString &roomId) { emitEvent(QStringLiteral("typing:start"), roomId); }
    void say(const QString &roomId, const QString &text);
    void publish(const QString &channel, const QJsonValue &data);

Q_SIGNALS:
    //! Each time that it has come.
    void arrived();
    void heard(const QString &roomId, const QString &username);

private:
    void open() { m_socket.open(m_url); }
    void receive(const QString &frame);
    void arrive();
    void emitEvent(const QString &name, const QJsonValue &argument);

    QUrl m_url;
    QString m_token;
    QStringList m_rooms;
    QString m_status;
    QWebSocket m_socket;
    QTimer m_again;
    bool m_isHere = false;
};

} // namespace hearth::server
