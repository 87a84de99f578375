#pragma once

#include "server/net/transport.h"
#include "shared/base/limits.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>

namespace hearth::server {

//! A QWebSocket for reading, and the socket under it for writing: QWebSocket writes only whole frames to it,
//! so ours go between them and are encoded once instead of once a peer.
class WebSocketTransport final : public Transport
{
    Q_OBJECT

public:
    //! Takes over both.
    WebSocketTransport(QWebSocket *webSocket, QTcpSocket *socket, const Limits &limits, QObject *parent);

    void send(const Frame &frame) override;
    void close(CloseCode code) override;
    [[nodiscard]] QString peerAddress() const override { return m_peerAddress; }

private:
    void finish(quint16 code);

    QWebSocket *m_webSocket;
    QPointer<QTcpSocket> m_socket;
    QTimer m_closeTimer;
    QString m_peerAddress;
    qint64 m_sendQueueBytes;
    int m_fragments = 0;
    quint16 m_closeCode = 0;
    bool m_isClosed = false;
};

} // namespace hearth::server
