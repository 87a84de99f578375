#include "server/cluster/adapter.h"

#include "server/cluster/requests.h"
#include "shared/base/ids.h"

namespace hearth::server::cluster {

namespace {

constexpr int uidLength = 16;
constexpr int idLength = 12;
constexpr int unlimitedMs = 60'000; //!< for a question of a server that sets no time

QString newWord(int length)
{
    return newSecret().first(length);
}

//! Servers answer for a client with one value.
Encoded firstOf(const Arguments &arguments)
{
    if (arguments.values.isEmpty())
        return Encoded::ofText({});
    return Arguments(QJsonArray{arguments.values.at(0)}, arguments.attachments);
}

} // namespace

Adapter::Adapter(Namespace &nsp, RedisPubSub &redis, const Options &options)
    : m_nsp(nsp)
    , m_redis(redis)
    , m_options(options)
    , m_wire(Wire::make(options.kind, {options.prefix, nsp.name(), newWord(uidLength)}, options.bounds))
    , m_kind(m_wire->isSharded() ? RedisPubSub::Kind::Shard : RedisPubSub::Kind::Channel)
{
    for (const QByteArray &channel : m_wire->channels())
        m_topics.emplace_back(m_kind, channel);
    if (const QByteArray prefix = m_wire->channelPrefix(); !prefix.isEmpty())
        m_topics.emplace_back(RedisPubSub::Kind::Pattern, RedisPubSub::escaped(prefix) + '*');
    for (const auto &[kind, topic] : m_topics)
        m_redis.listen(kind, topic, receiver());
    for (const QString &room : m_nsp.roomNames())
        roomBegan(room);
    m_nsp.setPeers(this);
}

Adapter::~Adapter()
{
    m_nsp.setPeers(nullptr);
    for (const auto &[kind, topic] : m_topics)
        m_redis.unlisten(kind, topic);
    for (const QString &room : m_nsp.roomNames())
        roomEnded(room);
}

RedisPubSub::Handler Adapter::receiver()
{
    return [this](QByteArrayView channel, QByteArrayView payload) { received(channel, payload); };
}

void Adapter::roomBegan(const QString &room)
{
    if (const QByteArray channel = m_wire->roomChannel(room); !channel.isEmpty())
        m_redis.listen(m_kind, channel, receiver());
}

void Adapter::roomEnded(const QString &room)
{
    if (const QByteArray channel = m_wire->roomChannel(room); !channel.isEmpty())
        m_redis.unlisten(m_kind, channel);
}

bool Adapter::hearsByRoom() const
{
    return m_wire->isSharded();
}

void Adapter::publish(const Content &content, const QString &asker)
{
    const Wire::Outgoing out = m_wire->encode(content, asker);
    if (!out.channel.isEmpty())
        m_redis.publish(m_kind, out.channel, out.payload);
}

// ---- what this server does ----

void Adapter::emitted(const Audience &to, const QString &event, const Encoded &arguments, bool isVolatile)
{
    publish(Broadcast{to, {event, arguments}, isVolatile});
}

void Adapter::placed(const QString &room, const QString &event, const Encoded &arguments, const Place &place)
{
    publish(Broadcast{{{room}, {}}, {event, arguments}, false, place});
}

void Adapter::moved(const Audience &who, const QString &room, bool isJoin)
{
    publish(Move{who, {room}, isJoin});
}

void Adapter::disconnected(const Audience &who)
{
    publish(Disconnect{who, false});
}

void Adapter::serverSideEmit(const Event &event)
{
    publish(ServerEvent{{}, event});
}

void Adapter::serverSideEmit(const Event &event, const Collected &collected)
{
    const QString id = newWord(idLength);
    if (!begin(
            id, std::make_unique<ServerEventRequest>(collected), m_options.requestMs, ServerEvent{id, event}))
        collected({}, 1); // at least
}

void Adapter::fetchSockets(const Audience &who, const Then<QList<RemoteSocket>> &then)
{
    const QString id = newWord(idLength);
    if (!begin(
            id, std::make_unique<FetchRequest>(ownSockets(who), then), m_options.requestMs, Fetch{id, who}))
        then(ErrorCode::Unavailable);
}

void Adapter::allRooms(const Then<QStringList> &then)
{
    if (m_wire->isSharded())
        return then(m_nsp.roomNames());
    const QString id = newWord(idLength);
    if (!begin(
            id, std::make_unique<RoomsRequest>(m_nsp.roomNames(), then), m_options.requestMs, ListRooms{id}))
        then(ErrorCode::Unavailable);
}

void Adapter::ask(const Audience &to, const QString &event, const Encoded &arguments, int timeoutMs,
    const Collected &collected)
{
    const QString id = newWord(idLength);
    auto request = std::make_unique<QuestionRequest>(collected);
    QuestionRequest *question = request.get();
    if (!begin(id, std::move(request), timeoutMs, Question{id, to, {event, arguments}, timeoutMs}))
        return collected({}, 1); // at least
    const std::weak_ptr<bool> alive = m_isAlive;
    question->asked(
        m_nsp.ask(to, event, arguments, timeoutMs, [this, alive, id](const Result<Arguments> &answer) {
            const auto found = alive.expired() ? m_waiting.end() : m_waiting.find(id);
            if (found == m_waiting.end())
                return;
            static_cast<QuestionRequest *>(found->second.request.get())->answered(answer);
            progressed(id);
        }));
}

// ---- requests ----

bool Adapter::begin(
    const QString &id, std::unique_ptr<Request> request, int timeoutMs, const Content &content)
{
    if (qsizetype(m_waiting.size()) >= m_options.maxRequests) {
        ++m_figures.refused;
        return false;
    }
    auto timer = std::make_unique<Timer>(m_nsp.loop().timers(), [this, id] { finish(id); });
    // A little longer than the clients of all servers have.
    timer->start(timeoutMs + m_options.marginMs);
    m_waiting.emplace(id, Waiting{std::move(request), std::move(timer)});
    // In one batch, so that hardly anybody comes or goes in between.
    publish(content);
    m_redis.countListeners(m_kind, m_wire->commonChannel(),
        [this, alive = std::weak_ptr(m_isAlive), id](std::optional<int> servers) {
            // Later also where Redis is away: who asked has not got its hands free yet.
            if (alive.expired())
                return;
            m_nsp.loop().post([this, alive, id, servers] {
                const auto found = alive.expired() ? m_waiting.end() : m_waiting.find(id);
                if (found == m_waiting.end())
                    return;
                // Redis counts this server only while it listens there.
                const bool isCounted = servers && m_redis.hears(m_kind, m_wire->commonChannel());
                found->second.request->counted(isCounted ? std::max(0, *servers - 1) : 0);
                found->second.isCutOff = !isCounted;
                progressed(id);
            });
        });
    return true;
}

void Adapter::progressed(const QString &id)
{
    const auto found = m_waiting.find(id);
    if (found != m_waiting.end() && found->second.request->isDone())
        finish(id);
}

void Adapter::finish(const QString &id)
{
    auto node = m_waiting.extract(id);
    if (node.empty())
        return;
    const Waiting &waiting = node.mapped();
    const bool isWhole = waiting.request->isDone() && !waiting.isCutOff;
    m_figures.unanswered += isWhole ? 0 : 1;
    waiting.request->end(isWhole);
}

QList<RemoteSocket> Adapter::ownSockets(const Audience &who) const
{
    QList<RemoteSocket> out;
    for (const Socket *socket : m_nsp.fetchSockets(who.rooms, who.except)) {
        const QJsonObject handshake{{QStringLiteral("address"), socket->peerAddress()},
            {QStringLiteral("headers"), QJsonObject()}, {QStringLiteral("query"), QJsonObject()},
            {QStringLiteral("auth"), QJsonObject()}};
        out.append(
            {socket->id(), socket->rooms().values(), handshake, m_data ? m_data(*socket) : QJsonObject()});
    }
    return out;
}

// ---- what other servers do ----

void Adapter::received(QByteArrayView channel, QByteArrayView payload)
{
    if (m_wire->isOwn(payload))
        return;
    const auto message = m_wire->decode(channel, payload);
    if (!message) {
        ++m_figures.malformed;
        return;
    }
    if (message->uid == m_wire->names().uid)
        return;
    m_taking = payload.size();
    std::visit([this, &message](const auto &content) { take(message->uid, content); }, message->content);
}

void Adapter::take(const QString &, const Broadcast &broadcast)
{
    ++m_figures.delivered;
    if (broadcast.place && broadcast.to.rooms.size() == 1)
        return m_nsp.placed(
            *broadcast.to.rooms.begin(), broadcast.event.name, broadcast.event.arguments, *broadcast.place);
    m_nsp.deliver(broadcast.to, broadcast.event.name, broadcast.event.arguments, broadcast.isVolatile);
}

void Adapter::take(const QString &uid, const Question &question)
{
    ++m_figures.requests;
    if (m_asking >= m_options.maxRequests) {
        ++m_figures.refused;
        return publish(QuestionCount{question.id, 0}, uid);
    }
    const int timeoutMs = question.timeoutMs > 0 ? question.timeoutMs : unlimitedMs;
    // Open as long as one of the answers is awaited: each holds the mark.
    ++m_asking;
    const std::shared_ptr<void> open(nullptr, [this, alive = std::weak_ptr(m_isAlive)](void *) {
        if (!alive.expired())
            --m_asking;
    });
    const std::weak_ptr<bool> alive = m_isAlive;
    const auto answered = [this, alive, open, uid, id = question.id](const Result<Arguments> &answer) {
        if (!alive.expired() && answer)
            publish(QuestionAnswer{id, firstOf(*answer)}, uid);
    };
    const int clients =
        m_nsp.ask(question.to, question.event.name, question.event.arguments, timeoutMs, answered);
    publish(QuestionCount{question.id, clients}, uid);
}

void Adapter::take(const QString &, const Move &move)
{
    ++m_figures.requests;
    for (const QString &room : move.rooms)
        m_nsp.move(move.who, room, move.isJoin);
}

void Adapter::take(const QString &, const Disconnect &disconnect)
{
    ++m_figures.requests;
    m_nsp.disconnect(disconnect.who, disconnect.closes);
}

void Adapter::take(const QString &uid, const Fetch &fetch)
{
    ++m_figures.requests;
    publish(Fetched{fetch.id, ownSockets(fetch.who)}, uid);
}

void Adapter::take(const QString &uid, const ListRooms &list)
{
    ++m_figures.requests;
    publish(RoomsListed{list.id, m_nsp.roomNames()}, uid);
}

void Adapter::take(const QString &uid, const ServerEvent &event)
{
    ++m_figures.requests;
    if (!m_onServerEvent)
        return;
    if (event.id.isEmpty())
        return m_onServerEvent(event.event, {});
    const std::weak_ptr<bool> alive = m_isAlive;
    m_onServerEvent(event.event,
        [this, alive, uid, id = event.id, isSent = std::make_shared<bool>(false)](const Encoded &answer) {
            if (!alive.expired() && !std::exchange(*isSent, true))
                publish(ServerAnswer{id, answer}, uid);
        });
}

template <class Answer>
void Adapter::take(const QString &, const Answer &answer)
{
    const auto found = m_waiting.find(answer.id);
    if (found == m_waiting.end()) // not ours, or too late
        return;
    found->second.bytes += m_taking;
    if (found->second.bytes > m_options.answerBytes) {
        ++m_figures.refused;
        return;
    }
    found->second.request->add(answer);
    progressed(answer.id);
}

} // namespace hearth::server::cluster
