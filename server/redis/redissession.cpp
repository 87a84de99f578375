#include "server/redis/redissession.h"

#include "server/net/tls.h"

#include <QRandomGenerator>

namespace hearth::server {

namespace {

std::function<double()> chanceOf(const RedisOptions &options)
{
    return options.random ? options.random : [] { return QRandomGenerator::global()->generateDouble(); };
}

//! Errors that pass by themselves: Redis reads its file, or waits for its master.
bool isPassing(QByteArrayView error)
{
    return error.startsWith("LOADING") || error.startsWith("MASTERDOWN") || error.startsWith("BUSY");
}

} // namespace

RedisSession::RedisSession(Loop &loop, const RedisOptions &options, Owner &owner)
    : m_loop(loop)
    , m_options(options)
    , m_owner(owner)
    , m_backoff(chanceOf(options), options.firstRetryMs, options.maxRetryMs)
    , m_retry(loop.timers(), [this] { connectToHost(); })
    , m_heartbeat(loop.timers(), [this] { beat(); })
    , m_silence(loop.timers(), [this] { fail(hiddenTrouble(QStringLiteral("no answer in time")), false); })
{}

RedisSession::~RedisSession() = default;

QString RedisSession::hostText() const
{
    return m_options.url.hosts.at(m_host).text();
}

void RedisSession::start()
{
    connectToHost();
}

void RedisSession::connectToHost()
{
    m_state = State::Connecting;
    m_connector = std::make_unique<Connector>(m_loop, m_options.url.hosts.at(m_host), m_options.connectMs,
        [this](const Result<Connector::Connected> &connected) {
            if (connected)
                opened(*connected);
            else
                fail(connected.error().message, false);
        });
}

void RedisSession::opened(const Connector::Connected &connected)
{
    m_connector.reset();
    std::unique_ptr<Tls> tls;
    if (m_options.url.isTls)
        tls = std::make_unique<Tls>(
            *m_options.tls, connected.descriptor, m_options.url.hosts.at(m_host).name.toUtf8());
    m_stream = Stream::open(m_loop, {connected.descriptor, connected.peer, std::move(tls), {}});
    m_stream->setHandler(this);
    m_reader = std::make_unique<ReplyReader>();
    m_state = State::SigningIn;
    m_silence.start(m_options.connectMs);
    signIn();
}

RedisSession::Answered RedisSession::signInStep(bool mayFail, std::function<void(const redisReply &)> done)
{
    return [this, mayFail, done = std::move(done)](const redisReply *reply) {
        if (!reply || m_state != State::SigningIn)
            return;
        if (isError(*reply) && !mayFail) {
            const QByteArrayView text = textOf(*reply);
            return fail(QString::fromUtf8(text), !isPassing(text));
        }
        if (done)
            done(*reply);
    };
}

void RedisSession::signIn()
{
    const RedisUrl &url = m_options.url;
    if (!url.password.isEmpty()) {
        const QByteArray password = url.password.toUtf8();
        ask(url.user.isEmpty() ? commandOf({"AUTH", password})
                               : commandOf({"AUTH", url.user.toUtf8(), password}),
            signInStep(false));
    }
    if (url.database > 0)
        ask(commandOf({"SELECT", QByteArray::number(url.database)}), signInStep(false));
    // What is published to a replica reaches only who listens there. Who may not ask believes.
    ask(commandOf({"ROLE"}), signInStep(true, [this](const redisReply &role) {
        const redisReply *name = itemOf(role, 0);
        if (name && textOf(*name) != "master")
            fail(QStringLiteral("this is a replica"), false);
    }));
    ask(commandOf({"PING"}), signInStep(false, [this](const redisReply &) { signedIn(); }));
}

void RedisSession::signedIn()
{
    m_state = State::SignedIn;
    m_silence.stop();
    m_heartbeat.start(m_options.heartbeatMs);
    m_backoff.reset();
    m_failedHosts = 0;
    m_trouble = {};
    ++m_figures.connects;
    m_isHolding = true;
    m_heldBytes = 0;
    // First what waited: what the owner publishes in its turn came later.
    for (Held &each : std::exchange(m_held, {}))
        ask(each.command, std::move(each.answered));
    m_owner.signedIn(*this);
}

void RedisSession::ask(const QByteArray &command, Answered answered)
{
    m_awaited.push_back(std::move(answered));
    m_stream->send(command);
}

bool RedisSession::send(const QByteArray &command, Answered answered)
{
    const bool canWait = m_state == State::SignedIn || m_isHolding;
    if (!canWait || queuedBytes() + command.size() > m_options.queueBytes) {
        ++m_figures.dropped;
        return false;
    }
    if (m_state == State::SignedIn) {
        ask(command, std::move(answered));
    } else {
        m_heldBytes += command.size();
        m_held.push_back({command, std::move(answered)});
    }
    return true;
}

void RedisSession::received(QByteArrayView bytes)
{
    const std::weak_ptr<bool> alive = m_isAlive;
    const Stream *stream = m_stream.get();
    m_reader->feed(bytes);
    while (true) {
        const auto reply = m_reader->next();
        if (!reply)
            return fail(
                QStringLiteral("this does not speak Redis' protocol (%1)").arg(reply.error().message), false);
        if (!*reply)
            return;
        answer(**reply);
        // An answer may have ended the session, or its connection.
        if (alive.expired() || m_stream.get() != stream)
            return;
    }
}

void RedisSession::answer(const redisReply &reply)
{
    if (m_state == State::SignedIn && m_owner.pushed(reply))
        return;
    if (m_awaited.empty()) // an error before anything was asked, such as too many clients
        return fail(QString::fromUtf8(textOf(reply)), false);
    const Answered answered = std::move(m_awaited.front());
    m_awaited.pop_front();
    if (answered)
        answered(&reply);
}

void RedisSession::gone()
{
    fail(hiddenTrouble(QStringLiteral("the connection was closed")), false);
}

//! TLS that does not come about ends, or stands still, and says nothing.
QString RedisSession::hiddenTrouble(const QString &otherwise) const
{
    if (!m_options.url.isTls || m_state != State::SigningIn)
        return otherwise;
    return QStringLiteral("no TLS connection; is it a TLS port, and its certificate to be trusted?");
}

void RedisSession::beat()
{
    m_silence.start(m_options.silenceMs);
    ask(commandOf({"PING"}), [this](const redisReply *reply) {
        if (!reply)
            return;
        m_silence.stop();
        m_heartbeat.start(m_options.heartbeatMs);
    });
}

void RedisSession::fail(const QString &why, bool isRefusal)
{
    const bool wasThere = m_state == State::SignedIn;
    const Trouble trouble{hostText() + QStringLiteral(": ") + why, isRefusal};
    m_state = State::Waiting;
    m_heartbeat.stop();
    m_silence.stop();
    m_connector.reset();
    m_stream.reset();
    const std::weak_ptr<bool> alive = m_isAlive;
    auto awaited = std::exchange(m_awaited, {});
    if (wasThere)
        m_figures.lost += awaited.size();
    for (const Answered &each : awaited) {
        if (each)
            each(nullptr);
        if (alive.expired())
            return;
    }
    if (wasThere) { // the same host first, not at once: others have lost it, too
        m_retry.start(m_backoff.nextMs());
        return m_owner.isAway(*this, trouble);
    }
    if (m_failedHosts == 0 || isRefusal)
        m_trouble = trouble;
    m_host = (m_host + 1) % m_options.url.hosts.size();
    if (++m_failedHosts < m_options.url.hosts.size())
        return m_retry.start(1);
    m_failedHosts = 0;
    m_retry.start(m_backoff.nextMs());
    dropHeld();
    if (alive.expired())
        return;
    m_owner.isAway(*this, std::exchange(m_trouble, {}));
}

void RedisSession::dropHeld()
{
    m_isHolding = false;
    m_heldBytes = 0;
    m_figures.dropped += m_held.size();
    // An answer may end this object; nothing of it is touched then.
    for (const Held &each : std::exchange(m_held, {})) {
        if (each.answered)
            each.answered(nullptr);
    }
}

} // namespace hearth::server
