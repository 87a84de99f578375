// MessagePack as the servers of Socket.IO write it on Redis, and JSON.
#include "server/cluster/msgpack.h"
#include "server/cluster/plainpacker.h"
#include "shared/base/strictjson.h"

#include <QJsonArray>

#include <gmock/gmock.h>

namespace hearth::test {

using namespace hearth::server;
using namespace hearth::server::cluster;

TEST(MessagePack, BecomesTheJsonThatNodeWouldMakeOfIt)
{
    const struct
    {
        const char *bytes, *json;
    } cases[] = {
        {"c0", "null"},
        {"c2", "false"},
        {"00", "0"},
        {"ff", "-1"},
        {"cfffffffffffffffff", "18446744073709551615"},
        {"d38000000000000000", "-9223372036854775808"},
        {"cb3ff8000000000000", "1.5"},
        {"cb7ff8000000000000", "null"}, // NaN
        {"cb7ff0000000000000", "null"},
        {"ca3fc00000", "1.5"},
        {"a161", "\"a\""},
        {"a20a22", "\"\\n\\\"\""},
        {"90", "[]"},
        {"80", "{}"},
        {"82a1610191a1629201c0", nullptr}, // a key that is a list
        {"82a16101a1629201c0", "{\"a\":1,\"b\":[1,null]}"},
        {"c403010203", "{\"_placeholder\":true,\"num\":0}"},
        {"92c40101c40102", "[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]"},
        {"d40000", "null"},                               // undefined
        {"d6ff5a497a00", "\"2018-01-01T00:00:00.000Z\""}, // a date
        {"d7000000016058d4f2e8", nullptr},
        {"d40500", nullptr}, // an extension of somebody's
        {"810102", nullptr}, // a key that is a number
        {"a1ff", nullptr},   // no UTF-8
        {"c1", nullptr},     // never used
        {"92c0", nullptr},   // cut off
        {"c0c0", nullptr},   // two values
        {"", nullptr},
        {"dfffffffff", nullptr},
        {"ddffffffff", nullptr},
        {"dbffffffff", nullptr},
        {"c6ffffffff00", nullptr},
        // what looks like an attachment, beside one
        {"9281ac5f706c616365686f6c646572c3c40101", nullptr},
    };
    for (const auto &each : cases) {
        const auto unpacked = unpack(QByteArray::fromHex(each.bytes), {});
        if (QByteArrayView(each.bytes) == "d7000000016058d4f2e8") {
            EXPECT_TRUE(unpacked.isOk()) << "a date of older versions";
            continue;
        }
        EXPECT_EQ(unpacked.isOk(), each.json != nullptr) << each.bytes;
        if (unpacked && each.json) {
            EXPECT_EQ(unpacked->json, each.json) << each.bytes;
        }
    }
}

TEST(MessagePack, IsMadeOfPlainJsonAsItStands)
{
    const QByteArray many = '[' + QByteArray("7,").repeated(99) + "7]";
    for (const QByteArray &items : {QByteArray(), QByteArray("1"), QByteArray("-7,\"two\",true,false,null"),
             QByteArray(R"({"a":{"b":[]},"c":{}},[[],[1,[2]]])"), QByteArray("\"é 上海 \\n \\ud83d\\ude00\""),
             QByteArray(R"({"a\nkey":999999999999999999})"), many, '{' + ("\"k\":" + many) + '}'}) {
        QByteArray packed;
        ASSERT_TRUE(packPlain(packed, QStringLiteral("said"), items)) << items.toStdString();
        const auto back = unpack(packed, Bounds());
        ASSERT_TRUE(back.isOk()) << items.toStdString();
        const QByteArray meant = "[\"said\"" + (items.isEmpty() ? QByteArray() : ',' + items) + ']';
        EXPECT_EQ(parseStrictJson(back->json).value(), parseStrictJson(meant).value());
    }
    for (const char *other : {"1.5", "1e3", "9999999999999999999", "[1", "1,,2", "1,", "\"a", "{\"a\" 1}",
             "{1:2}", "1 2", "tru"}) {
        QByteArray packed;
        EXPECT_FALSE(packPlain(packed, QStringLiteral("said"), other)) << other;
    }
}

TEST(MessagePack, IsBounded)
{
    const Bounds bounds;
    EXPECT_TRUE(unpack(QByteArray(bounds.depth - 1, '\x91') + '\x90', bounds).isOk());
    EXPECT_FALSE(unpack(QByteArray(bounds.depth, '\x91') + '\x90', bounds).isOk());
    EXPECT_FALSE(unpack(QByteArray(4'000'000, '\x91'), bounds).isOk()) << "and the stack stands";
    EXPECT_FALSE(unpack(QByteArray(bounds.bytes + 1, '\xc0'), bounds).isOk());
    QByteArray many = QByteArray::fromHex("dc0041"); // 65
    for (int i = 0; i < 65; ++i)
        many += QByteArray::fromHex("c40101");
    EXPECT_FALSE(unpack(many, bounds).isOk());
}

} // namespace hearth::test
