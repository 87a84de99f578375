#include "shared/base/jsonscan.h"
#include "shared/base/jsontext.h"
#include "shared/base/strictjson.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace hearth::fuzz {

namespace {

constexpr int maxDepth = 8;

//! What QJsonDocument makes of it, which takes objects and lists only; nothing where it refuses.
std::optional<QJsonValue> readByQt(QByteArrayView json)
{
    // It takes a byte order mark off a text's front, where the text holds no escape.
    const QByteArray written = json.toByteArray().replace("\xEF\xBB\xBF", "\\ufeff");
    const auto document = QJsonDocument::fromJson('[' + written + ']');
    return document.isArray() && document.array().size() == 1 ? std::optional(document.array().at(0))
                                                              : std::nullopt;
}

//! Nothing in the text but characters, and none of them U+0000.
bool isClean(const QString &text)
{
    return text.isValidUtf16() && !text.contains(QChar(QChar::Null));
}

//! Every text and key of the value.
QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    if (value.isString())
        texts += value.toString();
    for (const auto &item : value.toArray())
        texts += textsOf(item);
    const QJsonObject object = value.toObject();
    texts += object.keys();
    for (const auto &item : object)
        texts += textsOf(item);
    return texts;
}

//! How many keys the value has, doubles once: QJsonObject's own order of keys beyond U+FFFF lets them pass.
qsizetype keysOf(const QJsonValue &value)
{
    qsizetype keys = 0;
    for (const auto &item : value.toArray())
        keys += keysOf(item);
    const QJsonObject object = value.toObject();
    const QStringList names = object.keys();
    for (const auto &item : object)
        keys += keysOf(item);
    return keys + QSet<QString>(names.begin(), names.end()).size();
}

//! How many keys JSON that Qt reads has as it is written; nothing where a string holds what no JSON has.
std::optional<qsizetype> keysAsWritten(QByteArrayView json)
{
    qsizetype colons = 0;
    bool isInString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        if (isInString && uchar(json[i]) < 0x20)
            return std::nullopt;
        if (json[i] == '\\') {
            if (!QByteArrayView("\"\\/bfnrtu").contains(json[++i]))
                return std::nullopt;
        } else if (json[i] == '"') {
            isInString = !isInString;
        } else if (json[i] == ':' && !isInString) {
            ++colons;
        }
    }
    return colons;
}

//! What a strict reader should make of it, by Qt and by looking again.
std::optional<QJsonValue> readAgain(QByteArrayView json)
{
    const auto value = json.isValidUtf8() ? readByQt(json) : std::nullopt;
    if (!value || depthOf(*value) > maxDepth || keysAsWritten(json) != keysOf(*value))
        return std::nullopt;
    const bool isCleanAll = std::ranges::all_of(textsOf(*value), isClean);
    return isCleanAll ? value : std::nullopt;
}

} // namespace

void fuzz(QByteArrayView input)
{
    const auto value = parseStrictJson(input, maxDepth);
    const auto expected = readAgain(input);
    require(
        value.isOk() == expected.has_value(), "what is refused has a reason, and what has one is refused");
    require(value.isOk() || !isPlainJson(input, maxDepth), "the quick look takes nothing that is refused");
    if (!value)
        return;
    QString quick;
    if (JsonScan scan(input); scan.takeText(quick) && scan.isAtEnd())
        require(*value == QJsonValue(quick), "the quick look reads the same text");
    qint64 number = 0;
    if (JsonScan scan(input); scan.takeNumber(number) && scan.isAtEnd())
        require(*value == QJsonValue(number), "the quick look reads the same number");
    require(isSameJson(*value, *expected), "QJsonDocument reads the same");
    const auto again = parseStrictJson(toCompactJson(*value), maxDepth);
    require(again.isOk() && isSameJson(*again, *value), "what is read survives the way back");
    for (const QString &text : textsOf(*value)) {
        QByteArray written;
        appendJson(written, text);
        require(readByQt(written) == QJsonValue(text), "text that we write is the same text");
    }
}

} // namespace hearth::fuzz
