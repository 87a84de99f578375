#include "shared/base/jsontext.h"
#include "shared/base/strictjson.h"

#include <QJsonArray>
#include <QJsonObject>

namespace hearth {
namespace {

struct Case
{
    const char *what;
    QByteArray json;
    bool accepted;
};

class StrictJson : public testing::TestWithParam<Case>
{};

TEST_P(StrictJson, AcceptsExactlyWhatIsClean)
{
    const auto result = parseStrictJson(GetParam().json, 32);
    EXPECT_EQ(result.isOk(), GetParam().accepted) << GetParam().what;
    if (!result) {
        EXPECT_TRUE(result.error().message.startsWith(QStringLiteral("JSON: ")))
            << qPrintable(result.error().message);
    }
}

const Case cases[] = {
    {"object", R"({"a":1,"b":[true,null,"x"]})", true},
    {"bare text", R"("hello")", true},
    {"bare number", "17", true},
    {"white space", " \t\n[ 1 , 2 ]\r\n", true},
    {"surrogate pair, escaped", R"("\ud83d\ude00")", true},
    {"emoji", "\"\xF0\x9F\x98\x80\"", true},
    {"replacement character itself", "\"\xEF\xBF\xBD\"", true},
    {"as deep as allowed", QByteArray(32, '[') + QByteArray(32, ']'), true},
    {"empty", "", false},
    {"not JSON", "hello", false},
    {"two values", "1 2", false},
    {"two values with a comma", "1,2", false},
    {"closes what was never opened", "1]", false},
    {"trailing comma", "[1,]", false},
    {"unfinished", R"({"a":)", false},
    {"lone high surrogate", R"("\ud83d")", false},
    {"lone low surrogate", R"("\ude00")", false},
    {"high surrogate, then text", R"("\ud83dx")", false},
    {"surrogate as raw bytes", "\"\xED\xA0\x80\"", false},
    {"NUL, escaped", R"("a\u0000b")", false},
    {"control character", "\"a\x01\"", false},
    {"not UTF-8", "\"\xFF\"", false},
    {"overlong UTF-8", "\"\xC0\xAF\"", false},
    {"duplicate key", R"({"a":1,"a":2})", false},
    {"duplicate key, escaped", R"({"a":1,"\u0061":2})", false},
    {"too deep", QByteArray(33, '[') + QByteArray(33, ']'), false},
    {"a thousand deep", QByteArray(1000, '[') + QByteArray(1000, ']'), false},
    {"a hundred thousand deep, unfinished", QByteArray(100'000, '['), false},
    {"unknown escape", R"("\x41")", false},
    {"NaN", "NaN", false},
};

INSTANTIATE_TEST_SUITE_P(Texts, StrictJson, testing::ValuesIn(cases));

TEST(JsonText, SaysWhatTheValueSays)
{
    for (const QString &text : {QString(), QStringLiteral("plain"), QStringLiteral("\"quoted\" \\ back"),
             QStringLiteral("\b\f\n\r\t\x01\x1f\x7f"), QStringLiteral("ü € 上海 😀"),
             QStringLiteral("</script>")}) {
        QByteArray out("[");
        appendJson(out, text);
        out += ',';
        appendJson(out, qint64(-9007199254740992));
        out += ',';
        appendJson(out, true);
        out += ']';
        QByteArray utf8("[");
        appendJsonUtf8(utf8, text.toUtf8());
        EXPECT_TRUE(out.startsWith(utf8)) << utf8.toStdString();
        const auto back = parseStrictJson(out);
        ASSERT_TRUE(back.isOk()) << out.toStdString();
        EXPECT_EQ(*back, QJsonValue(QJsonArray{
                             text.isNull() ? QStringLiteral("") : text, qint64(-9007199254740992), true}));
    }
    QByteArray lone;
    appendJson(lone, QString(QChar(0xD800)));
    EXPECT_EQ(lone, "\"?\"") << "what cannot be said is not left to break the text";
}

TEST(StrictJson, AByteOrderMarkBelongsToItsText)
{
    const QJsonArray meant{QStringLiteral("\uFEFFa"), QJsonObject{{QStringLiteral("\uFEFF"), 1}, {{}, 2}}};
    for (const QByteArray text :
        {"[\"\uFEFFa\",{\"\uFEFF\":1,\"\":2}]", R"(["\ufeffa",{"\ufeff":1,"":2}])"}) {
        EXPECT_EQ(parseStrictJson(text).value(), QJsonValue(meant)) << text.toStdString();
        EXPECT_EQ(parseOwnJson(text), QJsonValue(meant)) << text.toStdString();
    }
    EXPECT_EQ(parseStrictJson(toCompactJson(meant)).value(), QJsonValue(meant));
    EXPECT_FALSE(parseStrictJson("\uFEFF[]").isOk());
}

TEST(CompactJson, KeepsEveryKindOfValue)
{
    for (const QByteArray text : {R"({"a":[1,"x",null]})", "[]", "\"x\"", "17", "true", "null"})
        EXPECT_EQ(toCompactJson(*parseStrictJson(text)), text);
}

} // namespace
} // namespace hearth
