#include "server/cluster/fields.h"
#include "server/cluster/msgpack.h"
#include "server/cluster/wire.h"

namespace hearth::server::cluster {

namespace {

//! Of socket.io-adapter's cluster adapters; the numbers that are missing are heartbeats and goodbyes of
//! others.
enum class Type : int {
    Broadcast = 3,
    Join = 4,
    Leave = 5,
    Disconnect = 6,
    Fetch = 7,
    Fetched = 8,
    ServerEvent = 9,
    ServerAnswer = 10,
    QuestionCount = 11,
    QuestionAnswer = 12,
};

//! Node takes a room of so long a name for a socket's own, and listens to it on the common channel.
constexpr qsizetype nodeSocketIdLength = 20;

QByteArray optsOf(const Audience &who, const QByteArray &flags = {})
{
    return "{\"rooms\":" + jsonOf(who.rooms) + ",\"except\":" + jsonOf(who.except) + ",\"flags\":{" + flags +
           "}}";
}

QByteArray member(const char *name, const QByteArray &json)
{
    return QByteArray("\"") + name + "\":" + json;
}

QByteArray packetOf(const Event &event)
{
    return "{\"type\":2,\"data\":" + jsonOf(event) + '}';
}

//! The answer's own value, where there is one.
QByteArray packetOf(const Encoded &value)
{
    return value.items.isEmpty() ? QByteArray() : ',' + member("packet", value.items);
}

struct Encoder
{
    const ShardedWire &wire;
    const QString &asker;

    [[nodiscard]] QByteArray whole(
        Type type, const QByteArray &data, const QList<QByteArray> &attachments) const
    {
        const Wire::Names &names = wire.names();
        QByteArray json = "{\"type\":" + QByteArray::number(int(type)) + ",\"data\":{" + data +
                          "},\"uid\":" + jsonOf(names.uid) + ",\"nsp\":" + jsonOf(names.nsp) + '}';
        if (attachments.isEmpty())
            return json;
        Packer packer;
        Encoded value = Encoded::ofText(json);
        value.attachments = attachments;
        packer.value(value);
        return packer.take();
    }
    [[nodiscard]] Wire::Outgoing toAll(
        Type type, const QByteArray &data, const QList<QByteArray> &attachments = {}) const
    {
        return {wire.commonChannel(), whole(type, data, attachments)};
    }
    [[nodiscard]] Wire::Outgoing toAsker(
        Type type, const QString &id, const QByteArray &rest, const QList<QByteArray> &attachments = {}) const
    {
        return {wire.channelOf(asker), whole(type, member("requestId", jsonOf(id)) + rest, attachments)};
    }

    Wire::Outgoing operator()(const Ignored &) const { return {}; }
    Wire::Outgoing operator()(const Broadcast &broadcast) const
    {
        QByteArray flags = broadcast.isVolatile ? "\"volatile\":true" : "";
        if (broadcast.place) {
            flags += QByteArray(flags.isEmpty() ? "" : ",") + "\"hearth\":[" +
                     QByteArray::number(broadcast.place->track) + ',' +
                     QByteArray::number(broadcast.place->position) + ',' +
                     QByteArray::number(broadcast.place->after) + ']';
        }
        Wire::Outgoing out = toAll(Type::Broadcast,
            member("packet", packetOf(broadcast.event)) + ',' + member("opts", optsOf(broadcast.to, flags)),
            broadcast.event.arguments.attachments);
        const auto &rooms = broadcast.to.rooms;
        if (rooms.size() == 1 && rooms.begin()->size() != nodeSocketIdLength)
            out.channel = wire.channelOf(*rooms.begin());
        return out;
    }
    Wire::Outgoing operator()(const Question &question) const
    {
        const QByteArray flags = member("timeout", QByteArray::number(question.timeoutMs));
        return toAll(Type::Broadcast,
            member("packet", packetOf(question.event)) + ',' + member("requestId", jsonOf(question.id)) +
                ',' + member("opts", optsOf(question.to, flags)),
            question.event.arguments.attachments);
    }
    Wire::Outgoing operator()(const QuestionCount &count) const
    {
        return toAsker(
            Type::QuestionCount, count.id, ',' + member("clientCount", QByteArray::number(count.clients)));
    }
    Wire::Outgoing operator()(const QuestionAnswer &answer) const
    {
        return toAsker(Type::QuestionAnswer, answer.id, packetOf(answer.value), answer.value.attachments);
    }
    Wire::Outgoing operator()(const Move &move) const
    {
        return toAll(move.isJoin ? Type::Join : Type::Leave,
            member("opts", optsOf(move.who)) + ',' + member("rooms", jsonOf(move.rooms)));
    }
    Wire::Outgoing operator()(const Disconnect &disconnect) const
    {
        return toAll(Type::Disconnect, member("opts", optsOf(disconnect.who)) + ',' +
                                           member("close", disconnect.closes ? "true" : "false"));
    }
    Wire::Outgoing operator()(const Fetch &fetch) const
    {
        return toAll(
            Type::Fetch, member("opts", optsOf(fetch.who)) + ',' + member("requestId", jsonOf(fetch.id)));
    }
    Wire::Outgoing operator()(const Fetched &fetched) const
    {
        return toAsker(Type::Fetched, fetched.id, ',' + member("sockets", jsonOf(fetched.sockets)));
    }
    //! This wire has no such question.
    Wire::Outgoing operator()(const ListRooms &) const { return {}; }
    Wire::Outgoing operator()(const RoomsListed &) const { return {}; }
    Wire::Outgoing operator()(const ServerEvent &event) const
    {
        const QByteArray id = event.id.isEmpty() ? QByteArray() : member("requestId", jsonOf(event.id)) + ',';
        return toAll(
            Type::ServerEvent, id + member("packet", jsonOf(event.event)), event.event.arguments.attachments);
    }
    Wire::Outgoing operator()(const ServerAnswer &answer) const
    {
        return toAsker(Type::ServerAnswer, answer.id, packetOf(answer.value), answer.value.attachments);
    }
};

Result<Content> broadcastOf(const QString &id, const Fields &data, const Body &body)
{
    const auto event = packetOf(data["packet"], body);
    const auto to = audienceOf(data["opts"]);
    if (!event || !to)
        return malformed("a broadcast without event or rooms");
    const Flags flags = flagsOf(data["opts"]);
    return id.isEmpty() ? Content(Broadcast{*to, *event, flags.isVolatile, flags.place})
                        : Content(Question{id, *to, *event, flags.timeoutMs});
}

//! What is asked of sockets.
Result<Content> requestOf(Type type, const QString &id, const Fields &data)
{
    const auto who = audienceOf(data["opts"]);
    if (!who)
        return malformed("a request without sockets");
    if (type == Type::Fetch)
        return id.isEmpty() ? malformed("a fetch without number") : Result<Content>(Fetch{id, *who});
    if (type == Type::Disconnect)
        return Content(Disconnect{*who, isTrue(data["close"])});
    const auto rooms = roomsOf(data["rooms"]);
    return rooms ? Result<Content>(Move{*who, *rooms, type == Type::Join})
                 : malformed("a join or leave without rooms");
}

Result<Content> answerOf(Type type, const QString &id, const Fields &data, const Body &body)
{
    if (id.isEmpty())
        return malformed("an answer without number");
    if (type == Type::Fetched) {
        const auto sockets = socketsOf(data["sockets"]);
        return sockets ? Result<Content>(Fetched{id, *sockets}) : malformed("sockets that are none");
    }
    if (type == Type::QuestionCount) {
        const auto count = countOf(data["clientCount"]);
        return count ? Result<Content>(QuestionCount{id, *count}) : malformed("a count that is none");
    }
    const auto value = valueOf(data["packet"], body);
    if (!value)
        return malformed("an answer whose bytes are elsewhere");
    return type == Type::ServerAnswer ? Content(ServerAnswer{id, *value})
                                      : Content(QuestionAnswer{id, *value});
}

Result<Content> contentOf(Type type, const Fields &data, const Body &body)
{
    const QString id = textOf(data["requestId"]).value_or(QString());
    switch (type) {
    case Type::Broadcast:
        return broadcastOf(id, data, body);
    case Type::Join:
    case Type::Leave:
    case Type::Disconnect:
    case Type::Fetch:
        return requestOf(type, id, data);
    case Type::ServerEvent: {
        const auto event = eventOf(data["packet"], body);
        return event ? Result<Content>(ServerEvent{id, *event}) : malformed("a server's event without name");
    }
    case Type::Fetched:
    case Type::ServerAnswer:
    case Type::QuestionCount:
    case Type::QuestionAnswer:
        return answerOf(type, id, data, body);
    }
    return Content(Ignored());
}

} // namespace

Wire::Outgoing ShardedWire::encode(const Content &content, const QString &asker) const
{
    return std::visit(Encoder{*this, asker}, content);
}

Result<Message> ShardedWire::decode(QByteArrayView channel, QByteArrayView payload) const
{
    if (!channel.startsWith(commonChannel()))
        return malformed("a channel of others");
    const auto body = Body::of(payload, m_bounds);
    if (!body)
        return body.error();
    const auto fields = Fields::of(body->json());
    const auto type = fields ? numberOf((*fields)["type"]) : std::nullopt;
    const auto uid = fields ? textOf((*fields)["uid"]) : std::nullopt;
    if (!type || !uid)
        return malformed("a message without type or sender");
    const auto nsp = (*fields)["nsp"];
    if (!nsp.isEmpty() && textOf(nsp) != m_names.nsp)
        return Message{*uid, Ignored()};
    const auto data = Fields::of((*fields)["data"]);
    if (!data)
        return *type >= int(Type::Broadcast) && *type <= int(Type::QuestionAnswer)
                   ? Result<Message>(malformed("a message without data"))
                   : Result<Message>(Message{*uid, Ignored()});
    auto content = contentOf(Type(*type), *data, *body);
    if (!content)
        return content.error();
    return Message{*uid, *std::move(content)};
}

} // namespace hearth::server::cluster
