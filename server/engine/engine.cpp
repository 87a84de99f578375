#include "server/engine/engine.h"

#include "server/engine/localtransport.h"
#include "server/engine/remotetransport.h"
#include "server/net/turnedaway.h"
#include "server/net/websockethandshake.h"
#include "shared/base/ids.h"

#include <QLoggingCategory>
#include <QUrl>

Q_LOGGING_CATEGORY(lcEngine, "hearth.engine")

namespace hearth::server {

//! https://socket.io/docs/v4/engine-io-protocol/ and the reference's own list of codes.
struct Engine::Refusal
{
    int code;
    QString message;
    int status = 400;
};

namespace {

QString parameter(const HttpRequest &request, const char *name)
{
    return request.query.queryItemValue(QString::fromLatin1(name));
}

//! Of every request, by the protocol's document; the reference asks for it at the handshake only.
bool hasVersion(const HttpRequest &request)
{
    return parameter(request, "EIO") == QLatin1String("4");
}

} // namespace

Engine::Engine(Loop &loop, Options options, Opened opened)
    : m_loop(loop), m_options(std::move(options)), m_opened(std::move(opened))
{}

Engine::~Engine() = default;

std::optional<Engine::Refusal> Engine::check(const HttpRequest &request, bool isUpgrade) const
{
    const QString transport = parameter(request, "transport");
    const bool isWebSocket = transport == QLatin1String("websocket");
    const bool isPolling = transport == QLatin1String("polling");
    if (!(isWebSocket && m_options.allowsWebSocket) && !(isPolling && m_options.allowsPolling))
        return Refusal{0, QStringLiteral("Transport unknown")};
    if (!isAllowedOrigin(request))
        return Refusal{4, QStringLiteral("This origin is not allowed; see cors_origins"), 403};
    const Session *session = find(request);
    if (m_turnsAway && !session)
        return Refusal{3, turnedAwayText(), turnedAwayStatus};
    if (parameter(request, "sid").isEmpty())
        return checkOpening(request, isUpgrade);
    if (!session)
        return Refusal{1, QStringLiteral("Session ID unknown"), m_options.isOneOfSeveral ? 404 : 400};
    if (!hasVersion(request))
        return Refusal{5, QStringLiteral("Unsupported protocol version")};
    // A request belongs to a polling session; a WebSocket may only come to take one over.
    if (isUpgrade ? !isWebSocket || !m_options.allowsUpgrades : isWebSocket || !session->polling())
        return Refusal{3, QStringLiteral("Bad request")};
    if (!isUpgrade && request.method != "GET" && request.method != "POST")
        return Refusal{3, QStringLiteral("Bad request")};
    if (request.body.size() > m_options.session.maxPayload)
        return Refusal{3, QStringLiteral("The payload is larger than maxPayload"), 413};
    return std::nullopt;
}

std::optional<Engine::Refusal> Engine::checkOpening(const HttpRequest &request, bool isUpgrade) const
{
    if (request.method != "GET")
        return Refusal{2, QStringLiteral("Bad handshake method")};
    if (isUpgrade != (parameter(request, "transport") == QLatin1String("websocket")))
        return Refusal{3, QStringLiteral("Bad request")};
    if (!hasVersion(request))
        return Refusal{5, QStringLiteral("Unsupported protocol version")};
    if (admission) {
        if (const auto why = admission(request))
            return Refusal{4, *why, 403};
    }
    return std::nullopt;
}

bool Engine::isAllowedOrigin(const HttpRequest &request) const
{
    const QString origin = QString::fromLatin1(request.header("origin"));
    if (origin.isEmpty() || m_options.origins.contains(origin) ||
        m_options.origins.contains(QStringLiteral("*")))
        return true;
    // A page of our own is at the very host that the browser asks.
    return m_options.origins.isEmpty() &&
           QUrl(origin).authority() == QString::fromLatin1(request.header("host"));
}

void Engine::decorate(const HttpRequest &request, bool isInitial, HttpResponse &response) const
{
    const QByteArray origin = request.header("origin");
    if (!origin.isEmpty() && isAllowedOrigin(request)) {
        response.headers.emplaceBack("Access-Control-Allow-Origin", origin);
        response.headers.emplaceBack("Access-Control-Allow-Credentials", "true");
        response.headers.emplaceBack("Vary", "Origin");
    }
    if (headers)
        headers(request, isInitial, response);
}

HttpResponse Engine::refuse(const HttpRequest &request, const Refusal &refusal)
{
    ++m_counters.refused;
    qCInfo(lcEngine) << "refused" << request.peerAddress << qUtf8Printable(refusal.message);
    HttpResponse response = HttpResponse::json(
        {{QStringLiteral("code"), refusal.code}, {QStringLiteral("message"), refusal.message}},
        refusal.status);
    decorate(request, false, response);
    return response;
}

void Engine::requested(const std::shared_ptr<HttpExchange> &exchange)
{
    const HttpRequest &request = exchange->request;
    if (request.method == "OPTIONS" && isAllowedOrigin(request)) {
        HttpResponse response;
        response.status = 204;
        decorate(request, false, response);
        response.headers.emplaceBack("Access-Control-Allow-Methods", "GET,POST");
        response.headers.emplaceBack("Access-Control-Allow-Headers", "content-type,authorization");
        response.headers.emplaceBack("Access-Control-Max-Age", "600");
        return exchange->respond(response);
    }
    if (const auto refusal = check(request, false))
        return exchange->respond(refuse(request, *refusal));
    Session *session = find(request);
    if (!session)
        return openPolling(exchange);
    if (request.method == "POST")
        session->polling()->post(exchange);
    else
        session->polling()->get(exchange);
}

std::shared_ptr<void> Engine::bodyAwaited(const HttpRequest &head)
{
    Session *session = head.method == "POST" ? find(head) : nullptr;
    return session && session->polling() ? session->polling()->beginPost() : nullptr;
}

void Engine::openPolling(const std::shared_ptr<HttpExchange> &exchange)
{
    const QString id = newId(IdKind::Session);
    const PeerAddress peer = PeerAddress::of(QHostAddress(exchange->request.peerAddress));
    auto transport =
        std::make_unique<PollingTransport>(m_loop, peer, PollingTransport::Bounds{m_options.sendQueueBytes},
            [this, id, isFirst = true](const HttpRequest &request, HttpResponse &response) mutable {
                const bool isInitial = std::exchange(isFirst, false);
                if (isInitial && !m_options.cookie.isEmpty())
                    response.headers.emplaceBack("Set-Cookie",
                        m_options.cookie + '=' + id.toLatin1() + "; Path=/; HttpOnly; SameSite=Lax");
                decorate(request, isInitial, response);
            });
    PollingTransport *polling = transport.get();
    Session &session = add(id, std::move(transport));
    session.open(m_opened(session), m_options.allowsUpgrades && m_options.allowsWebSocket);
    polling->get(exchange);
}

void Engine::upgradeRequested(HttpConnection &connection, const HttpRequest &request)
{
    if (const auto refusal = check(request, true))
        return connection.refuse(refuse(request, *refusal));
    if (const auto refusal = handshakeRefusal(request))
        return connection.refuse(*refusal);
    Session *old = find(request);
    const QString id = old ? old->id() : newId(IdKind::Session);
    HttpResponse extra;
    if (!old && !m_options.cookie.isEmpty())
        extra.headers.emplaceBack(
            "Set-Cookie", m_options.cookie + '=' + id.toLatin1() + "; Path=/; HttpOnly; SameSite=Lax");
    decorate(request, !old, extra);

    QByteArray rest;
    Stream::Pointer stream = connection.takeStream(rest);
    stream->send(handshakeResponse(request, extra.headers));
    const WebSocketTransport::Bounds bounds{m_options.session.maxPayload, m_options.sendQueueBytes};
    if (IoThread *thread = m_options.threads ? m_options.threads->leastBusy() : nullptr) {
        auto remote =
            std::make_unique<RemoteTransport>(*thread, Stream::takeApart(std::move(stream)), rest, bounds);
        // It has begun: what it receives comes in a later turn.
        std::ignore = openWebSocket(old, id, std::move(remote));
        return;
    }
    auto transport = std::make_unique<LocalTransport>(std::move(stream), bounds);
    LocalTransport *webSocket = transport.get();
    if (openWebSocket(old, id, std::move(transport)))
        webSocket->begin(rest);
}

bool Engine::openWebSocket(Session *old, const QString &id, std::unique_ptr<Transport> transport)
{
    if (!old) {
        Session &session = add(id, std::move(transport));
        session.open(m_opened(session), false);
        return true;
    }
    const bool isTaken = old->probe(std::move(transport));
    m_counters.upgraded += isTaken ? 1 : 0;
    return isTaken;
}

Session &Engine::add(QString id, std::unique_ptr<Transport> transport)
{
    ++m_counters.opened;
    auto session = std::make_unique<Session>(
        m_loop, id, std::move(transport), m_options.session, [this](Session &ended) { remove(ended); });
    Session &added = *session;
    m_sessions.emplace(std::move(id), std::move(session));
    return added;
}

void Engine::remove(Session &session)
{
    const auto place = m_sessions.find(session.id());
    m_loop.retire(std::move(place->second));
    m_sessions.erase(place);
}

Session *Engine::find(const HttpRequest &request) const
{
    const auto place = m_sessions.find(parameter(request, "sid"));
    return place == m_sessions.end() ? nullptr : place->second.get();
}

} // namespace hearth::server
