#include "server/features/eventguard.h"

#include "server/features/binding.h"
#include "server/features/caller.h"

namespace hearth::server {

namespace {
//! Refused events in a row, after which a socket is no client that slows down.
constexpr int patience = 200;
} // namespace

EventGuard::EventGuard(const Services &services)
    : m_rate(services.clock, services.limits.eventsPerSecond, services.limits.eventBurst)
{
    services.chat.setGuard([this](Socket &socket, const Ack &ack) { return mayPass(socket, ack); });
}

bool EventGuard::mayPass(Socket &socket, const Ack &ack)
{
    auto &caller = *std::any_cast<Caller>(&socket.data);
    const qint64 wait = m_rate.take(caller.user.id);
    if (wait == 0) {
        caller.refusedInARow = 0;
        return true;
    }
    if (++caller.refusedInARow > patience)
        socket.close(CloseCode::TooFast);
    else
        refuse(socket, ack, tooFast(wait));
    return false;
}

} // namespace hearth::server
