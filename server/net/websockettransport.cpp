#include "server/net/websockettransport.h"

#include <QHostAddress>

namespace hearth::server {

namespace {
//! A message in more fragments than this is no message but an attack on the frame reader.
constexpr int maxFragments = 1024;
constexpr int closeTimeoutMs = 1'000;
} // namespace

WebSocketTransport::WebSocketTransport(
    QWebSocket *webSocket, QTcpSocket *socket, const Limits &limits, QObject *parent)
    : Transport(parent)
    , m_webSocket(webSocket)
    , m_socket(socket)
    , m_peerAddress(webSocket->peerAddress().toString())
    , m_sendQueueBytes(limits.sendQueueBytes)
{
    webSocket->setParent(this);
    // ~QWebSocket drops the server's deleteLater hook, so the socket under it would leak.
    socket->setParent(webSocket);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (limits.frameBytes > 0) {
        webSocket->setMaxAllowedIncomingFrameSize(quint64(limits.frameBytes));
        webSocket->setMaxAllowedIncomingMessageSize(quint64(limits.frameBytes));
    }
    const auto countFragment = [this](bool isLast) {
        m_fragments = isLast ? 0 : m_fragments + 1;
        if (m_fragments > maxFragments)
            close(CloseCode::TooLarge);
    };
    connect(webSocket, &QWebSocket::textFrameReceived, this,
        [countFragment](const QString &, bool isLast) { countFragment(isLast); });
    connect(webSocket, &QWebSocket::binaryFrameReceived, this,
        [countFragment](const QByteArray &, bool isLast) { countFragment(isLast); });
    connect(webSocket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        if (m_closeCode == 0)
            Q_EMIT textReceived(text.toUtf8());
    });
    connect(webSocket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &data) {
        if (m_closeCode == 0)
            Q_EMIT binaryReceived(data);
    });
    connect(webSocket, &QWebSocket::disconnected, this,
        [this] { finish(m_closeCode ? m_closeCode : quint16(m_webSocket->closeCode())); });
    m_closeTimer.setSingleShot(true);
    connect(&m_closeTimer, &QTimer::timeout, this, [this] {
        m_webSocket->abort();
        finish(m_closeCode);
    });
}

void WebSocketTransport::send(const Frame &frame)
{
    if (m_closeCode != 0 || m_isClosed || !m_socket || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    if (m_sendQueueBytes > 0 && m_socket->bytesToWrite() + frame.bytes.size() > m_sendQueueBytes) {
        close(CloseCode::SlowReader);
        return;
    }
    m_socket->write(frame.bytes);
}

void WebSocketTransport::close(CloseCode code)
{
    if (m_closeCode != 0 || m_isClosed || !m_socket)
        return;
    m_closeCode = static_cast<quint16>(code);
    m_closeTimer.start(closeTimeoutMs);
    // Not QWebSocket::close(): it closes the socket at once, and where the peer is still sending the kernel
    // answers with a reset that destroys the frame which says why. The peer's own close frame, or the timer,
    // ends it.
    m_socket->write(closeFrame(code).bytes);
}

void WebSocketTransport::finish(quint16 code)
{
    if (m_isClosed)
        return;
    m_isClosed = true;
    m_closeTimer.stop();
    Q_EMIT closed(code);
}

} // namespace hearth::server
