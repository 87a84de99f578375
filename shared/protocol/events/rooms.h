#pragma once

#include "shared/protocol/entities.h"

namespace hearth::protocol {

struct JoinRoomAck
{
    QString room;
    QString epoch;
    qint64 lastSeq = 0;
    qint64 readSeq = 0;
    qint64 othersReadSeq = 0;
    qint64 changeSeq = 0;
    QList<Member> members;
    bool operator==(const JoinRoomAck &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("room", &JoinRoomAck::room, "the room's id"),
            field(
                "epoch", &JoinRoomAck::epoch, "another one than before: forget what was stored of the room"),
            field("lastSeq", &JoinRoomAck::lastSeq, bigCount, "the newest message's seq"),
            field("readSeq", &JoinRoomAck::readSeq, bigCount, "how far this person has read"),
            field("othersReadSeq", &JoinRoomAck::othersReadSeq, bigCount,
                "how far the one among the others has read who read most"),
            field("changeSeq", &JoinRoomAck::changeSeq, bigCount,
                "how many changes its messages have had: edits, deletions, reactions, pins"),
            field("members", &JoinRoomAck::members, {0, 10'000},
                "everybody in the room; the accounts by which hooks and alerts speak are no people, and not "
                "among "
                "them"),
        };
    }
};

struct JoinRoom
{
    QString roomId;
    using Ack = JoinRoomAck;
    bool operator==(const JoinRoom &) const = default;

    static constexpr EventInfo info{"join:room", Direction::ToServer,
        "Hear a room's events. Refused with `access_denied`.", Payload::Bare};
    static constexpr auto fields()
    {
        return std::tuple{field("roomId", &JoinRoom::roomId, {1, 64}, "the room")};
    }
};

struct LeaveRoom
{
    QString roomId;
    using Ack = EmptyAck;
    bool operator==(const LeaveRoom &) const = default;

    static constexpr EventInfo info{"leave:room", Direction::ToServer,
        "Hear a room's events no longer on this socket. Membership stays.", Payload::Bare};
    static constexpr auto fields()
    {
        return std::tuple{field("roomId", &LeaveRoom::roomId, {1, 64}, "the room")};
    }
};

struct UserJoined
{
    QString roomId;
    QString userId;
    QString username;
    bool operator==(const UserJoined &) const = default;

    static constexpr EventInfo info{
        "user:joined", Direction::ToClient, "Somebody's first socket came into the room."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &UserJoined::roomId, "the room"),
            field("userId", &UserJoined::userId, "the person"),
            field("username", &UserJoined::username, "the person's name"),
        };
    }
};

struct UserLeft
{
    QString roomId;
    QString userId;
    QString username;
    bool operator==(const UserLeft &) const = default;

    static constexpr EventInfo info{
        "user:left", Direction::ToClient, "Somebody's last socket left the room."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &UserLeft::roomId, "the room"),
            field("userId", &UserLeft::userId, "the person"),
            field("username", &UserLeft::username, "the person's name"),
        };
    }
};

struct RoomAdded
{
    Room room;
    bool operator==(const RoomAdded &) const = default;

    static constexpr EventInfo info{"room:added", Direction::ToClient,
        "The person is now a member of this room; sent to all their devices."};
    static constexpr auto fields() { return std::tuple{field("room", &RoomAdded::room, "the room")}; }
};

struct RoomUpdated
{
    QString roomId;
    QString name;
    QString topic;
    bool isPrivate = false;
    qint64 archivedAt = 0;
    QString userId;
    bool operator==(const RoomUpdated &) const = default;

    static constexpr EventInfo info{"room:updated", Direction::ToClient,
        "A room was renamed, described anew, opened, closed, archived or taken back into use; sent to its "
        "members."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &RoomUpdated::roomId, "the room"),
            field("name", &RoomUpdated::name, {1, 80}, "its name now"),
            field("topic", &RoomUpdated::topic, {0, 250}, "what it is for"),
            field("private", &RoomUpdated::isPrivate, "only members find it"),
            field("archivedAt", &RoomUpdated::archivedAt, bigCount, "ms since 1970; 0 = in use"),
            field("userId", &RoomUpdated::userId, "who did it"),
        };
    }
};

struct MemberChanged
{
    QString roomId;
    Member member;
    bool operator==(const MemberChanged &) const = default;

    static constexpr EventInfo info{"member:changed", Direction::ToClient,
        "Somebody became a member of the room, or may do other things in it than before."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &MemberChanged::roomId, "the room"),
            field("member", &MemberChanged::member, "the person as a member"),
        };
    }
};

struct MemberRemoved
{
    QString roomId;
    QString userId;
    bool operator==(const MemberRemoved &) const = default;

    static constexpr EventInfo info{
        "member:removed", Direction::ToClient, "Somebody left the room for good, or was removed from it."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &MemberRemoved::roomId, "the room"),
            field("userId", &MemberRemoved::userId, "the person"),
        };
    }
};

struct RoomRemoved
{
    QString roomId;
    bool operator==(const RoomRemoved &) const = default;

    static constexpr EventInfo info{"room:removed", Direction::ToClient,
        "The person is no longer a member; nothing more comes from the room."};
    static constexpr auto fields() { return std::tuple{field("roomId", &RoomRemoved::roomId, "the room")}; }
};

} // namespace hearth::protocol
