#include "server/net/httpconnection.h"

namespace hearth::server {

namespace {

constexpr qsizetype smallBytes = 4 * 1024;

//! As a chunk (RFC 9112, section 7.1). What goes to many comes here many times, shared: it is made once.
QByteArray chunkOf(const QByteArray &bytes)
{
    thread_local QByteArray last;
    thread_local QByteArray chunk;
    if (!last.isSharedWith(bytes)) {
        last = bytes;
        chunk = QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
    }
    return chunk;
}

} // namespace

void HttpExchange::respond(const HttpResponse &response)
{
    HttpConnection *connection = std::exchange(m_connection, nullptr);
    onGone = {};
    if (!connection)
        return;
    const bool isRead = connection->m_parser->isDone();
    const bool keepsAlive = isRead && connection->m_parser->keepsAlive() && !response.closes;
    connection->answer(response, request.method == "HEAD", keepsAlive);
}

HttpConnection::HttpConnection(Stream::Pointer stream, const Limits &limits, Host &host)
    : m_stream(std::move(stream))
    , m_limits(limits)
    , m_host(host)
    , m_timer(m_stream->loop().timers(), [this] { giveUp(); })
{
    m_stream->setHandler(this);
    m_stream->tellWhenDrained();
    m_timer.start(m_limits.handshakeMs);
}

HttpConnection::~HttpConnection()
{
    if (m_exchange)
        m_exchange->m_connection = nullptr;
}

void HttpConnection::received(QByteArrayView bytes)
{
    if (m_isFinished)
        return;
    m_input.append(bytes);
    // What comes faster than it is answered waits in the kernel.
    if (!mayFeed() && m_input.size() > m_limits.headBytes)
        m_stream->setReading(false);
    work();
}

void HttpConnection::work()
{
    // An answer that comes at once, from within begin(), goes on with the loop.
    if (std::exchange(m_isWorking, true))
        return;
    while (m_stream && !m_isFinished) {
        deliver();
        if (!m_stream || m_isFinished || !mayFeed() || m_input.isEmpty() || !feed())
            break;
    }
    m_isWorking = false;
    if (!m_stream)
        endConnection();
}

bool HttpConnection::mayFeed() const
{
    return m_reading == Reading::Whole ? !isAnswering() : m_reading == Reading::Upload;
}

bool HttpConnection::feed()
{
    if (!m_parser) {
        m_parser = std::make_unique<HttpParser>(m_limits, [this](const HttpRequest &head) {
            const auto bytes = m_host.uploadBytes(head);
            m_reading = bytes ? Reading::Paused : Reading::Whole;
            return bytes.value_or(m_limits.bodyBytes);
        });
        if (!m_timer.isActive())
            m_timer.start(m_limits.handshakeMs);
    }
    const bool hadHead = m_parser->isHeadDone();
    const auto taken = m_parser->feed(m_input);
    if (!taken) {
        refuse(taken.error());
        return false;
    }
    m_input.remove(0, *taken);
    if (!m_parser->isHeadDone() && m_input.size() > m_limits.headBytes) {
        refuse({ErrorCode::TooLarge, QStringLiteral("The head of the request is too large")});
        return false;
    }
    if (m_reading != Reading::Whole) {
        if (!hadHead)
            beginUpload();
        return *taken > 0;
    }
    if (m_parser->isDone()) {
        begin();
        return true;
    }
    if (!hadHead && m_parser->isHeadDone()) {
        m_timer.start(m_limits.bodyMs);
        m_awaitsBody = m_host.bodyAwaited(m_parser->request());
    }
    return *taken > 0;
}

void HttpConnection::begin()
{
    m_timer.stop();
    m_awaitsBody.reset();
    HttpRequest request = requestOfPeer();
    if (request.isWebSocketUpgrade()) {
        // It is this client's alone from now on.
        m_stream->setPeer(PeerAddress::of(QHostAddress(request.peerAddress)));
        return m_host.upgradeRequested(*this, request);
    }
    m_exchange = std::make_shared<HttpExchange>(*this, std::move(request));
    m_host.requested(m_exchange);
}

HttpRequest HttpConnection::requestOfPeer() const
{
    HttpRequest request = m_parser->request();
    request.peerAddress = m_stream->peer().text();
    request.isLoopback = m_stream->peer().isLoopback();
    request.isTls = m_stream->isTls();
    m_host.identify(request);
    return request;
}

void HttpConnection::beginUpload()
{
    m_timer.stop();
    HttpRequest request = requestOfPeer();
    request.body.clear();
    m_isContinueDue = request.header("expect").toLower() == "100-continue";
    m_stream->setReading(false);
    m_exchange = std::make_shared<HttpExchange>(*this, std::move(request));
    const auto upload = m_host.uploadRequested(m_exchange);
    if (!upload || !m_exchange)
        return;
    m_upload = upload;
    m_upload->begin(*this);
}

void HttpConnection::deliver()
{
    if (!m_upload || m_reading != Reading::Upload)
        return;
    if (const QByteArray piece = m_parser->takeBody(); !piece.isEmpty()) {
        m_timer.start(m_limits.uploadStalledMs);
        m_upload->received(piece);
    }
    if (!m_upload || m_reading != Reading::Upload || !m_parser->isDone())
        return;
    m_reading = Reading::Done;
    m_timer.stop();
    m_upload->finished();
}

void HttpConnection::pause()
{
    if (!m_upload || !m_stream || m_reading != Reading::Upload)
        return;
    m_reading = Reading::Paused;
    m_timer.stop();
    m_stream->setReading(false);
}

void HttpConnection::resume()
{
    if (!m_upload || !m_stream || m_reading != Reading::Paused)
        return;
    m_reading = Reading::Upload;
    if (std::exchange(m_isContinueDue, false) && !m_parser->isDone())
        m_stream->send("HTTP/1.1 100 Continue\r\n\r\n");
    m_timer.start(m_limits.uploadStalledMs);
    m_stream->setReading(true);
    work();
}

void HttpConnection::answer(const HttpResponse &response, bool isHead, bool keepsAlive)
{
    m_exchange.reset();
    m_reading = Reading::Whole;
    releaseBody();
    keepsAlive = keepsAlive && !response.closes && !m_isLast;
    m_stream->send(response.toBytes(isHead, keepsAlive));
    if (!response.stream || isHead)
        return answered(keepsAlive);
    m_body = response.stream;
    m_waitsSince = 0;
    m_keepsAliveAfterBody = keepsAlive;
    m_isChunked = keepsAlive && !response.streamBytes;
    m_body->begin(*this);
}

void HttpConnection::write(const QByteArray &bytes)
{
    if (!m_body || !m_stream)
        return;
    if (bytes.isEmpty())
        return; // an empty chunk would be the last one
    if (!m_isChunked) {
        m_stream->send(bytes);
    } else if (bytes.size() <= smallBytes) {
        m_stream->send(chunkOf(bytes));
    } else {
        m_stream->send(QByteArray::number(bytes.size(), 16) + "\r\n");
        m_stream->send(bytes);
        m_stream->send(QByteArrayLiteral("\r\n"));
    }
    if (m_limits.sendQueueBytes > 0 && m_stream->queuedBytes() > m_limits.sendQueueBytes)
        return closeSlowReader();
    // The timer looks now and then: to start and to stop it with every write would cost as much as the write.
    if (m_waitsSince == 0)
        m_waitsSince = m_stream->loop().clock().steadyMs();
    if (!m_timer.isActive())
        m_timer.start(m_limits.readerStalledMs);
}

void HttpConnection::end()
{
    if (!m_body || !m_stream)
        return;
    if (m_isChunked)
        m_stream->send(QByteArrayLiteral("0\r\n\r\n"));
    releaseBody();
    answered(m_keepsAliveAfterBody);
}

void HttpConnection::fail()
{
    if (!m_body || !m_stream)
        return;
    releaseBody();
    gone();
}

qint64 HttpConnection::queuedBytes() const
{
    return m_stream ? m_stream->queuedBytes() : 0;
}

void HttpConnection::drained()
{
    if (!m_body)
        return;
    m_waitsSince = 0;
    m_body->drained();
}

void HttpConnection::releaseBody()
{
    if (m_body || m_upload)
        m_stream->loop().atTurnEnd(
            [body = std::exchange(m_body, nullptr), upload = std::exchange(m_upload, nullptr)] {});
}

void HttpConnection::checkReader()
{
    if (m_waitsSince == 0)
        return;
    const qint64 waited = m_stream->loop().clock().steadyMs() - m_waitsSince;
    if (waited >= m_limits.readerStalledMs)
        return closeSlowReader();
    m_timer.start(int(m_limits.readerStalledMs - waited));
}

void HttpConnection::closeSlowReader()
{
    releaseBody();
    m_host.readTooSlowly();
    gone();
}

void HttpConnection::answered(bool keepsAlive)
{
    m_timer.stop();
    if (!keepsAlive)
        return finish();
    m_parser.reset();
    m_timer.start(m_limits.handshakeMs);
    m_stream->setReading(true);
    work();
}

Stream::Pointer HttpConnection::takeStream(QByteArray &rest)
{
    m_timer.stop();
    m_stream->setHandler(nullptr);
    rest = std::exchange(m_input, {});
    return std::move(m_stream);
}

void HttpConnection::endSoon()
{
    m_isLast = true;
    if (m_stream && !isAnswering() && !m_parser && m_input.isEmpty() && !m_isFinished)
        finish();
}

void HttpConnection::refuse(const HttpResponse &response)
{
    m_awaitsBody.reset();
    // An upload that is too long, or stalls: its own answer would come too late.
    if (const auto exchange = std::exchange(m_exchange, nullptr))
        exchange->m_connection = nullptr;
    releaseBody();
    m_stream->send(response.toBytes(false, false));
    finish();
}

void HttpConnection::finish()
{
    m_isFinished = true;
    m_timer.stop();
    // What the peer still sends is read and dropped: unread, it would become a reset that eats the answer.
    m_stream->setReading(true);
    m_stream->finish();
}

void HttpConnection::refuse(const Error &error)
{
    m_host.requestRefused(error);
    refuse(HttpResponse::error(error));
}

void HttpConnection::giveUp()
{
    if (m_body)
        return checkReader();
    // Kept alive and not asked again: nobody is to blame.
    const bool isIdle = !m_parser && m_input.isEmpty();
    if (!isIdle)
        return refuse(ErrorCode::RequestTimeout);
    finish();
}

void HttpConnection::gone()
{
    if (m_stream)
        releaseBody();
    m_stream.reset();
    if (!m_isWorking)
        endConnection();
}

void HttpConnection::endConnection()
{
    m_timer.stop();
    if (const auto exchange = std::exchange(m_exchange, nullptr)) {
        exchange->m_connection = nullptr;
        if (const auto onGone = std::exchange(exchange->onGone, {}))
            onGone();
    }
    m_host.ended(*this);
}

} // namespace hearth::server
