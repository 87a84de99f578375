#pragma once

#include "shared/base/jsontext.h"
#include "shared/base/strictjson.h"
#include "shared/protocol/codec.h"

//! The same JSON as codec.h's, written at once: what goes to many is made here.
namespace hearth::protocol {

template <WireStruct T>
void appendObject(QByteArray &out, const T &value);

template <class T>
void appendValue(QByteArray &out, const T &value)
{
    if constexpr (WireStruct<T>)
        appendObject(out, value);
    else if constexpr (detail::NamedEnum<T>)
        appendJson(out, QString::fromLatin1(enumNames(T{}).at(static_cast<size_t>(value))));
    else if constexpr (requires { appendJson(out, value); })
        appendJson(out, value);
    else
        out += toCompactJson(encode(value));
}

//! Into an object that is open. Fields that are not set are left out.
template <WireStruct T>
void appendFields(QByteArray &out, const T &value)
{
    std::apply(
        [&](const auto &...each) {
            [[maybe_unused]] const auto put = [&](const char *key, const auto &member) {
                out += out.endsWith('{') ? "\"" : ",\"";
                out += key;
                out += "\":";
                appendValue(out, member);
            };
            [[maybe_unused]] const auto take = [&](const auto &f) {
                const auto &member = value.*f.member;
                if constexpr (!detail::IsOptional<std::decay_t<decltype(member)>>::value)
                    put(f.key, member);
                else if (member)
                    put(f.key, *member);
            };
            (take(each), ...);
        },
        T::fields());
}

template <WireStruct T>
void appendObject(QByteArray &out, const T &value)
{
    out += '{';
    appendFields(out, value);
    out += '}';
}

//! The one argument of an ack that says yes.
template <WireStruct T>
QByteArray ackText(const T &value)
{
    QByteArray out(R"({"ok":true)");
    appendFields(out, value);
    return out += '}';
}

//! The arguments of the EVENT packet, after its name, without the list's brackets.
template <WireEvent E>
QByteArray argumentsText(const E &event)
{
    QByteArray out;
    out.reserve(256); // what most of them need
    if constexpr (E::info.payload == Payload::Bare)
        appendValue(out, event.*std::get<0>(E::fields()).member);
    else if constexpr (E::info.payload == Payload::Object)
        appendObject(out, event);
    return out;
}

} // namespace hearth::protocol
