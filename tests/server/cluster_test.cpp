// The messages of Socket.IO's servers on Redis, held against what Node's adapters and emitter really publish.
#include "server/cluster/fields.h"
#include "server/cluster/msgpack.h"
#include "server/cluster/wire.h"
#include "shared/base/strictjson.h"

#include <QFile>
#include <QJsonArray>

#include <gmock/gmock.h>

namespace hearth::test {

using namespace hearth::server;
using namespace hearth::server::cluster;

namespace {

struct Golden
{
    QByteArray name;
    QByteArray channel;
    QByteArray payload;
    bool isJson;
};

//! Lines such as `[io.emit] server0 publish socket.io#/# MSGPACK 93a6…`; what begins otherwise explains them.
QList<Golden> goldenOf(const char *file)
{
    QFile in(QStringLiteral(HEARTH_SOURCES "/tests/server/data/") + QLatin1String(file));
    EXPECT_TRUE(in.open(QIODevice::ReadOnly));
    QList<Golden> out;
    for (const QByteArray &each : in.readAll().split('\n')) {
        if (!each.startsWith('['))
            continue;
        const auto nameEnd = each.indexOf("] ");
        QList<QByteArray> words = each.sliced(nameEnd + 2).split(' ');
        const bool isJson = words.at(3) == "JSON";
        const QByteArray rest = words.sliced(4).join(' ');
        out.append(
            {each.sliced(1, nameEnd - 1), words.at(2), isJson ? rest : QByteArray::fromHex(rest), isJson});
    }
    return out;
}

QJsonValue sorted(const QJsonValue &list)
{
    QStringList texts;
    for (const auto &each : list.toArray())
        texts.append(each.toString());
    texts.sort();
    return QJsonArray::fromStringList(texts);
}

//! Equal for what means the same: sets have no order, nothing is compressed here, and the emitter signs
//! nothing.
QJsonValue meaning(QJsonValue value, bool hasUid)
{
    if (value.isArray()) {
        QJsonArray out;
        for (const auto &each : value.toArray())
            out.append(meaning(each, true));
        return out;
    }
    if (!value.isObject())
        return value;
    QJsonObject out = value.toObject();
    if (!hasUid)
        out.remove(QStringLiteral("uid"));
    for (auto it = out.begin(); it != out.end(); ++it) {
        if (it.key() == QLatin1String("rooms") || it.key() == QLatin1String("except"))
            it.value() = sorted(it.value());
        else if (it.key() == QLatin1String("flags")) {
            QJsonObject flags = it.value().toObject();
            flags.remove(QStringLiteral("compress"));
            it.value() = flags;
        } else {
            it.value() = meaning(it.value(), true);
        }
    }
    // The sharded adapter puts empty flags there or leaves them out.
    if (out.contains(QStringLiteral("except")) && !out.contains(QStringLiteral("flags")))
        out.insert(QStringLiteral("flags"), QJsonObject());
    return out;
}

QJsonValue valueOf(const QByteArray &payload)
{
    const auto body = Body::of(payload, {});
    EXPECT_TRUE(body.isOk());
    return parseOwnJson(body->json());
}

QString nspOf(const QByteArray &channel)
{
    return QString::fromUtf8(channel.split('#').at(1));
}

void expectGolden(Wire::Kind kind, const char *file, int atLeast)
{
    const auto all = goldenOf(file);
    EXPECT_GE(all.size(), atLeast);
    for (const Golden &golden : all) {
        SCOPED_TRACE(golden.name.toStdString() + " " + golden.payload.left(60).toHex().toStdString());
        const auto reader = Wire::make(kind, {"socket.io", nspOf(golden.channel), QStringLiteral("me")});
        const auto message = reader->decode(golden.channel, golden.payload);
        ASSERT_TRUE(message.isOk()) << message.error().message.toStdString();
        EXPECT_FALSE(std::holds_alternative<Ignored>(message->content));
        // Written again by us, as the same server, it is the same.
        const auto writer = Wire::make(kind, {"socket.io", nspOf(golden.channel), message->uid});
        const QList<QByteArray> parts = golden.channel.split('#');
        const auto again = writer->encode(message->content, QString::fromUtf8(parts.at(2)));
        EXPECT_EQ(again.channel, golden.channel);
        const QJsonValue before = valueOf(golden.payload);
        const bool hasUid = before.toObject().contains(QStringLiteral("uid"));
        EXPECT_EQ(meaning(valueOf(again.payload), hasUid), meaning(before, hasUid));
        EXPECT_EQ(again.payload.startsWith('{'), golden.isJson) << "JSON where Node has JSON";
    }
}

std::string problemOf(const Wire &wire, const QByteArray &channel, const QByteArray &payload)
{
    const auto message = wire.decode(channel, payload);
    if (!message)
        return message.error().message.toStdString();
    return std::holds_alternative<Ignored>(message->content) ? "ignored" : "taken";
}

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

} // namespace

TEST(ClassicWire, ReadsAndWritesWhatNodePublishes)
{
    expectGolden(Wire::Kind::Classic, "redis-vectors-classic.txt", 24);
}

TEST(ShardedWire, ReadsAndWritesWhatNodePublishes)
{
    expectGolden(Wire::Kind::Sharded, "redis-vectors-sharded.txt", 16);
}

//! To the byte, where there is no set whose order is anybody's.
TEST(ClassicWire, WritesTheSameBytes)
{
    int count = 0;
    for (const Golden &golden : goldenOf("redis-vectors-classic.txt")) {
        const bool isOurs = golden.name == "io.emit" || golden.name == "io.to(room1).emit" ||
                            golden.name == "binary" || golden.name == "socket.to(room1)" ||
                            golden.name == "emitWithAck";
        if (!isOurs || golden.isJson)
            continue;
        const ClassicWire reader({"socket.io", QStringLiteral("/"), {}}, {});
        const auto message = reader.decode(golden.channel, golden.payload);
        ASSERT_TRUE(message.isOk());
        const ClassicWire writer({"socket.io", QStringLiteral("/"), message->uid}, {});
        EXPECT_EQ(writer.encode(message->content).payload.toHex(), golden.payload.toHex())
            << golden.name.constData();
        ++count;
    }
    EXPECT_EQ(count, 6);
}

TEST(ClassicWire, KnowsWhatItSaidItself)
{
    const auto wire =
        Wire::make(Wire::Kind::Classic, {"socket.io", QStringLiteral("/"), QStringLiteral("me")});
    const auto other =
        Wire::make(Wire::Kind::Classic, {"socket.io", QStringLiteral("/"), QStringLiteral("mee")});
    const Broadcast said{{{QStringLiteral("room")}, {}}, {QStringLiteral("said"), Encoded::ofText("1")}};
    EXPECT_TRUE(wire->isOwn(wire->encode(said).payload));
    EXPECT_FALSE(wire->isOwn(other->encode(said).payload));
    EXPECT_FALSE(other->isOwn(wire->encode(said).payload));
}

TEST(ClassicWire, RefusesWhatIsMalformed)
{
    const ClassicWire wire({"socket.io", QStringLiteral("/"), QStringLiteral("me")}, {});
    const struct
    {
        const char *channel;
        QByteArray payload;
        const char *outcome; //!< a part of it
    } cases[] = {
        // [ "x", {type:2, data:["e"], nsp:"/"}, {} ]
        {"#/#", hex("93a17882a47479706502a46461746191a16580"), "taken"},
        {"#/#", hex("93a17883a47479706502a46461746191a165a36e7370a12f80"), "taken"},
        {"#/#", hex("93a17883a47479706502a46461746191a165a36e7370a22f7880"), "ignored"}, // /x
        {"#/#",
            hex("93a17883a47479706502a46461746191a165a36e737001"
                "80"),
            "ignored"},
        {"#/#",
            hex("93a17882a47479706502a46461746190"
                "80"),
            "without event"}, // no name
        {"#/#",
            hex("93a17882a47479706502a4646174619101"
                "80"),
            "without event"},                                                    // a number
        {"#/#", hex("93a17882a47479706503a46461746191a16580"), "without event"}, // an ack
        {"#/#", hex("93a17881a46461746191a16580"), "without event"},
        {"#/#", hex("93a17882a47479706502a46461746191aa646973636f6e6e65637480"),
            "without event"}, // disconnect
        {"#/#",
            hex("93a17882a47479706502a464617461a165"
                "80"),
            "without event"},
        {"#/#", hex("93a17882a47479706502a46461746191a165c0"), "without event or rooms"},
        {"#/#", hex("93a17882a47479706502a46461746191a16581a5726f6f6d73a161"), "without event or rooms"},
        {"#/#", hex("93a17882a47479706502a46461746191a16581a5726f6f6d7391c0"), "without event or rooms"},
        {"#/#", hex("93a17882a47479706502a46461746191a16581a5726f6f6d739101"),
            "taken"}, // a room that is a number
        // an attachment that is not in the event
        {"#/#", hex("93a17882a47479706502a46461746191a16581a178c40101"), "without event"},
        {"#/#", hex("93a178c080"), "without sender or packet"},
        {"#/#", hex("93c082a47479706502a46461746191a16580"), "without sender or packet"},
        {"#/#", hex("92a17880"), "a list of three"},
        {"#/#", hex("80"), "a list of three"},
        {"#/#", "{}", "end where it should"}, // JSON is no broadcast; 7b is a number, and more follows
        {"#/#", "", "cut off"},
        {"-request#/#", "", ""},
        {"-request#/#", "{", ""},
        {"-request#/#", "[]", ""},
        {"-request#/#", "{}", "without type"},
        {"-request#/#", R"({"type":"2"})", "without type"},
        {"-request#/#", R"({"type":99})", "ignored"},
        {"-request#/#", R"({"type":1e9})", "ignored"},
        {"-request#/#", R"({"type":2})", "without sockets or rooms"},
        {"-request#/#", R"({"type":2,"opts":{"rooms":[],"except":[]},"rooms":{}})",
            "without sockets or rooms"},
        {"-request#/#", R"({"type":2,"opts":{"rooms":[],"except":[]},"rooms":["a"]})", "taken"},
        {"-request#/#", R"({"type":2,"opts":{},"rooms":["a"]})", "taken"},
        {"-request#/#", R"({"type":4,"opts":[]})", "without sockets"},
        {"-request#/#", R"({"type":5,"opts":{}})", "without sockets or number"},
        {"-request#/#", R"({"type":1})", "without number"},
        {"-request#/#", R"({"type":6,"data":[]})", "without name"},
        {"-request#/#", R"({"type":6,"data":[{}]})", "without name"},
        {"-request#/#", R"({"type":6})", "without name"},
        {"-request#/#", R"({"type":6,"data":["a"],"type":7})", "twice"},
        {"-request#/#", R"({"type":7,"requestId":"r","opts":{}})", "without event"},
        {"-request#/#", R"({"type":7,"packet":{"type":2,"data":["e"]},"opts":{}})", "number"},
        {"-request#/#", R"({"type":7,"requestId":"r","packet":{"type":2,"data":["e"]},"opts":{}})", "taken"},
        {"-response#/#", "{}", "without number"},
        {"-response#/#", R"({"requestId":"r"})", "ignored"},
        {"-response#/#", R"({"requestId":"r","sockets":5})", "sockets that are none"},
        {"-response#/#", R"({"requestId":"r","sockets":[5]})", "sockets that are none"},
        {"-response#/#", R"({"requestId":"r","sockets":[{"id":"a"}]})", "sockets that are none"},
        {"-response#/#", R"({"requestId":"r","sockets":[{"id":"a","rooms":[]}]})", "taken"},
        {"-response#/#", R"({"requestId":"r","rooms":[[]]})", "rooms that are none"},
        {"-response#/#", R"({"type":8,"requestId":"r"})", "a count that is none"},
        {"-response#/#", R"({"type":8,"requestId":"r","clientCount":-1})", "a count that is none"},
        {"-response#/#", R"({"type":8,"requestId":"r","clientCount":99999999999})", "a count that is none"},
        {"-response#/#me#", R"({"type":8,"requestId":"r","clientCount":1})", "taken"},
        {"-response#/#", R"({"type":6,"requestId":"r"})", "taken"},
        {"-other#/#", "{}", "a channel of others"},
    };
    for (const auto &each : cases) {
        const std::string outcome = problemOf(wire, QByteArray("socket.io") + each.channel, each.payload);
        EXPECT_THAT(outcome, testing::HasSubstr(each.outcome))
            << each.channel << " " << each.payload.toStdString();
        EXPECT_EQ(outcome == "taken", std::string(each.outcome) == "taken") << each.payload.toStdString();
    }
}

TEST(ShardedWire, RefusesWhatIsMalformed)
{
    const ShardedWire wire({"socket.io", QStringLiteral("/"), QStringLiteral("me")}, {});
    const struct
    {
        const char *payload, *outcome;
    } cases[] = {
        {R"({"type":3,"uid":"x","nsp":"/","data":{"packet":{"type":2,"data":["e"]},"opts":{}}})", "taken"},
        {R"({"type":3,"uid":"x","nsp":"/y","data":{"packet":{"type":2,"data":["e"]},"opts":{}}})", "ignored"},
        {R"({"type":3,"uid":"x","nsp":"/","data":{"packet":{"type":2,"data":[]},"opts":{}}})",
            "without event"},
        {R"({"type":3,"uid":"x","nsp":"/","data":{"packet":{"type":2,"data":["connect"]},"opts":{}}})",
            "without event"},
        {R"({"type":3,"uid":"x","nsp":"/","data":{"packet":{"type":2,"data":["e"]}}})", "rooms"},
        {R"({"type":3,"uid":"x","nsp":"/"})", "without data"},
        {R"({"type":3,"nsp":"/","data":{}})", "without type or sender"},
        {R"({"uid":"x","nsp":"/","data":{}})", "without type or sender"},
        {R"({"type":2,"uid":"x","nsp":"/"})", "ignored"}, // a heartbeat
        {R"({"type":13,"uid":"x","nsp":"/"})", "ignored"},
        {R"({"type":4,"uid":"x","data":{"opts":{}}})", "without rooms"},
        {R"({"type":4,"uid":"x","data":{"rooms":[]}})", "without sockets"},
        {R"({"type":7,"uid":"x","data":{"opts":{}}})", "without number"},
        {R"({"type":8,"uid":"x","data":{"requestId":"r"}})", "sockets that are none"},
        {R"({"type":9,"uid":"x","data":{"packet":[]}})", "without name"},
        {R"({"type":10,"uid":"x","data":{"packet":1}})", "without number"},
        {R"({"type":11,"uid":"x","data":{"requestId":"r","clientCount":"1"}})", "a count that is none"},
        {R"({"type":12,"uid":"x","data":{"requestId":"r"}})", "taken"},
        {R"({"type":12,"uid":"x","data":[]})", "without data"},
        {"{\"type\":12,\"uid\":\"\xff\"}", ""},
        {"[]", ""},
        {"", ""},
    };
    for (const auto &each : cases) {
        const std::string outcome = problemOf(wire, "socket.io#/#", each.payload);
        EXPECT_THAT(outcome, testing::HasSubstr(each.outcome)) << each.payload;
        EXPECT_EQ(outcome == "taken", std::string(each.outcome) == "taken") << each.payload;
    }
}

//! Each room of a message becomes a table here.
TEST(Wires, BoundTheRoomsOfAMove)
{
    for (const auto kind : {Wire::Kind::Classic, Wire::Kind::Sharded}) {
        const auto wire = Wire::make(kind, {"socket.io", QStringLiteral("/"), QStringLiteral("me")});
        for (const auto &[count, outcome] : {std::pair(1'000, "taken"), std::pair(1'001, "rooms")}) {
            QStringList rooms;
            for (int i = 0; i < count; ++i)
                rooms.append(QString::number(i));
            const auto out = wire->encode(Move{{}, rooms, true});
            EXPECT_THAT(problemOf(*wire, out.channel, out.payload), testing::HasSubstr(outcome)) << count;
        }
    }
}

//! Names and rooms are anybody's words.
TEST(Wires, CarryAnyWords)
{
    const QString odd = QStringLiteral("a#\"\\ \u00e9\U0001F600\n");
    for (const auto kind : {Wire::Kind::Classic, Wire::Kind::Sharded}) {
        const auto wire = Wire::make(kind, {"socket.io", QStringLiteral("/a b"), odd});
        Event event{odd, QJsonArray{odd, 1.5, -3, true, QJsonValue::Null, QJsonObject{{odd, odd}}}};
        const auto out = wire->encode(Broadcast{{{odd}, {odd}}, event, true});
        const auto back = wire->decode(out.channel, out.payload);
        ASSERT_TRUE(back.isOk()) << back.error().message.toStdString();
        EXPECT_EQ(back->uid, odd);
        const auto &broadcast = std::get<Broadcast>(back->content);
        EXPECT_EQ(broadcast.to.rooms, QSet<QString>{odd});
        EXPECT_EQ(broadcast.to.except, QSet<QString>{odd});
        EXPECT_TRUE(broadcast.isVolatile);
        EXPECT_EQ(broadcast.event.name, odd);
        EXPECT_EQ(parseOwnJson('[' + broadcast.event.arguments.items + ']'),
            parseOwnJson('[' + event.arguments.items + ']'));
    }
}

} // namespace hearth::test
