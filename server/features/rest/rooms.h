#pragma once

#include "shared/protocol/entities.h"

//! The bodies of requests about rooms and who belongs to them, and their answers.
namespace hearth::server {

struct CreateRoom
{
    std::optional<QString> name;
    std::optional<QString> topic;
    std::optional<bool> isPrivate;
    std::optional<QList<QString>> members;
    std::optional<QString> direct;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("name", &CreateRoom::name, {1, 80}, "the room's name"),
            field("topic", &CreateRoom::topic, {0, 250}, "what it is for"),
            field("private", &CreateRoom::isPrivate, "only members find it"),
            field("members", &CreateRoom::members, {0, 500}, "user ids"),
            field("direct", &CreateRoom::direct, {1, 64}, "a room of two with this user"),
        };
    }
};

//! What is missing stays as it is.
struct PatchRoom
{
    std::optional<QString> name;
    std::optional<QString> topic;
    std::optional<bool> isPrivate;
    std::optional<bool> archived;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("name", &PatchRoom::name, {1, 80}, "the room's name"),
            field("topic", &PatchRoom::topic, {0, 250}, "what it is for"),
            field("private", &PatchRoom::isPrivate, "only members find it"),
            field("archived", &PatchRoom::archived, "nothing is written in it"),
        };
    }
};

struct RoomAnswer
{
    protocol::Room room;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("room", &RoomAnswer::room, "the room, as who asks sees it")};
    }
};

struct RoomsAnswer
{
    QList<protocol::Room> rooms;
    QList<protocol::Room> open;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("rooms", &RoomsAnswer::rooms, {0, 100'000}, "one's own, the last one spoken in first"),
            field("public", &RoomsAnswer::open, {0, 100'000}, "public ones that one has not joined"),
        };
    }
};

struct PatchMember
{
    protocol::Role role = protocol::Role::Member;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("role", &PatchMember::role, "what the person may do in the room")};
    }
};

struct MemberList
{
    QList<protocol::Member> members;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("members", &MemberList::members, {0, 100'000}, "by username")};
    }
};

struct ReaderList
{
    QList<protocol::Member> readers;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("readers", &ReaderList::readers, {0, 100'000},
            "who has read it and lets others know, the writer excluded; by username")};
    }
};

} // namespace hearth::server
