#include "server/features/eventstream.h"

#include "server/net/sse.h"
#include "server/net/turnedaway.h"

namespace hearth::server {

namespace {
constexpr int pingMs = 30'000;
constexpr int retryMs = 3'000;
//! Beyond that, by chance, at the server's end: all that come back to one server at once would be a burden.
constexpr int retrySpreadMs = 3'000;
} // namespace

EventStream::EventStream(EventStreams *owner, Timers &timers, std::unique_ptr<Source> source)
    : m_owner(owner), m_timers(timers), m_ping(timers, [this] { ping(); }), m_source(std::move(source))
{}

EventStream::~EventStream()
{
    if (m_owner)
        m_owner->forget(this);
}

void EventStream::begin(BodyWriter &writer)
{
    m_writer = &writer;
    m_wroteAt = m_timers.nowMs();
    m_writer->write(sse::retry(retryMs));
    m_ping.start(pingMs);
    m_source->begun(*this);
}

void EventStream::send(const QByteArray &name, const QByteArray &data, const QString &id)
{
    write(sse::event(name, data, id));
}

//! Where nothing was said for so long. Looked at now and then: a timer that moves with every event would cost
//! as much as the event.
void EventStream::ping()
{
    const qint64 silentMs = m_timers.nowMs() - m_wroteAt;
    if (silentMs < pingMs)
        return m_ping.start(int(pingMs - silentMs));
    write(sse::comment("ping"));
    m_ping.start(pingMs);
}

void EventStream::write(const QByteArray &event)
{
    if (!m_writer)
        return;
    m_wroteAt = m_timers.nowMs();
    m_writer->write(event);
}

void EventStream::end()
{
    m_ping.stop();
    if (BodyWriter *writer = std::exchange(m_writer, nullptr))
        writer->end();
}

void EventStream::endUntil(int retryMs)
{
    write(sse::retry(retryMs));
    end();
}

EventStreams::EventStreams(const Services &services, TokenWatch &tokens, std::function<double()> random)
    : m_services(services), m_tokens(tokens), m_random(std::move(random))
{
    connect(&tokens, &TokenWatch::revoked, this, &EventStreams::endOf);
    connect(&tokens, &TokenWatch::looked, this, &EventStreams::review);
}

EventStreams::~EventStreams() = default;

void EventStreams::serve(const QString &path, const Router::Handler &handler)
{
    for (const char *prefix : {"/events", "/api/events"})
        m_services.router.add("GET", QLatin1String(prefix) + path,
            [this, handler](
                const HttpRequest &request, const QStringList &captures, const Responder &respond) {
                m_turnsAway ? respond(turnedAway()) : handler(request, captures, respond);
            });
}

void EventStreams::open(
    const Caller &caller, const Responder &respond, std::unique_ptr<EventStream::Source> source)
{
    const int limit = m_services.limits.eventStreamsPerUser;
    if (limit > 0 && m_ofUser.value(caller.user.id) >= limit) {
        ++m_refused;
        return respond(HttpResponse::error(
            {ErrorCode::TooMany, QStringLiteral("At most %1 event streams at once").arg(limit)}));
    }
    const auto stream =
        std::make_shared<EventStream>(this, m_services.chat.loop().timers(), std::move(source));
    m_streams.insert(stream.get(), caller);
    ++m_ofUser[caller.user.id];
    m_tokens.hold(caller);
    HttpResponse response;
    response.contentType = "text/event-stream";
    response.cacheControl = "no-cache";
    response.headers = {{"X-Accel-Buffering", "no"}};
    response.stream = stream;
    respond(response);
}

void EventStreams::forget(EventStream *stream)
{
    if (!m_streams.contains(stream))
        return;
    const Caller caller = m_streams.take(stream);
    m_tokens.release(caller);
    if (--m_ofUser[caller.user.id] == 0)
        m_ofUser.remove(caller.user.id);
}

void EventStreams::endOf(const QByteArray &tokenHash)
{
    const QList<EventStream *> all = m_streams.keys();
    for (EventStream *stream : all) {
        if (m_streams.value(stream).tokenHash == tokenHash)
            stream->end();
    }
}

void EventStreams::review(const TokenWatch::Holders &holders)
{
    const QList<EventStream *> all = m_streams.keys();
    for (EventStream *stream : all) {
        const auto caller = m_streams.find(stream);
        const auto holder = caller == m_streams.end() ? holders.cend() : holders.constFind(caller->tokenHash);
        if (holder == holders.cend() || caller->user.role == holder->role)
            continue;
        caller->user.role = holder->role;
        stream->callerChanged(caller->user);
    }
}

void EventStreams::endSome(qsizetype count)
{
    QList<EventStream *> some;
    for (auto it = m_streams.keyBegin(); it != m_streams.keyEnd() && some.size() < count; ++it) {
        if (!(*it)->hasEnded())
            some.append(*it);
    }
    for (EventStream *stream : some)
        stream->endUntil(retryMs + int(m_random() * retrySpreadMs));
}

} // namespace hearth::server
