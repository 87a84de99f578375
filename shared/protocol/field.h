#pragma once

#include <QString>

#include <tuple>

namespace hearth::protocol {

//! The bounds of one field. For text, bytes of UTF-8; for lists and maps, entries; for numbers, the value.
//! Each entry of a list or a map is a text in the default range, or a number up to bigCount.
struct Range
{
    qint64 min = 0;
    qint64 max = 256;
};

//! Counters and times in ms: what a JSON number holds exactly.
inline constexpr Range bigCount{0, qint64(1) << 53};

//! One field of a wire struct: its key, where it lives, its bounds, what it means.
template <class T, class Member>
struct Field
{
    const char *key;
    Member T::*member;
    Range range;
    const char *doc;
};

template <class T, class Member>
constexpr auto field(const char *key, Member T::*member, const char *doc)
{
    return Field<T, Member>{key, member, Range{}, doc};
}

template <class T, class Member>
constexpr auto field(const char *key, Member T::*member, Range range, const char *doc)
{
    return Field<T, Member>{key, member, range, doc};
}

//! A struct with a static fields() tuple: all that encode, decode, the documents and the tests need to know.
//! An std::optional member may be missing on the wire; every other one must be there.
template <class T>
concept WireStruct = requires
{
    T::fields();
};

enum class Direction { ToServer, ToClient, Both };

//! How an event's fields stand in its EVENT packet: as one object, or as the bare value of the only field.
enum class Payload { Object, Bare, None };

struct EventInfo
{
    const char *name;
    Direction direction;
    const char *doc;
    Payload payload = Payload::Object;
};

//! A WireStruct that is sent as a Socket.IO event. `using Ack = …` names what its ack holds beside `ok`.
template <class T>
concept WireEvent = WireStruct<T> && requires
{
    T::info;
};

//! An ack that says only `{"ok":true}`.
struct EmptyAck
{
    bool operator==(const EmptyAck &) const = default;
    static constexpr auto fields() { return std::tuple{}; }
};

} // namespace hearth::protocol
