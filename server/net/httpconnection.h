#pragma once

#include "server/net/httpparser.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

namespace hearth::server {

//! One peer's HTTP/1.1 until it leaves or becomes a WebSocket. One request at a time, keep-alive; the head
//! must be complete within handshakeMs, the body within bodyMs. Owns the socket.
class HttpConnection : public QObject
{
    Q_OBJECT

public:
    HttpConnection(QTcpSocket *socket, const Limits &limits, QObject *parent);

Q_SIGNALS:
    void requested(const hearth::server::HttpRequest &request, const hearth::server::Responder &respond);
    //! The peer asks for a WebSocket. The request is still unread in the socket, which the receiver takes
    //! over.
    void upgradeRequested(const hearth::server::HttpRequest &request, QTcpSocket *socket,
        const hearth::server::Responder &refuse);
    void refused(const hearth::Error &error);

private:
    void readMore();
    void readBody();
    void awaitRequest();
    void giveUp();
    void answer(const HttpResponse &response);
    void refuse(const Error &error);

    QPointer<QTcpSocket> m_socket;
    Limits m_limits;
    std::unique_ptr<HttpParser> m_parser;
    QTimer m_timer;
    bool m_isAnswering = false;
};

} // namespace hearth::server
