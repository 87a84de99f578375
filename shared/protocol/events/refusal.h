#pragma once

#include "shared/protocol/entities.h"

namespace hearth::protocol {

struct ErrorEvent
{
    QString code;
    QString message;
    bool operator==(const ErrorEvent &) const = default;

    static constexpr EventInfo info{
        "error", Direction::ToClient, "An event that asked for no ack was refused."};
    static constexpr auto fields()
    {
        return std::tuple{
            field("code", &ErrorEvent::code, {0, 64}, "for programs, such as `access_denied`"),
            field("message", &ErrorEvent::message, {0, 1024}, "for people, such as `Access denied`"),
        };
    }
};

} // namespace hearth::protocol
