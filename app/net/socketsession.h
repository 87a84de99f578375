#pragma once

#include "shared/base/result.h"
#include "shared/engineio/packet.h"
#include "shared/socketio/decoder.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

#include <functional>

namespace hearth::app {

//! Why a session ended.
struct SessionEnd
{
    enum class Kind {
        Lost,    //!< try again
        Refused, //!< the token is not, or no longer, good: sign in again
        Stopped, //!< the server said not to come back by itself
    };
    Kind kind = Kind::Lost;
    QString reason; //!< for people
};

//! One connection from the first byte to the last: WebSocket, Engine.IO and Socket.IO on the namespace "/".
//! Makes no second attempt; whoever owns it does.
class SocketSession : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        int connectTimeoutMs = 10'000; //!< from open() to the accepted CONNECT
        int ackTimeoutMs = 15'000;
    };
    using Ack = std::function<void(Result<QJsonObject>)>;

    explicit SocketSession(Options options, QObject *parent = nullptr);
    ~SocketSession() override;

    //! `fingerprint`: SHA-256 of the only certificate to accept; empty: the system's trust decides. `auth`:
    //! the payload of CONNECT.
    void open(const QUrl &url, const QByteArray &fingerprint, const QJsonObject &auth);
    //! Ends it in good order, without ended().
    void close();
    //! Ends it as lost, for whoever knows better that it is.
    void fail(const QString &reason) { end(SessionEnd::Kind::Lost, reason); }
    [[nodiscard]] bool isOpen() const { return m_open; }

    //! Sends an EVENT. `ack` gets what the server answered, its refusal, or Unavailable after ackTimeoutMs
    //! and when the connection is lost; once, except after close().
    void emitEvent(const QString &name, const QJsonArray &arguments, Ack ack);

Q_SIGNALS:
    //! The WebSocket stands; CONNECT is on its way.
    void authenticating();
    void opened();
    void eventReceived(const QString &name, const QJsonArray &arguments);
    //! Once; after it nothing comes.
    void ended(const hearth::app::SessionEnd &end);

private:
    void takeText(const QString &text);
    void takeBinary(const QByteArray &bytes);
    void takeEngine(const engineio::Packet &packet);
    void take(const Result<std::optional<socketio::Packet>> &packet);
    void takeAck(qint64 id, const QJsonArray &data);
    void finishAck(qint64 id, const Result<QJsonObject> &result);
    void sendPacket(const socketio::Packet &packet);
    void sendEngine(engineio::PacketType type, const QByteArray &data = {});
    void checkCertificate(const QByteArray &fingerprint, const QList<QSslError> &errors);
    void end(SessionEnd::Kind kind, const QString &reason);

    const Options m_options;
    QWebSocket m_socket;
    socketio::Decoder m_decoder;
    QTimer m_connectTimer;
    QTimer m_heartbeatTimer;
    QHash<qint64, Ack> m_acks;
    QJsonObject m_auth;
    qint64 m_nextAck = 0;
    int m_heartbeatMs = 0;
    bool m_open = false;
    bool m_ended = false;
};

} // namespace hearth::app
