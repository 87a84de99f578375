#include "server/net/listener.h"

#include "server/net/httpconnection.h"
#include "server/net/websockettransport.h"

#include <QHostAddress>
#include <QLoggingCategory>
#include <QPointer>
#include <QSocketNotifier>
#include <QSslSocket>
#include <QTimer>
#include <QUrl>
#include <QWebSocketServer>

#include <sys/socket.h>
#include <unistd.h>

Q_LOGGING_CATEGORY(lcNet, "hearth.net")

namespace hearth::server {

namespace {

constexpr char tlsRecord = 0x16;
//! 50 lost one connect in twenty when thousands came at once.
constexpr int backlog = 4096;

//! Waits for the peer's first byte without reading it.
class FirstByte : public QObject
{
public:
    FirstByte(
        qintptr descriptor, int timeoutMs, std::function<void(std::optional<char>)> done, QObject *parent)
        : QObject(parent)
        , m_descriptor(descriptor)
        , m_done(std::move(done))
        , m_notifier(descriptor, QSocketNotifier::Read)
    {
        connect(&m_notifier, &QSocketNotifier::activated, this, [this] { look(); });
        QTimer::singleShot(timeoutMs, this, [this] { finish(std::nullopt); });
    }

private:
    void look()
    {
        char first = 0;
        const auto got = ::recv(int(m_descriptor), &first, 1, MSG_PEEK | MSG_DONTWAIT);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        finish(got == 1 ? std::optional(first) : std::nullopt);
    }

    void finish(std::optional<char> first)
    {
        if (m_isFinished)
            return;
        m_isFinished = true;
        m_notifier.setEnabled(false);
        m_done(first);
        deleteLater();
    }

    qintptr m_descriptor;
    std::function<void(std::optional<char>)> m_done;
    QSocketNotifier m_notifier;
    bool m_isFinished = false;
};

//! One peer's WebSocket handshake. A QWebSocketServer of its own: it does not say which socket became which
//! WebSocket, and a peer that was gone before the answer has no address left to tell by.
class Upgrade : public QObject
{
public:
    using Done = std::function<void(QWebSocket *, QTcpSocket *)>;

    Upgrade(QTcpSocket *socket, int waitMs, Done done, QObject *parent)
        : QObject(parent)
        , m_socket(socket)
        , m_done(std::move(done))
        , m_server(QStringLiteral("hearthd"), QWebSocketServer::NonSecureMode)
    {
        socket->setParent(this);
        socket->setReadBufferSize(0);
        connect(&m_server, &QWebSocketServer::newConnection, this, &Upgrade::finish);
        // A head that we accept and QWebSocketServer refuses ends here.
        connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        QTimer::singleShot(waitMs, this, &QObject::deleteLater);
        m_server.handleConnection(socket);
    }

private:
    void finish()
    {
        QWebSocket *webSocket = m_server.nextPendingConnection();
        if (!webSocket)
            return;
        if (m_socket && m_socket->state() == QAbstractSocket::ConnectedState) {
            disconnect(m_socket, nullptr, this, nullptr);
            m_done(webSocket, m_socket);
        } else {
            webSocket->deleteLater();
        }
        deleteLater();
    }

    QPointer<QTcpSocket> m_socket;
    Done m_done;
    QWebSocketServer m_server;
};

} // namespace

Listener::Listener(Options options, const Router &router, QObject *parent)
    : QTcpServer(parent), m_options(std::move(options)), m_router(router)
{
    setListenBacklogSize(backlog);
}

Result<Done> Listener::start(const QHostAddress &address, quint16 port)
{
    if (listen(address, port))
        return Done{};
    return Error(ErrorCode::Unavailable,
        QStringLiteral("cannot listen on %1:%2: %3").arg(address.toString()).arg(port).arg(errorString()));
}

void Listener::stop()
{
    close();
}

void Listener::incomingConnection(qintptr descriptor)
{
    ++m_counters.accepted;
    new FirstByte(
        descriptor, m_options.limits.handshakeMs,
        [this, descriptor](std::optional<char> first) {
            if (first)
                return admit(descriptor, *first == tlsRecord && !m_options.tls.isNull());
            ++m_counters.firstByteTimeouts;
            ::close(int(descriptor));
        },
        this);
}

void Listener::admit(qintptr descriptor, bool isTls)
{
    if (isTls) {
        auto *socket = new QSslSocket(this);
        socket->setSslConfiguration(m_options.tls);
        socket->setSocketDescriptor(descriptor);
        connect(socket, &QSslSocket::encrypted, this, [this, socket] {
            disconnect(socket, nullptr, this, nullptr);
            disconnect(socket, &QSslSocket::disconnected, socket, nullptr);
            greet(socket);
        });
        connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
        QTimer::singleShot(m_options.limits.handshakeMs, socket, [socket] {
            if (!socket->isEncrypted())
                socket->abort();
        });
        socket->startServerEncryption();
        return;
    }
    auto *socket = new QTcpSocket(this);
    socket->setSocketDescriptor(descriptor);
    greet(socket);
}

void Listener::greet(QTcpSocket *socket)
{
    const bool isPlainFromAfar = !m_options.allowsPlain && !m_options.tls.isNull() &&
                                 !socket->peerAddress().isLoopback() && !qobject_cast<QSslSocket *>(socket);
    if (isPlainFromAfar)
        ++m_counters.plainRefused;
    auto *connection = new HttpConnection(socket, m_options.limits, this);
    connect(connection, &HttpConnection::refused, this, [this](const Error &error) {
        ++m_counters.requestsRefused;
        qCInfo(lcNet) << "refused a request:" << qUtf8Printable(error.message);
    });
    connect(connection, &HttpConnection::requested, this,
        [this, isPlainFromAfar](const HttpRequest &request, const Responder &respond) {
            if (isPlainFromAfar)
                respond(
                    HttpResponse::error({ErrorCode::Forbidden, QStringLiteral("Use https on this port")}));
            else
                m_router.route(request, respond);
        });
    connect(connection, &HttpConnection::upgradeRequested, this,
        [this, isPlainFromAfar](const HttpRequest &request, QTcpSocket *upgrading, const Responder &refuse) {
            auto problem = refusal(request);
            if (isPlainFromAfar)
                problem = Error(ErrorCode::Forbidden, QStringLiteral("Use wss on this port"));
            if (problem) {
                ++m_counters.upgradesRefused;
                qCInfo(lcNet) << "refused an upgrade:" << qUtf8Printable(problem->message);
                return refuse(HttpResponse::error(*problem));
            }
            upgrade(upgrading);
        });
}

void Listener::upgrade(QTcpSocket *socket)
{
    new Upgrade(
        socket, m_options.limits.handshakeMs,
        [this](QWebSocket *webSocket, QTcpSocket *upgraded) {
            Q_EMIT transportOpened(new WebSocketTransport(webSocket, upgraded, m_options.limits, this));
        },
        this);
}

std::optional<Error> Listener::refusal(const HttpRequest &request) const
{
    if (request.path != m_options.socketPath)
        return Error(ErrorCode::NotFound);
    if (request.query.queryItemValue(QStringLiteral("EIO")) != QLatin1String("4"))
        return Error(
            ErrorCode::InvalidRequest, QStringLiteral("Unsupported protocol version; this is Engine.IO 4"));
    if (request.query.queryItemValue(QStringLiteral("transport")) != QLatin1String("websocket"))
        return Error(ErrorCode::InvalidRequest, QStringLiteral("Transport unknown; use websocket"));
    const QByteArray origin = request.header("origin");
    if (origin.isEmpty() || m_options.origins.contains(QString::fromLatin1(origin)))
        return std::nullopt;
    // A page of our own is at the very host that the browser asks.
    if (m_options.origins.isEmpty() &&
        QUrl(QString::fromLatin1(origin)).authority() == QString::fromLatin1(request.header("host")))
        return std::nullopt;
    return Error(ErrorCode::Forbidden, QStringLiteral("This origin is not allowed; see cors_origins"));
}

} // namespace hearth::server
