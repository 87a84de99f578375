#include "shared/base/strictjson.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonArray>
#include <QJsonObject>

namespace hearth::fuzz {

namespace {

constexpr int maxDepth = 8;

void checkText(const QString &text)
{
    require(text.isValidUtf16(), "no lone surrogates");
    require(!text.contains(QChar(QChar::Null)), "no U+0000");
}

//! Says how many keys the value has in all.
qsizetype checkValue(const QJsonValue &value, int depth = 0)
{
    require(depth <= maxDepth, "the depth is bounded");
    qsizetype keys = 0;
    if (value.isString())
        checkText(value.toString());
    for (const auto &item : value.toArray())
        keys += checkValue(item, depth + 1);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        checkText(it.key());
        keys += 1 + checkValue(it.value(), depth + 1);
    }
    return keys;
}

//! How many keys valid JSON has as it is written.
qsizetype colonsOutsideStrings(QByteArrayView json)
{
    qsizetype colons = 0;
    bool isInString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        if (json[i] == '\\')
            ++i;
        else if (json[i] == '"')
            isInString = !isInString;
        else if (json[i] == ':' && !isInString)
            ++colons;
    }
    return colons;
}

} // namespace

void fuzz(QByteArrayView input)
{
    const auto value = parseStrictJson(input, maxDepth);
    if (!value)
        return;
    require(input.isValidUtf8(), "only UTF-8 is read");
    require(checkValue(*value) == colonsOutsideStrings(input), "no key is lost to its double");
    const auto again = parseStrictJson(toCompactJson(*value), maxDepth);
    require(again.isOk() && isSameJson(*again, *value), "what is read survives the way back");
}

} // namespace hearth::fuzz
