#include "shared/socketio/decoder.h"

#include <QJsonArray>
#include <QJsonObject>

namespace hearth::socketio {
namespace {

Packet packetOf(PacketType type, QJsonValue data = QJsonValue::Undefined, std::optional<qint64> id = {},
    const QString &nsp = QStringLiteral("/"))
{
    return {type, nsp, id, std::move(data), {}};
}

//! The texts of the protocol's own document, and a few more.
TEST(SocketIo, KnowsTheDocumentedTexts)
{
    const QJsonObject sid{{QStringLiteral("sid"), QStringLiteral("x")}};
    const QJsonArray foo{QStringLiteral("foo")};
    const QString admin = QStringLiteral("/admin");
    const std::pair<QByteArray, Packet> table[] = {
        {R"(0)", packetOf(PacketType::Connect)},
        {R"(0{"sid":"x"})", packetOf(PacketType::Connect, sid)},
        {R"(0/admin,{"sid":"x"})", packetOf(PacketType::Connect, sid, {}, admin)},
        {R"(1/admin,)", packetOf(PacketType::Disconnect, QJsonValue::Undefined, {}, admin)},
        {R"(2["foo"])", packetOf(PacketType::Event, foo)},
        {R"(2/admin,["foo"])", packetOf(PacketType::Event, foo, {}, admin)},
        {R"(212["foo"])", packetOf(PacketType::Event, foo, 12)},
        {R"(3/admin,13[])", packetOf(PacketType::Ack, QJsonArray(), 13, admin)},
        {R"(4{"message":"no"})", packetOf(PacketType::ConnectError,
                                     QJsonObject{{QStringLiteral("message"), QStringLiteral("no")}})},
    };
    for (const auto &[text, packet] : table) {
        Decoder decoder;
        const auto decoded = decoder.addText(text);
        ASSERT_TRUE(decoded.isOk()) << text.constData();
        ASSERT_TRUE(decoded->has_value()) << text.constData();
        EXPECT_EQ(**decoded, packet) << text.constData();
        EXPECT_EQ(encode(packet), text);
    }
}

TEST(SocketIo, PutsAttachmentsTogether)
{
    Decoder decoder;
    const QByteArray text = R"(52-["foo",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])";
    EXPECT_FALSE((*decoder.addText(text)).has_value());
    EXPECT_FALSE((*decoder.addBinary("one")).has_value());
    const auto done = decoder.addBinary("two");
    ASSERT_TRUE(done.isOk() && done->has_value());
    EXPECT_EQ((*done)->attachments, QList<QByteArray>({"one", "two"}));
    EXPECT_EQ(encode(**done), text);
}

TEST(SocketIo, RefusesWhatTheProtocolDoesNotAllow)
{
    for (const QByteArray text :
        {"", "7", "x", "2", "2{}", "2[]", "2[null]", R"(2[{"a":1}])", R"(2["connect"])", R"(2["disconnect"])",
            "2[\"a\"]x", "3[]", "31{}", "3", "0[]", "0\"x\"", "1{}", "4", "4[]", "5[\"a\"]", "450-",
            "459999999-", "51-[\"a\"]", R"(51-["a",{"_placeholder":true,"num":7}])",
            R"(52-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":0}])", "511-[\"a\"]",
            "5-1-[\"a\"]", R"(2["a","\ud800"])", R"(2["a",{"k":1,"k":2}])"}) {
        Decoder decoder;
        EXPECT_FALSE(decoder.addText(text).isOk()) << text.constData();
    }
    Decoder deep;
    EXPECT_FALSE(deep.addText("2[\"a\"," + QByteArray(1000, '[') + QByteArray(1000, ']') + "]").isOk());
}

TEST(SocketIo, RefusesAttachmentsOutOfPlace)
{
    Decoder decoder;
    EXPECT_FALSE(decoder.addBinary("stray").isOk());
    Decoder waiting;
    ASSERT_TRUE(waiting.addText(R"(51-["a",{"_placeholder":true,"num":0}])").isOk());
    EXPECT_FALSE(waiting.addText(R"(2["a"])").isOk());
}

} // namespace
} // namespace hearth::socketio
