#include "server/cluster/fields.h"
#include "server/cluster/msgpack.h"
#include "server/cluster/wire.h"

namespace hearth::server::cluster {

namespace {

enum class Type : int {
    Join = 2,
    Leave = 3,
    Disconnect = 4,
    Fetch = 5,
    ServerEvent = 6,
    Question = 7,
    QuestionCount = 8,
    QuestionAnswer = 9,
    Rooms = 1,
    Sockets = 0, //!< of versions before 5, for which nothing asks any more
};

//! A room's name may hold whatever it likes, so only what is around it says that this is one.
constexpr char endMark = '#';

QByteArray typeText(Type type)
{
    return QByteArray::number(int(type));
}

QByteArray optsOf(const Audience &who)
{
    return "{\"rooms\":" + jsonOf(who.rooms) + ",\"except\":" + jsonOf(who.except) + '}';
}

void packAudience(Packer &packer, const Audience &to)
{
    packer.text(QStringLiteral("rooms"));
    packer.texts(to.rooms);
    packer.text(QStringLiteral("except"));
    packer.texts(to.except);
    packer.text(QStringLiteral("flags"));
}

void packPacket(Packer &packer, const Event &event, const QString &nsp)
{
    packer.map(3);
    packer.text(QStringLiteral("type"));
    packer.number(2);
    packer.text(QStringLiteral("data"));
    packer.event(event);
    packer.text(QStringLiteral("nsp"));
    packer.text(nsp);
}

void packSender(Packer &packer, const Wire::Names &names)
{
    packer.list(3);
    packer.text(names.uid);
}

QByteArray packed(const Broadcast &broadcast, const Wire::Names &names)
{
    Packer packer;
    packSender(packer, names);
    packPacket(packer, broadcast.event, names.nsp);
    packer.map(3);
    packAudience(packer, broadcast.to);
    packer.map((broadcast.isVolatile ? 1 : 0) + (broadcast.place ? 1 : 0));
    if (broadcast.place) {
        packer.text(QStringLiteral("hearth"));
        packer.list(3);
        packer.number(broadcast.place->track);
        packer.number(broadcast.place->position);
        packer.number(broadcast.place->after);
    }
    if (broadcast.isVolatile) {
        packer.text(QStringLiteral("volatile"));
        packer.flag(true);
    }
    return packer.take();
}

QByteArray packed(const Question &question, const Wire::Names &names)
{
    Packer packer;
    packer.map(5);
    packer.text(QStringLiteral("uid"));
    packer.text(names.uid);
    packer.text(QStringLiteral("requestId"));
    packer.text(question.id);
    packer.text(QStringLiteral("type"));
    packer.number(int(Type::Question));
    packer.text(QStringLiteral("packet"));
    packPacket(packer, question.event, names.nsp);
    packer.text(QStringLiteral("opts"));
    packer.map(3);
    packAudience(packer, question.to);
    packer.map(1);
    packer.text(QStringLiteral("timeout"));
    packer.number(question.timeoutMs);
    return packer.take();
}

QByteArray packed(const QuestionAnswer &answer)
{
    Packer packer;
    packer.map(3);
    packer.text(QStringLiteral("type"));
    packer.number(int(Type::QuestionAnswer));
    packer.text(QStringLiteral("requestId"));
    packer.text(answer.id);
    packer.text(QStringLiteral("packet"));
    packer.value(answer.value);
    return packer.take();
}

//! A request's JSON: who asks, under which number if an answer is awaited, and what.
QByteArray request(const Wire::Names &names, Type type, const QString &id, const QByteArray &rest)
{
    return "{\"uid\":" + jsonOf(names.uid) + (id.isEmpty() ? QByteArray() : ",\"requestId\":" + jsonOf(id)) +
           ",\"type\":" + typeText(type) + rest + '}';
}

struct Encoder
{
    const ClassicWire &wire;

    [[nodiscard]] Wire::Outgoing asked(Type type, const QString &id, const QByteArray &rest) const
    {
        return {wire.requestChannel(), request(wire.names(), type, id, rest)};
    }
    [[nodiscard]] Wire::Outgoing answered(const QByteArray &payload) const
    {
        return {wire.responseChannel(), payload};
    }

    Wire::Outgoing operator()(const Ignored &) const { return {}; }
    Wire::Outgoing operator()(const Broadcast &broadcast) const
    {
        QByteArray channel = wire.broadcastChannel();
        if (broadcast.to.rooms.size() == 1)
            channel += broadcast.to.rooms.begin()->toUtf8() + endMark;
        return {channel, packed(broadcast, wire.names())};
    }
    Wire::Outgoing operator()(const Question &question) const
    {
        return {wire.requestChannel(), packed(question, wire.names())};
    }
    Wire::Outgoing operator()(const QuestionCount &count) const
    {
        return answered("{\"type\":" + typeText(Type::QuestionCount) + ",\"requestId\":" + jsonOf(count.id) +
                        ",\"clientCount\":" + QByteArray::number(count.clients) + '}');
    }
    Wire::Outgoing operator()(const QuestionAnswer &answer) const { return answered(packed(answer)); }
    Wire::Outgoing operator()(const Move &move) const
    {
        return asked(move.isJoin ? Type::Join : Type::Leave, {},
            ",\"opts\":" + optsOf(move.who) + ",\"rooms\":" + jsonOf(move.rooms));
    }
    Wire::Outgoing operator()(const Disconnect &disconnect) const
    {
        return asked(Type::Disconnect, {},
            ",\"opts\":" + optsOf(disconnect.who) + ",\"close\":" + (disconnect.closes ? "true" : "false"));
    }
    Wire::Outgoing operator()(const Fetch &fetch) const
    {
        return asked(Type::Fetch, fetch.id, ",\"opts\":" + optsOf(fetch.who));
    }
    Wire::Outgoing operator()(const Fetched &fetched) const
    {
        return answered(
            "{\"requestId\":" + jsonOf(fetched.id) + ",\"sockets\":" + jsonOf(fetched.sockets) + '}');
    }
    Wire::Outgoing operator()(const ListRooms &list) const { return asked(Type::Rooms, list.id, {}); }
    Wire::Outgoing operator()(const RoomsListed &listed) const
    {
        return answered("{\"requestId\":" + jsonOf(listed.id) + ",\"rooms\":" + jsonOf(listed.rooms) + '}');
    }
    Wire::Outgoing operator()(const ServerEvent &event) const
    {
        return asked(Type::ServerEvent, event.id, ",\"data\":" + jsonOf(event.event));
    }
    Wire::Outgoing operator()(const ServerAnswer &answer) const
    {
        const QByteArray data =
            answer.value.items.isEmpty() ? QByteArray() : ",\"data\":" + answer.value.items;
        return answered(
            "{\"type\":" + typeText(Type::ServerEvent) + ",\"requestId\":" + jsonOf(answer.id) + data + '}');
    }
};

Result<Content> contentOf(Type type, const QString &id, const Fields &fields, const Body &body)
{
    const auto who = audienceOf(fields["opts"]);
    switch (type) {
    case Type::Join:
    case Type::Leave: {
        const auto rooms = roomsOf(fields["rooms"]);
        if (!who || !rooms)
            return malformed("a join or leave without sockets or rooms");
        return Content(Move{*who, *rooms, type == Type::Join});
    }
    case Type::Disconnect:
        return who ? Result<Content>(Disconnect{*who, isTrue(fields["close"])})
                   : malformed("a disconnect without sockets");
    case Type::Fetch:
        return who && !id.isEmpty() ? Result<Content>(Fetch{id, *who})
                                    : malformed("a fetch without sockets or number");
    case Type::Rooms:
        return id.isEmpty() ? malformed("a question for rooms without number")
                            : Result<Content>(ListRooms{id});
    case Type::ServerEvent: {
        const auto event = eventOf(fields["data"], body);
        return event ? Result<Content>(ServerEvent{id, *event}) : malformed("a server's event without name");
    }
    case Type::Question: {
        const auto event = packetOf(fields["packet"], body);
        if (!event || !who || id.isEmpty())
            return malformed("a question without event, sockets or number");
        return Content(Question{id, *who, *event, flagsOf(fields["opts"]).timeoutMs});
    }
    default:
        return Content(Ignored());
    }
}

} // namespace

ClassicWire::ClassicWire(Names names, const Bounds &bounds) : Wire(std::move(names), bounds)
{
    Packer packer;
    packSender(packer, m_names);
    m_ownBegin = packer.take();
}

Wire::Outgoing ClassicWire::encode(const Content &content, const QString &) const
{
    return std::visit(Encoder{*this}, content);
}

Result<Message> ClassicWire::decode(QByteArrayView channel, QByteArrayView payload) const
{
    if (channel.startsWith(responseChannel()))
        return decodeResponse(payload);
    if (channel.startsWith(requestChannel()))
        return decodeRequest(payload);
    if (channel.startsWith(broadcastChannel()))
        return decodeBroadcast(payload);
    return malformed("a channel of others");
}

Result<Message> ClassicWire::decodeBroadcast(QByteArrayView payload) const
{
    const auto body = Body::of(payload, m_bounds, Body::Form::MessagePack);
    if (!body)
        return body.error();
    const auto items = itemsOf(body->json());
    if (!items || items->size() < 3)
        return malformed("a broadcast is a list of three");
    const auto uid = textOf((*items)[0]);
    const auto packet = Fields::of((*items)[1]);
    if (!uid || !packet)
        return malformed("a broadcast without sender or packet");
    // Namespaces whose names begin alike share the pattern.
    const QByteArrayView nsp = (*packet)["nsp"];
    if (nsp.isEmpty() ? m_names.nsp != QLatin1String("/") : textOf(nsp) != m_names.nsp)
        return Message{*uid, Ignored()};
    auto event = packetOf((*items)[1], *body);
    const auto to = audienceOf((*items)[2]);
    if (!event || !to)
        return malformed("a broadcast without event or rooms");
    const Flags flags = flagsOf((*items)[2]);
    return Message{*uid, Broadcast{*to, *std::move(event), flags.isVolatile, flags.place}};
}

Result<Message> ClassicWire::decodeRequest(QByteArrayView payload) const
{
    const auto body = Body::of(payload, m_bounds);
    if (!body)
        return body.error();
    const auto fields = Fields::of(body->json());
    const auto type = fields ? numberOf((*fields)["type"]) : std::nullopt;
    if (!type)
        return malformed("a request without type");
    const auto content =
        contentOf(Type(*type), textOf((*fields)["requestId"]).value_or(QString()), *fields, *body);
    if (!content)
        return content.error();
    return Message{textOf((*fields)["uid"]).value_or(QString()), *content};
}

Result<Message> ClassicWire::decodeResponse(QByteArrayView payload) const
{
    const auto body = Body::of(payload, m_bounds);
    if (!body)
        return body.error();
    const auto fields = Fields::of(body->json());
    const auto id = fields ? textOf((*fields)["requestId"]) : std::nullopt;
    if (!id)
        return malformed("an answer without number");
    const auto type = numberOf((*fields)["type"]);
    if (type == int(Type::QuestionCount)) {
        const auto count = countOf((*fields)["clientCount"]);
        return count ? Result<Message>(Message{{}, QuestionCount{*id, *count}})
                     : malformed("a count that is none");
    }
    const bool isClients = type == int(Type::QuestionAnswer);
    const bool isServers = type == int(Type::ServerEvent);
    if (isClients || isServers) {
        const auto value = valueOf((*fields)[isClients ? "packet" : "data"], *body);
        if (!value)
            return malformed("an answer whose bytes are elsewhere");
        return Message{
            {}, isClients ? Content(QuestionAnswer{*id, *value}) : Content(ServerAnswer{*id, *value})};
    }
    // The other answers have no type: what they hold says what they are.
    if (!(*fields)["sockets"].isEmpty()) {
        const auto sockets = socketsOf((*fields)["sockets"]);
        return sockets ? Result<Message>(Message{{}, Fetched{*id, *sockets}})
                       : malformed("sockets that are none");
    }
    if (!(*fields)["rooms"].isEmpty()) {
        const auto rooms = textsOf((*fields)["rooms"]);
        return rooms ? Result<Message>(Message{{}, RoomsListed{*id, *rooms}})
                     : malformed("rooms that are none");
    }
    return Message{{}, Ignored()};
}

} // namespace hearth::server::cluster
