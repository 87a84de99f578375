#include "server/redis/redispubsub.h"

#include "server/net/tls.h"

#include <QFile>
#include <QLoggingCategory>

#include <hiredis/hiredis.h>

#include <limits>

Q_LOGGING_CATEGORY(lcRedis, "hearth.redis", QtInfoMsg)

namespace hearth::server {

namespace {

constexpr QByteArrayView subscribing[] = {"SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE"};
constexpr QByteArrayView unsubscribing[] = {"UNSUBSCRIBE", "PUNSUBSCRIBE", "SUNSUBSCRIBE"};

QByteArrayView wordOf(const QByteArrayView (&words)[3], RedisPubSub::Kind kind)
{
    return words[std::size_t(kind)];
}

//! Of the connection that listens: what it sends is bounded by the topics, and a lost one would never be
//! told.
RedisOptions withoutBound(RedisOptions options)
{
    options.queueBytes = std::numeric_limits<qint64>::max();
    return options;
}

} // namespace

RedisPubSub::RedisPubSub(Loop &loop, const RedisOptions &options)
    : m_publishing(loop, options, *this), m_listening(loop, withoutBound(options), *this)
{}

RedisPubSub::~RedisPubSub() = default;

Result<RedisOptions> RedisPubSub::optionsFor(const QString &url)
{
    auto parsed = RedisUrl::parse(url);
    if (!parsed)
        return parsed.error();
    RedisOptions out;
    out.url = *std::move(parsed);
    if (!out.url.isTls)
        return out;
    QByteArray pem;
    if (!out.url.trustedFile.isEmpty()) {
        QFile file(out.url.trustedFile);
        if (!file.open(QIODevice::ReadOnly))
            return Error(ErrorCode::InvalidRequest,
                QStringLiteral("cannot read %1: %2").arg(out.url.trustedFile, file.errorString()));
        pem = file.readAll();
    }
    auto tls = TlsContext::createTrusting(pem);
    if (!tls)
        return Error(tls.error().code, out.url.trustedFile + QStringLiteral(": ") + tls.error().message);
    out.tls = *std::move(tls);
    return out;
}

void RedisPubSub::start(std::function<void(Result<Done>)> decided)
{
    m_decided = std::move(decided);
    m_publishing.start();
    m_listening.start();
}

void RedisPubSub::listen(Kind kind, const QByteArray &topic, Handler handler)
{
    const Topic key(kind, topic);
    const bool isNew = !m_topics.contains(key);
    m_topics[key].handler = std::make_shared<Handler>(std::move(handler));
    if (isNew && m_listening.isSignedIn())
        subscribe(key);
}

void RedisPubSub::unlisten(Kind kind, const QByteArray &topic)
{
    const Topic key(kind, topic);
    if (m_topics.erase(key) > 0 && m_listening.isSignedIn())
        tell(wordOf(unsubscribing, kind), key);
}

bool RedisPubSub::hears(Kind kind, const QByteArray &topic) const
{
    const auto found = m_topics.find({kind, topic});
    return m_listening.isSignedIn() && found != m_topics.end() && found->second.isHeard;
}

void RedisPubSub::subscribe(const Topic &topic)
{
    tell(wordOf(subscribing, topic.first), topic, [this, topic] {
        if (const auto found = m_topics.find(topic); found != m_topics.end())
            found->second.isHeard = true;
    });
}

void RedisPubSub::tell(QByteArrayView word, const Topic &topic, const std::function<void()> &confirmed)
{
    ++m_unconfirmed;
    const bool isSent =
        m_listening.send(commandOf({word, topic.second}), [this, topic, confirmed](const redisReply *reply) {
            --m_unconfirmed;
            if (reply && isError(*reply))
                refused(QStringLiteral("listen to %1")
                            .arg(QLatin1String(topic.second.toPercentEncoding("/:#").left(200))),
                    *reply);
            else if (reply && confirmed)
                confirmed();
            if (isSettled())
                tellWatchers(true);
        });
    if (!isSent)
        --m_unconfirmed;
}

std::shared_ptr<void> RedisPubSub::watch(Watcher watcher)
{
    const auto out = std::make_shared<Watch>(Watch{std::move(watcher)});
    m_watches.emplace_back(out);
    if (isSettled())
        tellWatchers(true);
    return out;
}

void RedisPubSub::tellWatchers(bool isThere)
{
    std::erase_if(m_watches, [](const auto &each) { return each.expired(); });
    // Held here: one may end itself, or begin another.
    for (const auto &each : std::vector(m_watches)) {
        const auto watch = each.lock();
        if (watch && std::exchange(watch->isThere, isThere) != isThere)
            watch->watcher(isThere);
    }
}

void RedisPubSub::publish(Kind kind, const QByteArray &channel, QByteArrayView payload)
{
    const QByteArrayView word = kind == Kind::Shard ? "SPUBLISH" : "PUBLISH";
    const bool isSent =
        m_publishing.send(commandOf({word, channel, payload}), [this](const redisReply *reply) {
            if (reply && isError(*reply))
                refused(QStringLiteral("publish"), *reply);
        });
    m_published += isSent ? 1 : 0;
}

//! One line for each kind of refusal, however often it comes.
void RedisPubSub::refused(const QString &what, const redisReply &reply)
{
    ++m_refused;
    const QString kind = what.section(u' ', 0, 0);
    if (m_saidNo.contains(kind))
        return;
    m_saidNo.insert(kind);
    qCWarning(
        lcRedis, "Redis lets us not %s: %s", qUtf8Printable(what), textOf(reply).toByteArray().constData());
}

void RedisPubSub::countListeners(
    Kind kind, const QByteArray &channel, const std::function<void(std::optional<int>)> &counted)
{
    const QByteArrayView what = kind == Kind::Shard ? "SHARDNUMSUB" : "NUMSUB";
    const bool isSent =
        m_publishing.send(commandOf({"PUBSUB", what, channel}), [counted](const redisReply *reply) {
            const redisReply *number = reply ? itemOf(*reply, 1) : nullptr;
            counted(number ? std::optional(int(number->integer)) : std::nullopt);
        });
    if (!isSent)
        counted(std::nullopt);
}

void RedisPubSub::signedIn(RedisSession &session)
{
    if (&session == &m_listening) {
        m_saidNo.clear();
        for (auto &[topic, listener] : m_topics) {
            listener.isHeard = false;
            subscribe(topic);
        }
    }
    if (!isUp())
        return;
    m_wasUp = true;
    m_saidRefusal.clear();
    qCInfo(lcRedis, "connected to Redis at %s", qUtf8Printable(session.hostText()));
    if (isSettled())
        tellWatchers(true);
    decide(Done{});
}

void RedisPubSub::isAway(RedisSession &, const RedisSession::Trouble &trouble)
{
    tellWatchers(false);
    // One line an absence, whatever both connections meet in it; and what somebody has to mend.
    if (std::exchange(m_wasUp, false))
        qCWarning(lcRedis, "lost Redis at %s; trying again", qUtf8Printable(trouble.text));
    else if (trouble.isRefusal && !m_decided && std::exchange(m_saidRefusal, trouble.text) != trouble.text)
        qCWarning(lcRedis, "Redis refuses us: %s", qUtf8Printable(trouble.text));
    if (m_decided)
        m_saidRefusal = trouble.text; // whoever started says it; the other connection meets the same
    decide(Error(ErrorCode::Unavailable, QStringLiteral("no Redis at ") + trouble.text));
}

void RedisPubSub::decide(Result<Done> outcome)
{
    if (m_decided)
        std::exchange(m_decided, {})(std::move(outcome));
}

bool RedisPubSub::pushed(const redisReply &reply)
{
    const redisReply *word = itemOf(reply, 0);
    if (!word || !word->str)
        return false;
    const QByteArrayView kind = textOf(*word);
    const bool isPattern = kind == "pmessage";
    if ((kind != "message" && kind != "smessage" && !isPattern) || reply.elements != (isPattern ? 4 : 3))
        return false;
    const Topic topic(isPattern            ? Kind::Pattern
                      : kind == "smessage" ? Kind::Shard
                                           : Kind::Channel,
        textOf(*reply.element[1]).toByteArray());
    deliver(topic, *reply.element[isPattern ? 2 : 1], *reply.element[isPattern ? 3 : 2]);
    return true;
}

void RedisPubSub::deliver(const Topic &topic, const redisReply &channel, const redisReply &payload)
{
    ++m_received;
    const auto found = m_topics.find(topic);
    if (found == m_topics.end()) // ended, and Redis has not heard of it yet
        return;
    const auto handler = found->second.handler; // it may end itself
    (*handler)(textOf(channel), textOf(payload));
}

RedisPubSub::Figures RedisPubSub::figures() const
{
    const RedisSession::Figures &sent = m_publishing.figures();
    return {m_published, m_received, sent.dropped, m_refused, sent.lost, sent.connects,
        m_publishing.queuedBytes(), isUp(), m_publishing.awaitedCount() + m_listening.awaitedCount()};
}

QByteArray RedisPubSub::escaped(QByteArrayView text)
{
    QByteArray out;
    for (const char c : text) {
        if (QByteArrayView("*?[]\\^-").contains(c))
            out += '\\';
        out += c;
    }
    return out;
}

} // namespace hearth::server
