#include "shared/engineio/handshake.h"
#include "shared/engineio/payload.h"

#include <QJsonObject>

namespace hearth::engineio {
namespace {

TEST(EngineIoPacket, RoundTrip)
{
    for (const char type : QByteArray("0123456")) {
        const Packet packet{static_cast<PacketType>(type), "hello", false};
        const auto decoded = decodeText(encodeText(packet));
        ASSERT_TRUE(decoded.isOk());
        EXPECT_EQ(*decoded, packet);
    }
}

TEST(EngineIoPacket, RefusesWhatIsNone)
{
    for (const QByteArray frame : {"", "7", "x", " 4", "b64"})
        EXPECT_FALSE(decodeText(frame).isOk()) << frame.constData();
}

TEST(EngineIoPayload, KeepsOrderAndBytes)
{
    const QList<Packet> packets{
        {PacketType::Open, "{}", false},
        {PacketType::Message, QByteArray("\x01\x00\x1e\xff", 4), true},
        {PacketType::Message, "a€b", false},
    };
    const QByteArray body = encodePayload(packets);
    EXPECT_EQ(body, "0{}\x1e"
                    "bAQAe/w==\x1e"
                    "4a€b");
    const auto decoded = decodePayload(body);
    ASSERT_TRUE(decoded.isOk());
    EXPECT_EQ(*decoded, packets);
}

TEST(EngineIoPayload, RefusesWhatIsNone)
{
    for (const QByteArray body : {"", "4a\x1e",
             "\x1e"
             "4a",
             "b%%%",
             "4a\x1e"
             "9"})
        EXPECT_FALSE(decodePayload(body).isOk()) << body.constData();
    EXPECT_TRUE(decodePayload("4a\x1e"
                              "4b",
        2)
                    .isOk());
    EXPECT_FALSE(decodePayload("4a\x1e"
                               "4b\x1e"
                               "4c",
        2)
                     .isOk());
}

TEST(EngineIoHandshake, HasExactlyItsFiveKeys)
{
    const Handshake handshake{QStringLiteral("abc"), {QStringLiteral("websocket")}, 300, 200, 1000};
    const QByteArray json = encodeHandshake(handshake);
    EXPECT_EQ(QJsonDocument::fromJson(json).object().keys(),
        QStringList({QStringLiteral("maxPayload"), QStringLiteral("pingInterval"),
            QStringLiteral("pingTimeout"), QStringLiteral("sid"), QStringLiteral("upgrades")}));
    EXPECT_EQ(*decodeHandshake(json), handshake);
    EXPECT_FALSE(decodeHandshake("{}").isOk());
    EXPECT_FALSE(decodeHandshake(R"({"sid":"x","pingInterval":0,"pingTimeout":1,"maxPayload":1})").isOk());
}

} // namespace
} // namespace hearth::engineio
