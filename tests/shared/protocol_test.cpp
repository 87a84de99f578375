#include "shared/protocol/codec.h"
#include "shared/protocol/documentation.h"
#include "shared/protocol/events.h"
#include "shared/protocol/text.h"

#include <QFile>

namespace hearth::protocol {
namespace {

template <class T>
void fill(T &value, int &n);

//! `range`: a number's.
template <class T>
void fillOne(T &value, int &n, Range range = bigCount)
{
    ++n;
    if constexpr (WireStruct<T>)
        fill(value, n);
    else if constexpr (detail::IsOptional<T>::value)
        fillOne(value.emplace(), n, range);
    else if constexpr (std::is_same_v<T, QString>)
        value = QStringLiteral("text-%1-€").arg(n);
    else if constexpr (std::is_same_v<T, bool>)
        value = true;
    else if constexpr (std::is_same_v<T, qint64>)
        value = std::clamp<qint64>(n, range.min, range.max);
    else if constexpr (std::is_enum_v<T>)
        value = static_cast<T>(size_t(n) % enumNames(T{}).size());
    else if constexpr (std::is_same_v<T, QJsonObject>)
        value = {{QStringLiteral("n"), n}};
    else if constexpr (std::is_same_v<T, double>)
        value = double(n) + 0.5;
    else if constexpr (std::is_same_v<T, QJsonValue>)
        value = QJsonArray{n, QStringLiteral("x")};
    else if constexpr (requires { value.resize(2); })
        for (value.resize(2); auto &item : value)
            fillOne(item, n);
    else
        value.insert(QStringLiteral("key"), QStringLiteral("value"));
}

template <class T>
void fill(T &value, int &n)
{
    std::apply([&](const auto &...each) { (fillOne(value.*each.member, n, each.range), ...); }, T::fields());
}

template <class T>
constexpr bool needsAnyField()
{
    return std::apply(
        [](const auto &...each) {
            return (
                !detail::IsOptional<std::decay_t<decltype(std::declval<T>().*each.member)>>::value || ...);
        },
        T::fields());
}

TEST(Catalogue, EveryEventAndAckSurvivesTheWire)
{
    int n = 0;
    Catalogue::forEach([&n]<class E>() {
        E event;
        fill(event, n);
        const auto back = decodeArguments<E>(encodeArguments(event), UnknownKeys::Refuse);
        ASSERT_TRUE(back.isOk()) << E::info.name << ": " << qPrintable(back.error().message);
        EXPECT_EQ(*back, event) << E::info.name;
        const auto written = parseStrictJson('[' + argumentsText(event) + ']');
        ASSERT_TRUE(written.isOk()) << E::info.name << ": " << qPrintable(written.error().message);
        EXPECT_EQ(written->toArray(), encodeArguments(event)) << E::info.name;
        if constexpr (requires { typename E::Ack; }) {
            typename E::Ack ack;
            fill(ack, n);
            QJsonObject object = encodeObject(ack);
            EXPECT_EQ(*decode<typename E::Ack>(object, UnknownKeys::Refuse), ack) << E::info.name;
            object.insert(QStringLiteral("ok"), true);
            EXPECT_EQ(*parseStrictJson(ackText(ack)), object) << E::info.name;
        }
    });
}

TEST(Catalogue, AMissingFieldIsNamed)
{
    Catalogue::forEach([]<class E>() {
        E event;
        int n = 0;
        fill(event, n);
        const QJsonObject whole = encodeObject(event);
        for (const QString &key : whole.keys()) {
            QJsonObject part = whole;
            part.remove(key);
            const auto result = decode<E>(part, UnknownKeys::Refuse);
            if (!result) {
                EXPECT_EQ(result.error().message, key + QStringLiteral(": is missing"));
            }
        }
        EXPECT_EQ(decode<E>({}, UnknownKeys::Refuse).isOk(), !needsAnyField<E>()) << E::info.name;
    });
}

struct Refused
{
    QByteArray json;
    QString message;
};

TEST(Decode, AnErrorNamesTheField)
{
    const Refused table[] = {
        {R"({"roomId":5,"content":"x"})", QStringLiteral("roomId: expected text, in bytes, from 1 to 64")},
        {R"({"roomId":"r","content":null})",
            QStringLiteral("content: expected text, in bytes, from 0 to 16384")},
        {R"({"roomId":"r","content":"x","extra":1})", QStringLiteral("extra: is not a field of this")},
        {R"({"content":"x"})", QStringLiteral("roomId: is missing")},
        {R"({"roomId":"r","content":"x","clientId":[]})",
            QStringLiteral("clientId: expected text, in bytes, from 1 to 64")},
    };
    for (const Refused &each : table) {
        const auto result =
            decode<MessageSend>(QJsonDocument::fromJson(each.json).object(), UnknownKeys::Refuse);
        ASSERT_FALSE(result.isOk()) << each.json.constData();
        EXPECT_EQ(result.error().message, each.message);
    }
    const QByteArray long16 = R"({"roomId":"r","content":")" + QByteArray(16 * 1024 + 1, 'x') + "\"}";
    EXPECT_FALSE(decode<MessageSend>(QJsonDocument::fromJson(long16).object(), UnknownKeys::Refuse).isOk());
}

TEST(Decode, ANumberIsWholeAndInItsRange)
{
    const auto since = [](const QByteArray &number) {
        const QByteArray json = R"({"rooms":{},"since":)" + number + "}";
        return decode<Recover>(QJsonDocument::fromJson(json).object(), UnknownKeys::Refuse);
    };
    for (const QByteArray good : {"0", "-0", "1.0", "1e3", "9007199254740992", "9007199254740992.0"})
        EXPECT_TRUE(since(good).isOk()) << good.constData();
    for (const QByteArray bad :
        {"-1", "1.5", "9007199254740993", "1e300", "9223372036854775808", "true", "\"1\""})
        EXPECT_FALSE(since(bad).isOk()) << bad.constData();
}

TEST(Decode, ANumberInAListOrAMapIsACounter)
{
    const auto list = [](const QByteArray &json) {
        return decodeValue<QList<qint64>>(
            QJsonDocument::fromJson(json).array(), {0, 2}, UnknownKeys::Refuse, QStringLiteral("list"));
    };
    EXPECT_EQ(*list("[0,9007199254740992]"), (QList<qint64>{0, qint64(1) << 53}));
    for (const QByteArray bad : {"[9007199254740993]", "[-1]", "[1.5]", "[1,2,3]"})
        EXPECT_FALSE(list(bad).isOk()) << bad.constData();
    const auto map = decodeValue<QMap<QString, qint64>>(
        QJsonObject{{QStringLiteral("r"), 1'000'000}}, {0, 1}, UnknownKeys::Refuse, QStringLiteral("map"));
    EXPECT_EQ(map->value(QStringLiteral("r")), 1'000'000);
}

//! What has not happened to a message costs no byte of each that is sent.
TEST(Encode, AMessageSaysOnlyWhatBecameOfIt)
{
    const Message said{QStringLiteral("m1"), 7, QStringLiteral("r1"), QStringLiteral("u1"),
        QStringLiteral("anna"), QStringLiteral("hi"), 9, QStringLiteral("c1")};
    EXPECT_EQ(argumentsText(MessageNew{said}),
        R"({"id":"m1","seq":7,"roomId":"r1","userId":"u1","username":"anna","content":"hi","createdAt":9,"clientId":"c1"})");
}

TEST(Decode, NestedPlacesAreNamed)
{
    const auto recover = decode<Recover>(
        QJsonDocument::fromJson(R"({"rooms":{"r1":5},"since":0})").object(), UnknownKeys::Refuse);
    ASSERT_FALSE(recover.isOk());
    EXPECT_TRUE(recover.error().message.startsWith(QStringLiteral("rooms.r1: expected text")));
    const auto get = decodeArguments<PresenceGet>(
        QJsonArray{QJsonValue(QJsonArray{QStringLiteral("u"), 7})}, UnknownKeys::Refuse);
    ASSERT_FALSE(get.isOk());
    EXPECT_TRUE(get.error().message.startsWith(QStringLiteral("userIds[1]: expected text")));
}

//! Half of it would be a lone surrogate in the answer, which no strict peer reads.
TEST(Decode, AnErrorNamesALongKeyWithoutHalfACharacter)
{
    const QString key = QString(63, QLatin1Char('k')) + QStringLiteral("😀");
    const auto unknown =
        decode<JoinRoom>({{QStringLiteral("roomId"), QStringLiteral("r")}, {key, 1}}, UnknownKeys::Refuse);
    const auto nested =
        decode<Recover>({{QStringLiteral("rooms"), QJsonObject{{key, 1}}}}, UnknownKeys::Refuse);
    for (const QString &message : {unknown.error().message, nested.error().message}) {
        EXPECT_TRUE(message.isValidUtf16());
        EXPECT_TRUE(message.contains(key.left(63) + QLatin1Char(':')));
    }
    const auto accented = decode<LeaveRoom>(
        {{QStringLiteral("roomId"), QStringLiteral("r")}, {QStringLiteral("é"), 1}}, UnknownKeys::Refuse);
    EXPECT_EQ(accented.error().message, QStringLiteral("é: is not a field of this"));
}

TEST(Decode, ANewerServerMaySayMore)
{
    const QJsonObject json = QJsonDocument::fromJson(R"({"code":"x","message":"y","later":1})").object();
    EXPECT_TRUE(decode<ErrorEvent>(json, UnknownKeys::Skip).isOk());
    EXPECT_FALSE(decode<ErrorEvent>(json, UnknownKeys::Refuse).isOk());
}

TEST(Documentation, IsCurrent)
{
    QFile file(QStringLiteral(HEARTH_SOURCE_DIR "/docs/protocol.md"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << "docs/protocol.md is missing";
    EXPECT_EQ(QString::fromUtf8(file.readAll()), protocolMarkdown())
        << "run: build/dev/bin/hearthd protocol > docs/protocol.md";
}

} // namespace
} // namespace hearth::protocol
