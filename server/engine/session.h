#pragma once

#include "server/net/transport.h"
#include "shared/engineio/packet.h"

#include <QTimer>

namespace hearth::server {

//! One Engine.IO session (revision 4) over a transport: OPEN, heartbeat, messages. A peer that breaks the
//! protocol is closed with TransportError, one that answers no ping within pingTimeoutMs with
//! HeartbeatTimeout. Owns the transport.
class Session : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        int pingIntervalMs = 25'000;
        int pingTimeoutMs = 60'000;
        qint64 maxPayload = 64 * 1024;
    };

    //! Sends OPEN at once.
    Session(Transport *transport, const Options &options, QObject *parent);

    //! The frame of a text message, to be made once and sent to many.
    [[nodiscard]] static Frame messageFrame(QByteArrayView text);

    void send(const Frame &frame) { m_transport->send(frame); }
    void sendText(QByteArrayView text) { send(messageFrame(text)); }
    void sendBinary(QByteArrayView data) { send(binaryFrame(data)); }
    void close(CloseCode code) { m_transport->close(code); }
    [[nodiscard]] QString id() const { return m_id; }
    [[nodiscard]] QString peerAddress() const { return m_transport->peerAddress(); }

Q_SIGNALS:
    void textReceived(const QByteArray &text);
    void binaryReceived(const QByteArray &data);
    //! Exactly once, and nothing after it; then the session deletes itself.
    void closed(quint16 code);

private:
    void receive(const QByteArray &frame);
    void ping();

    Transport *m_transport;
    QString m_id;
    QTimer m_timer;
    Options m_options;
    bool m_awaitsPong = false;
};

} // namespace hearth::server
