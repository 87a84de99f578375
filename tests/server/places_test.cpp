// Where an event stands among those of its room, as servers of ours tell each other.
#include "server/cluster/wire.h"

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;
using namespace hearth::server::cluster;

//! A place goes as a flag, which Node knows nothing of and leaves alone.
TEST(Wires, CarryPlaces)
{
    const Event event{QStringLiteral("message:new"), QJsonArray{1}};
    for (const auto kind : {Wire::Kind::Classic, Wire::Kind::Sharded}) {
        const auto wire = Wire::make(kind, {"socket.io", QStringLiteral("/"), QStringLiteral("us")});
        for (const bool isVolatile : {false, true}) {
            for (const auto &place : {std::optional<Place>(), std::optional(Place{2, qint64(1) << 52, 7})}) {
                const auto out =
                    wire->encode(Broadcast{{{QStringLiteral("room:1")}, {}}, event, isVolatile, place});
                const auto back = wire->decode(out.channel, out.payload);
                ASSERT_TRUE(back.isOk()) << back.error().message.toStdString();
                EXPECT_EQ(std::get<Broadcast>(back->content).place, place);
                EXPECT_EQ(std::get<Broadcast>(back->content).isVolatile, isVolatile);
            }
        }
    }
}

TEST(Wires, TakeNoPlaceThatIsNone)
{
    const auto wire =
        Wire::make(Wire::Kind::Sharded, {"socket.io", QStringLiteral("/"), QStringLiteral("us")});
    for (const char *flag : {"1", "[]", "[1]", "[1,2,-3]", "[1,2,3,4]", "[0,1]", "[1,0]", "[-1,5]", "[1,-5]",
             "[4294967296,1]", "[\"a\",1]", "[1.5,1]", "null", "{}"}) {
        const QByteArray payload =
            QByteArray(R"({"type":3,"data":{"packet":{"type":2,"data":["x"]},"opts":{"rooms":["r"],)"
                       R"("except":[],"flags":{"hearth":)") +
            flag + R"(}}},"uid":"them","nsp":"/"})";
        const auto message = wire->decode("socket.io#/#r#", payload);
        ASSERT_TRUE(message.isOk()) << flag << ": " << message.error().message.toStdString();
        EXPECT_FALSE(std::get<Broadcast>(message->content).place) << flag;
    }
}

} // namespace hearth::test
