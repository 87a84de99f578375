#pragma once

#include "shared/base/jsonscan.h"
#include "shared/protocol/codec.h"

#include <bitset>

//! codec.h's decoding of an event, straight from its text: no tree of values in between. It knows what
//! clients send all the time; for all else (an error among it) it says no, and codec.h decides and finds the
//! words.
namespace hearth::protocol {

namespace detail {

template <WireStruct T>
bool quickObject(JsonScan &scan, T &out);

template <class T>
bool quickValue(JsonScan &scan, T &out, Range range);

template <class T>
bool quickItems(JsonScan &scan, QList<T> &out, Range range)
{
    if (!scan.take('['))
        return false;
    if (scan.take(']'))
        return true;
    do {
        if (out.size() == range.max || !quickValue(scan, out.emplaceBack(), itemRange<T>()))
            return false;
    } while (scan.take(','));
    return scan.take(']');
}

template <class T>
bool quickValue(JsonScan &scan, T &out, Range range)
{
    if constexpr (WireStruct<T>) {
        return quickObject(scan, out);
    } else if constexpr (std::is_same_v<T, QString>) {
        if (!scan.takeText(out))
            return false;
        // UTF-8 has one to three bytes for each unit of UTF-16: mostly no need to count.
        if (out.size() >= range.min && out.size() * 3 <= range.max)
            return true;
        const qint64 bytes = out.toUtf8().size();
        return bytes >= range.min && bytes <= range.max;
    } else if constexpr (std::is_same_v<T, bool>) {
        out = scan.next() == 't';
        return scan.takeWord(out ? "true" : "false");
    } else if constexpr (std::is_same_v<T, qint64>) {
        return scan.takeNumber(out) && out >= range.min && out <= range.max;
    } else if constexpr (NamedEnum<T>) {
        QByteArrayView text;
        if (!scan.takeBare(text))
            return false;
        const auto names = enumNames(T{});
        for (size_t i = 0; i < names.size(); ++i) {
            if (text == names.at(i)) {
                out = static_cast<T>(i);
                return true;
            }
        }
        return false;
    } else if constexpr (requires { quickItems(scan, out, range); }) {
        return quickItems(scan, out, range);
    } else {
        return false;
    }
}

//! The value of the one field that is called `key`; a bit of `seen` is its.
template <class T, std::size_t... Is>
bool quickField(JsonScan &scan, T &out, QByteArrayView key, std::bitset<64> &seen, std::index_sequence<Is...>)
{
    [[maybe_unused]] constexpr auto fields = T::fields();
    bool isTaken = false;
    [[maybe_unused]] const auto take = [&](const auto &f, std::size_t index) {
        if (key != f.key)
            return false;
        auto &member = out.*f.member;
        if (seen.test(index))
            return true;
        seen.set(index);
        if constexpr (IsOptional<std::decay_t<decltype(member)>>::value)
            isTaken =
                scan.next() == 'n' ? scan.takeWord("null") : quickValue(scan, member.emplace(), f.range);
        else
            isTaken = quickValue(scan, member, f.range);
        return true;
    };
    return (take(std::get<Is>(fields), Is) || ...) && isTaken;
}

//! Whether all that must be there was.
template <class T, std::size_t... Is>
bool isComplete(const std::bitset<64> &seen, std::index_sequence<Is...>)
{
    [[maybe_unused]] constexpr auto fields = T::fields();
    [[maybe_unused]] const auto isThere = [&](const auto &f, std::size_t index) {
        using FieldType = std::decay_t<decltype(std::declval<T &>().*f.member)>;
        return IsOptional<FieldType>::value || seen.test(index);
    };
    return (isThere(std::get<Is>(fields), Is) && ...);
}

template <WireStruct T>
bool quickObject(JsonScan &scan, T &out)
{
    constexpr std::size_t size = std::tuple_size_v<decltype(T::fields())>;
    static_assert(size <= 64);
    using Indices = std::make_index_sequence<size>;
    std::bitset<64> seen;
    if (!scan.take('{'))
        return false;
    if (scan.take('}'))
        return isComplete<T>(seen, Indices{});
    do {
        QByteArrayView key;
        if (scan.next() != '"' || !scan.takeBare(key) || !scan.take(':') ||
            !quickField(scan, out, key, seen, Indices{}))
            return false;
    } while (scan.take(','));
    return scan.take('}') && isComplete<T>(seen, Indices{});
}

template <WireEvent E>
bool quickEvent(JsonScan &scan, E &out)
{
    if constexpr (E::info.payload == Payload::Bare) {
        const auto f = std::get<0>(E::fields());
        static_assert(!IsOptional<std::decay_t<decltype(out.*f.member)>>::value, "a bare value is there");
        return quickValue(scan, out.*f.member, f.range);
    } else {
        return quickObject(scan, out);
    }
}

} // namespace detail

//! From an EVENT's arguments after its name, with commas between, which are valid JSON. What it takes,
//! decodeArguments() with UnknownKeys::Refuse takes, as the same event.
template <WireEvent E>
std::optional<E> quickArguments(QByteArrayView items)
{
    E out;
    JsonScan scan(items);
    const bool isTaken = detail::quickEvent(scan, out) && scan.isAtEnd();
    return isTaken ? std::optional<E>(std::move(out)) : std::nullopt;
}

} // namespace hearth::protocol
