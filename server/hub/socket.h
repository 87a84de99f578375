#pragma once

#include "server/engine/session.h"
#include "server/hub/encoded.h"
#include "shared/base/result.h"

#include <QPointer>
#include <QSet>

#include <any>
#include <functional>
#include <map>

namespace hearth::server {

class Namespace;

//! The answer to an event; false as a bool when the client asked for none.
using Ack = std::function<void(const Encoded &)>;
//! A client's answer; Unavailable where it did not come in time, or the client left.
using Answered = std::function<void(Result<Arguments>)>;

//! One client in one namespace, from its CONNECT on. `data` is the host program's, such as who the user is.
//! Valid until the namespace's onDisconnected() has returned; hold it across that in a QPointer.
class Socket : public QObject
{
    Q_OBJECT

public:
    ~Socket() override;

    //! Public: others may learn it. Also the name of the socket's own room.
    [[nodiscard]] QString id() const { return m_id; }
    [[nodiscard]] Namespace &nsp() const { return m_namespace; }
    [[nodiscard]] const QSet<QString> &rooms() const { return m_rooms; }
    [[nodiscard]] QString peerAddress() const { return m_session ? m_session->peerAddress() : QString(); }
    [[nodiscard]] const char *transportName() const { return m_session ? m_session->transportName() : ""; }
    //! Sent, and not yet taken by the kernel; over Limits::sendQueueBytes it is closed.
    [[nodiscard]] qint64 queuedBytes() const { return m_session ? m_session->queuedBytes() : 0; }
    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    //! Came back for what it missed; its rooms and data are as they were.
    [[nodiscard]] bool wasRecovered() const { return m_wasRecovered; }

    void join(const QString &room);
    void leave(const QString &room);
    void emitEvent(const QString &event, const Encoded &arguments);
    //! Dropped where the client could not take it at once.
    void emitVolatile(const QString &event, const Encoded &arguments);
    void emitWithAck(const QString &event, const Encoded &arguments, int timeoutMs, Answered answered);
    void send(const Frame &frame);
    //! Leaves the namespace; the connection stays for others.
    void disconnectFromNamespace();
    //! Closes the whole connection.
    void close(CloseCode code);

    std::any data;

private:
    friend class Namespace;
    struct Awaited
    {
        Answered answered;
        std::unique_ptr<Timer> timer;
    };
    Socket(Namespace &nsp, Session *session, const QString &id);
    void sendVolatile(const Frame &frame);
    void await(qint64 id, int timeoutMs, Answered answered);
    void answer(qint64 id, Result<Arguments> arguments);

    Namespace &m_namespace;
    Session *m_session; //!< null once the client has gone
    QString m_id;
    QString m_pid; //!< of connection state recovery
    QSet<QString> m_rooms;
    std::map<qint64, Awaited> m_awaited;
    quint64 m_connectedAt = 0;
    quint64 m_lastSent = 0;
    bool m_isConnected = false;
    bool m_wasRecovered = false;
};

} // namespace hearth::server
