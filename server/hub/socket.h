#pragma once

#include "server/engine/session.h"

#include <QJsonArray>
#include <QPointer>
#include <QSet>

#include <any>
#include <functional>

namespace hearth::server {

class Namespace;

//! The answer to an event; false as a bool when the client asked for none.
using Ack = std::function<void(const QJsonArray &)>;

//! One client in one namespace, from its CONNECT on. `data` is the host program's, such as who the user is.
class Socket : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] QString id() const { return m_id; }
    [[nodiscard]] const QSet<QString> &rooms() const { return m_rooms; }
    [[nodiscard]] QString peerAddress() const { return m_session ? m_session->peerAddress() : QString(); }
    [[nodiscard]] bool isConnected() const { return m_isConnected; }

    void join(const QString &room);
    void leave(const QString &room);
    void emitEvent(const QString &event, const QJsonArray &arguments);
    void send(const Frame &frame);
    //! Closes the whole connection.
    void close(CloseCode code);

    std::any data;

private:
    friend class Namespace;
    Socket(Namespace &nsp, Session *session);

    Namespace &m_namespace;
    QPointer<Session> m_session;
    QString m_id;
    QSet<QString> m_rooms;
    bool m_isConnected = false;
};

} // namespace hearth::server
