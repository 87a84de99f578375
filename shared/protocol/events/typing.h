#pragma once

#include "shared/protocol/entities.h"

namespace hearth::protocol {

struct TypingStart
{
    QString roomId;
    using Ack = EmptyAck;
    bool operator==(const TypingStart &) const = default;

    static constexpr EventInfo info{"typing:start", Direction::ToServer,
        "A lease of 5 s; repeat it while the person types.", Payload::Bare};
    static constexpr auto fields()
    {
        return std::tuple{field("roomId", &TypingStart::roomId, {1, 64}, "the room")};
    }
};

struct TypingStop
{
    QString roomId;
    using Ack = EmptyAck;
    bool operator==(const TypingStop &) const = default;

    static constexpr EventInfo info{"typing:stop", Direction::ToServer, "Ends the lease.", Payload::Bare};
    static constexpr auto fields()
    {
        return std::tuple{field("roomId", &TypingStop::roomId, {1, 64}, "the room")};
    }
};

struct TypingUser
{
    QString roomId;
    QString userId;
    QString username;
    bool typing = false;
    bool operator==(const TypingUser &) const = default;

    static constexpr EventInfo info{
        "typing:user", Direction::ToClient, "Somebody else in the room started or stopped typing."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("roomId", &TypingUser::roomId, "the room"),
            field("userId", &TypingUser::userId, "the person"),
            field("username", &TypingUser::username, "the person's name"),
            field("typing", &TypingUser::typing, "false: stopped, sent, left, or the lease ran out"),
        };
    }
};

} // namespace hearth::protocol
