#include "shared/base/strictjson.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/events.h"
#include "tests/fuzz/fuzz.h"

namespace hearth::fuzz {

using namespace hearth::protocol;

namespace {

//! An error goes back to the peer as JSON.
void checkError(const Error &error)
{
    require(error.message.size() < 1024, "an error's length is bounded");
    require(parseStrictJson(toCompactJson(error.message)).isOk(), "an error is text that a peer accepts");
}

template <class T>
bool isSame(const T &a, const T &b)
{
    return isSameJson(encodeObject(a), encodeObject(b));
}

//! `decodeFrom` and `encodeAs` are those of an event or of an ack.
template <class Json, class Decode, class Encode>
void check(const Json &json, Decode decodeFrom, Encode encodeAs)
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
}

template <class E>
void checkEvent(const QJsonArray &arguments)
{
    check(arguments, decodeArguments<E>, encodeArguments<E>);
    if constexpr (requires { typename E::Ack; }) {
        using Ack = typename E::Ack;
        const auto decodeAck = [](const QJsonObject &json, UnknownKeys unknownKeys) {
            return decode<Ack>(json, unknownKeys);
        };
        check(arguments.at(0).toObject(), decodeAck, encodeObject<Ack>);
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
    Catalogue::forEach([&arguments]<class E>() { checkEvent<E>(arguments); });
}

} // namespace hearth::fuzz
