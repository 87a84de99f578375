#pragma once

#include "server/features/ratelimit.h"
#include "server/features/services.h"

namespace hearth::server {

//! Bounds how many events of any kind a person sends: each costs a look at the database or a fan-out. Over
//! the rate they are refused; a socket that goes on regardless is closed with TooFast.
class EventGuard
{
public:
    explicit EventGuard(const Services &services);

    [[nodiscard]] quint64 refused() const { return m_rate.refused(); }

private:
    [[nodiscard]] bool mayPass(Socket &socket, const Ack &ack);

    RateLimit m_rate;
};

} // namespace hearth::server
