#include "shared/base/jsonscan.h"
#include "shared/base/strictjson.h"
#include "shared/protocol/events.h"
#include "shared/protocol/quick.h"
#include "shared/protocol/text.h"
#include "shared/socketio/decoder.h"

#include <random>

namespace hearth {
namespace {

using namespace hearth::protocol;

//! What clients send all the time has to be plain, or each of it is looked at twice.
const QByteArray plain[] = {
    R"({"roomId":"r","content":"hello","clientId":"c-1"})",
    R"([ "typing:start" , "r" ])",
    R"({"a":[1,-17,1.5,-0.25,0,true,false,null,"x"],"b":{}})",
    R"("say \"hi\"\\ \/ \b\f\n\r\t \u00e9 \ud83d\ude00")",
    "\"ü € 上海 😀\"",
    "\"\uFEFFx\\n\uFEFFx\\ufeff\"",
    "999999999999999999",
    QByteArray(32, '[') + QByteArray(32, ']'),
};

//! And these are left to parseStrictJson(), whatever it says of them.
const QByteArray notPlain[] = {
    "",
    "1 2",
    "[1,]",
    "[,1]",
    "{\"a\"}",
    "{\"a\":1,}",
    R"({"a":1,"a":2})",
    R"({"a":1,"\u0061":2})",
    R"({"\u0061":1})",
    R"("\u0000")",
    R"("\ud83d")",
    R"("\ude00")",
    R"("\ud83dx")",
    R"("\ud83d\u0041")",
    R"("\x41")",
    "\"a\x01\"",
    "\"\xED\xA0\x80\"",
    "\"\xFF\"",
    "\"open",
    "\"\\",
    "nul",
    "nulll",
    "NaN",
    "Infinity",
    "-",
    "-0",
    "00",
    "01.5",
    "1.",
    ".5",
    "1e3",
    "1.5e3",
    "9999999999999999999",
    "\xEF\xBB\xBF[]",
    QByteArray(33, '[') + QByteArray(33, ']'),
    QByteArray(100'000, '['),
    QByteArray("[\0]", 3),
    "[1\v]",
};

TEST(JsonScan, TakesWhatIsPlain)
{
    for (const QByteArray &json : plain) {
        EXPECT_TRUE(isPlainJson(json, 32)) << json.constData();
        EXPECT_TRUE(parseStrictJson(json, 32).isOk()) << json.constData();
    }
    for (const QByteArray &json : notPlain)
        EXPECT_FALSE(isPlainJson(json, 32)) << json.constData();
}

TEST(JsonScan, ReadsTextsAsTheTreeDoes)
{
    for (const QByteArray json :
        {R"("")", R"("plain")", R"("say \"hi\"\\ \/ \b\f\n\r\t \u00e9 \ud83d\ude00 end")", "\"ü € 上海 😀\"",
            R"("12345678\n12345678")", R"("\u4e0a")", "\"\uFEFFx\\n\uFEFFx\\ufeff\""}) {
        QString text;
        JsonScan scan(json);
        EXPECT_TRUE(scan.takeText(text) && scan.isAtEnd()) << json.constData();
        EXPECT_EQ(text, parseStrictJson(json)->toString()) << json.constData();
    }
}

//! Texts made of what JSON is made of, most of them broken somewhere.
class Random
{
public:
    QByteArray json()
    {
        QByteArray out;
        value(out, 0);
        for (int changes = below(3); changes > 0 && !out.isEmpty(); --changes)
            change(out);
        return out;
    }
    void change(QByteArray &text)
    {
        const qsizetype at = below(int(text.size()));
        if (below(2) == 0)
            text.remove(at, 1 + below(3));
        else
            text.insert(at, piece());
    }
    int below(int bound) { return int(m_engine() % unsigned(bound)); }

private:
    QByteArray piece()
    {
        static const QByteArray pieces[] = {"\"", "\\", "{", "}", "[", "]", ",", ":", "0", "1", "-", ".", "e",
            "true", "null", " ", "\n", "\\u0041", "\\ud83d", "\\ude00", "\\u0000", "ü", "\xEF\xBB\xBF",
            "\xFF", "\x01", "999999999", "\"a\":1", "\\n", "abcdefghi"};
        return pieces[below(int(std::size(pieces)))];
    }
    void value(QByteArray &out, int depth)
    {
        switch (below(depth < 5 ? 7 : 5)) {
        case 0:
            out += QByteArray::number(below(100'000) - 50'000);
            return;
        case 1:
            out += QByteArray::number(below(1000)) + '.' + QByteArray::number(below(1000));
            return;
        case 2:
            out += below(2) ? "true" : "null";
            return;
        case 3:
        case 4:
            out += '"' + (below(3) ? QByteArray("text") : piece()) + '"';
            return;
        case 5:
            out += '[';
            for (int i = below(4); i > 0; --i, out += i ? "," : "")
                value(out, depth + 1);
            out += ']';
            return;
        default:
            out += '{';
            for (int i = below(4); i > 0; --i, out += i ? "," : "") {
                out += '"' + QByteArray(1, char('a' + below(6))) + "\":";
                value(out, depth + 1);
            }
            out += '}';
        }
    }
    std::minstd_rand m_engine{20};
};

TEST(JsonScan, TakesNothingThatIsRefused)
{
    Random random;
    int taken = 0;
    int accepted = 0;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray json = random.json();
        const bool isAccepted = parseStrictJson(json, 4).isOk();
        const bool isTaken = isPlainJson(json, 4);
        EXPECT_TRUE(isAccepted || !isTaken) << json.constData();
        taken += isTaken;
        accepted += isAccepted;
    }
    EXPECT_GT(accepted, 2'000);
    EXPECT_GT(taken, accepted * 8 / 10) << "most of what is accepted is plain";
}

template <class T>
void checkSame(const QByteArray &items)
{
    const auto whole = parseStrictJson('[' + items + ']');
    if (!whole)
        return;
    const auto quick = quickArguments<T>(items);
    if (!quick)
        return;
    const auto slow = decodeArguments<T>(whole->toArray(), UnknownKeys::Refuse);
    ASSERT_TRUE(slow.isOk()) << T::info.name << ' ' << items.constData() << qPrintable(slow.error().message);
    EXPECT_EQ(*quick, *slow) << T::info.name << ' ' << items.constData();
}

//! Each event that clients send, whole and then broken a little.
TEST(QuickDecode, SaysWhatTheTreeSays)
{
    const QByteArray texts[] = {
        R"("r1")",
        R"({"roomId":"r","content":"hello \n ü","clientId":"c-1"})",
        R"({"roomId":"r","content":"x","replyTo":null,"files":["f1","f2"]})",
        R"({"roomId":"r","messageId":"m"})",
        R"({"roomId":"r","messageId":"m","emoji":"+1","on":false})",
        R"({"rooms":{"r1":"m1"},"since":17})",
        R"(["u1","u2"])",
        R"("away")",
    };
    Random random;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray items = texts[random.below(int(std::size(texts)))];
        for (int changes = random.below(3); changes > 0; --changes)
            random.change(items);
        if (isPlainJson('[' + items + ']', 32))
            Catalogue::forEach([&items]<class E>() { checkSame<E>(items); });
    }
}

TEST(QuickDecode, KnowsTheHotEvents)
{
    const auto typing = quickArguments<TypingStart>(R"("r1")");
    ASSERT_TRUE(typing);
    EXPECT_EQ(typing->roomId, QStringLiteral("r1"));
    const auto message =
        quickArguments<MessageSend>(R"({ "content" : "hi" , "clientId":null, "roomId":"r1","files":["f"] })");
    ASSERT_TRUE(message);
    EXPECT_EQ(message->content, QStringLiteral("hi"));
    EXPECT_EQ(message->clientId, std::nullopt);
    EXPECT_EQ(message->files, QList<QString>{QStringLiteral("f")});
    EXPECT_TRUE(quickArguments<ChatRead>(R"({"roomId":"r1","messageId":"m"})"));
    EXPECT_TRUE(quickArguments<PresenceUpdate>(R"("away")"));
}

TEST(QuickDecode, LeavesEveryErrorToTheOther)
{
    const QByteArray tooLong(16 * 1024 + 1, 'x');
    for (const QByteArray &items : {QByteArray(), QByteArray("1"), QByteArray(R"({"roomId":"r"})"),
             QByteArray(R"({"roomId":"r","content":"x","extra":1})"),
             QByteArray(R"({"roomId":"","content":"x"})"), QByteArray(R"({"roomId":"r","content":null})"),
             QByteArray(R"({"roomId":"r","content":"x"},1)"),
             QByteArray(R"({"roomId":"r","content":"x","roomId":"r"})"),
             QByteArray(R"({"roomId":"r","content":")" + tooLong + "\"}")})
        EXPECT_FALSE(quickArguments<MessageSend>(items)) << items.left(80).constData();
}

TEST(QuickDecode, KeepsTheBoundsOfListsAndNumbers)
{
    const auto takes = [](QByteArrayView json) {
        QList<qint64> list;
        JsonScan scan(json);
        return protocol::detail::quickValue(scan, list, {0, 2}) && scan.isAtEnd();
    };
    for (const char *good : {"[]", "[0, 9007199254740992]"})
        EXPECT_TRUE(takes(good)) << good;
    for (const char *bad : {"[1,2,3]", "[-1]", "[9007199254740993]", "[1.5]", "[1,]", "[", "1"})
        EXPECT_FALSE(takes(bad)) << bad;
}

struct Came
{
    QByteArray text;
    bool isPlain;
};

TEST(PlainEvent, IsTheSamePacket)
{
    const Came table[] = {
        {R"(2["typing:start","r"])", true},
        {R"(212["a"])", true},
        {R"(2[ "a" , {"b":[1]} , 2 ] )", true},
        {R"(2["a"])", true},
        {R"(2/admin,["a"])", false},
        {R"(2["connect"])", false},
        {R"(2["\u0061"])", false},
        {R"(2[7])", false},
        {R"(2[])", false},
        {R"(2["a",{"b":1,"b":2}])", false},
        {R"(2["a"]x)", false},
        {R"(299999999999["a"])", false},
        {R"(3["a"])", false},
        {"2", false},
        {"", false},
    };
    for (const Came &each : table) {
        socketio::Decoder decoder;
        const auto event = decoder.plainEvent(each.text);
        ASSERT_EQ(event.has_value(), each.isPlain) << each.text.constData();
        if (!event)
            continue;
        const auto packet = decoder.addText(each.text);
        ASSERT_TRUE(packet.isOk() && packet->has_value()) << each.text.constData();
        QJsonArray data = (*packet)->data.toArray();
        EXPECT_EQ(data.takeAt(0).toString().toUtf8(), event->name.toByteArray());
        EXPECT_EQ((*packet)->id, event->id);
        EXPECT_EQ(parseStrictJson('[' + event->items.toByteArray() + ']')->toArray(), data);
    }
}

TEST(PlainEvent, IsNoneWhereAnAttachmentIsDue)
{
    socketio::Decoder decoder;
    ASSERT_TRUE(decoder.addText(R"(51-["a",{"_placeholder":true,"num":0}])").isOk());
    EXPECT_FALSE(decoder.plainEvent(R"(2["a"])"));
}

} // namespace
} // namespace hearth
