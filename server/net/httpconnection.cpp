#include "server/net/httpconnection.h"

#include <QHostAddress>

namespace hearth::server {

HttpConnection::HttpConnection(QTcpSocket *socket, const Limits &limits, QObject *parent)
    : QObject(parent), m_socket(socket), m_limits(limits)
{
    socket->setParent(this);
    // What the peer sends faster than it is parsed waits in the kernel, not here.
    socket->setReadBufferSize(limits.headBytes + limits.bodyBytes + 4);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HttpConnection::giveUp);
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::readMore);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(socket, &QTcpSocket::errorOccurred, this, &QObject::deleteLater);
    awaitRequest();
}

void HttpConnection::giveUp()
{
    // Kept alive and not asked again: nobody is to blame.
    const bool isIdle = !m_parser && m_socket && m_socket->bytesAvailable() == 0;
    if (isIdle)
        m_socket->disconnectFromHost();
    else
        refuse(ErrorCode::RequestTimeout);
}

void HttpConnection::awaitRequest()
{
    m_parser.reset();
    m_isAnswering = false;
    m_timer.start(m_limits.handshakeMs);
    if (m_socket && m_socket->bytesAvailable() > 0)
        readMore();
}

void HttpConnection::readMore()
{
    if (!m_socket || m_isAnswering)
        return;
    if (m_parser)
        return readBody();

    // The head is parsed while still unread: QWebSocketServer wants to read it itself.
    const QByteArray head = m_socket->peek(m_limits.headBytes + 1);
    auto parser = std::make_unique<HttpParser>(m_limits);
    const auto taken = parser->feed(head);
    if (!taken)
        return refuse(taken.error());
    if (!parser->isHeadDone()) {
        if (head.size() > m_limits.headBytes)
            refuse({ErrorCode::TooLarge, QStringLiteral("The head of the request is too large")});
        return;
    }
    HttpRequest request = parser->request();
    request.peerAddress = m_socket->peerAddress().toString();
    if (request.isWebSocketUpgrade()) {
        m_timer.stop();
        disconnect(m_socket, nullptr, this, nullptr);
        QTcpSocket *socket = m_socket;
        m_isAnswering = true;
        Q_EMIT upgradeRequested(request, socket, [this](const HttpResponse &response) { answer(response); });
        if (m_socket && m_socket->parent() != this) {
            m_socket.clear();
            deleteLater();
        }
        return;
    }
    m_socket->skip(*taken);
    m_parser = std::move(parser);
    m_timer.start(m_limits.bodyMs);
    readBody();
}

void HttpConnection::readBody()
{
    while (!m_parser->isDone() && m_socket->bytesAvailable() > 0) {
        const QByteArray bytes = m_socket->peek(64 * 1024);
        const auto taken = m_parser->feed(bytes);
        if (!taken)
            return refuse(taken.error());
        if (*taken == 0)
            return;
        m_socket->skip(*taken);
    }
    if (!m_parser->isDone())
        return;
    m_timer.stop();
    m_isAnswering = true;
    HttpRequest request = m_parser->request();
    request.peerAddress = m_socket->peerAddress().toString();
    request.isLoopback = m_socket->peerAddress().isLoopback();
    const QPointer<HttpConnection> self(this);
    const bool isHead = request.method == "HEAD";
    const bool keepAlive = m_parser->keepsAlive();
    Q_EMIT requested(request, [self, isHead, keepAlive](const HttpResponse &response) {
        if (!self || !self->m_socket || !self->m_isAnswering)
            return;
        self->m_socket->write(response.toBytes(isHead, keepAlive));
        if (keepAlive && !response.closes)
            QMetaObject::invokeMethod(self, &HttpConnection::awaitRequest, Qt::QueuedConnection);
        else
            self->m_socket->disconnectFromHost();
    });
}

void HttpConnection::answer(const HttpResponse &response)
{
    if (!m_socket)
        return;
    m_isAnswering = true;
    m_timer.stop();
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater, Qt::UniqueConnection);
    m_socket->write(response.toBytes(false, false));
    m_socket->disconnectFromHost();
}

void HttpConnection::refuse(const Error &error)
{
    Q_EMIT refused(error);
    HttpResponse response = HttpResponse::error(error);
    response.closes = true;
    answer(response);
    // A peer that neither reads nor leaves is cut off.
    QTimer::singleShot(1'000, this, [this] {
        if (m_socket)
            m_socket->abort();
        deleteLater();
    });
}

} // namespace hearth::server
