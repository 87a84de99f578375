#include "shared/base/strictjson.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/events.h"
#include "shared/protocol/quick.h"
#include "shared/protocol/text.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

namespace hearth::fuzz {

using namespace hearth::protocol;

namespace {

//! An error goes back to the peer as JSON.
void checkError(const Error &error)
{
    require(error.message.size() < 1024, "an error's length is bounded");
    require(parseStrictJson(toCompactJson(error.message)).isOk(), "an error is text that a peer accepts");
}

//! By the catalogue alone, and not as the decoder does it.
template <class T>
bool isWithin(const T &value, Range range)
{
    const auto isBetween = [&](qint64 size) { return size >= range.min && size <= range.max; };
    if constexpr (WireStruct<T>) {
        const auto isFieldWithin = [&](const auto &f) { return isWithin(value.*f.member, f.range); };
        return std::apply([&](const auto &...each) { return (isFieldWithin(each) && ...); }, T::fields());
    } else if constexpr (detail::IsOptional<T>::value) {
        return !value || isWithin(*value, range);
    } else if constexpr (std::is_same_v<T, QString>) {
        return isBetween(value.toUtf8().size());
    } else if constexpr (std::is_same_v<T, qint64>) {
        return isBetween(value);
    } else if constexpr (requires { value.constBegin(); } && !std::is_same_v<T, QJsonObject>) {
        return value.size() <= range.max &&
               std::ranges::all_of(value, [](const auto &item) { return isWithin(item, Range{}); });
    } else {
        return true;
    }
}

//! What goes to many is written as text, without a tree of values: it has to be the same.
template <class T>
void checkText(const QByteArray &text, const T &expected)
{
    const auto read = parseStrictJson(text);
    require(read.isOk() && isSameJson(*read, expected), "what is written as text is the same JSON");
}

template <class T>
bool isSame(const T &a, const T &b)
{
    return isSameJson(encodeObject(a), encodeObject(b));
}

//! `decodeFrom` and `encodeAs` are those of an event or of an ack; `checkWritten` is given what was decoded.
template <class Json, class Decode, class Encode, class CheckWritten>
void check(const Json &json, Decode decodeFrom, Encode encodeAs, CheckWritten checkWritten)
{
    const auto strict = decodeFrom(json, UnknownKeys::Refuse);
    const auto lenient = decodeFrom(json, UnknownKeys::Skip);
    if (!strict)
        checkError(strict.error());
    if (!lenient) {
        require(!strict, "what is taken strictly is taken leniently");
        return checkError(lenient.error());
    }
    require(!strict || isSame(*lenient, *strict), "skipping unknown keys changes nothing else");
    const auto again = decodeFrom(encodeAs(*lenient), UnknownKeys::Refuse);
    require(again.isOk() && isSame(*again, *lenient), "what decodes survives the way back");
    require(isWithin(*lenient, Range{}), "what decodes keeps the bounds of its fields");
    checkWritten(*lenient);
}

//! Straight from the text it is the same event, or left to the other.
template <class E>
void checkQuick(const QJsonArray &arguments, QByteArrayView items)
{
    const auto quick = quickArguments<E>(items);
    const auto slow = decodeArguments<E>(arguments, UnknownKeys::Refuse);
    require(!quick || (slow.isOk() && isSame(*quick, *slow)), "the quick decoder reads the same event");
}

template <class E>
void checkEvent(const QJsonArray &arguments)
{
    check(arguments, decodeArguments<E>, encodeArguments<E>,
        [](const E &event) { checkText('[' + argumentsText(event) + ']', encodeArguments(event)); });
    if constexpr (requires { typename E::Ack; }) {
        using Ack = typename E::Ack;
        const auto decodeAck = [](const QJsonObject &json, UnknownKeys unknownKeys) {
            return decode<Ack>(json, unknownKeys);
        };
        check(arguments.at(0).toObject(), decodeAck, encodeObject<Ack>, [](const Ack &ack) {
            QJsonObject expected = encodeObject(ack);
            expected.insert(QStringLiteral("ok"), true);
            checkText(ackText(ack), expected);
        });
    }
}

} // namespace

//! The arguments of an EVENT, tried as those of every event of the catalogue and its ack.
void fuzz(QByteArrayView input)
{
    const auto value = parseStrictJson(input);
    if (!value)
        return;
    const QJsonArray arguments = value->isArray() ? value->toArray() : QJsonArray{*value};
    // Without the list's brackets.
    const QByteArrayView text = input.trimmed();
    const QByteArrayView items = value->isArray() ? text.sliced(1, text.size() - 2) : text;
    Catalogue::forEach([&arguments, items]<class E>() {
        checkEvent<E>(arguments);
        checkQuick<E>(arguments, items);
    });
}

} // namespace hearth::fuzz
