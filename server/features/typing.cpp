#include "server/features/typing.h"

#include "server/features/binding.h"
#include "shared/protocol/events.h"

namespace hearth::server {

namespace {
constexpr int sweepMs = 250;
//! Their own server ends them; only where that has died, this one does.
constexpr int marginMs = 2'000;
constexpr qsizetype maxOthers = 10'000;
} // namespace

Typing::Typing(const Services &services, QObject *parent) : QObject(parent), m_services(services)
{
    const auto inside = [](const Socket &socket, const QString &roomId) {
        return socket.rooms().contains(roomName(roomId));
    };
    bind<protocol::TypingStart>(
        services.chat, [this, inside](Socket &socket, const protocol::TypingStart &event,
                           const Answer<protocol::TypingStart> &answer) {
            if (!inside(socket, event.roomId))
                return answer(ErrorCode::AccessDenied);
            start(socket, event.roomId);
            answer(protocol::EmptyAck{});
        });
    bind<protocol::TypingStop>(
        services.chat, [this, inside](Socket &socket, const protocol::TypingStop &event,
                           const Answer<protocol::TypingStop> &answer) {
            if (!inside(socket, event.roomId))
                return answer(ErrorCode::AccessDenied);
            stop(event.roomId, callerOf(socket).user);
            answer(protocol::EmptyAck{});
        });
    services.chat.onPlaced(
        TypingTrack, [this](const QString &, const QString &, const Encoded &arguments, const Place &) {
            if (const auto event = saidBy<protocol::TypingUser>(arguments))
                heard(*event);
        });
    connect(&m_timer, &QTimer::timeout, this, &Typing::expire);
}

void Typing::start(Socket &socket, const QString &roomId)
{
    const protocol::User &user = callerOf(socket).user;
    const qint64 now = m_services.clock.steadyMs();
    Lease &lease = m_leases[{roomId, user.id}];
    const bool isAbsorbed = lease.until > now && now - lease.announcedAt < m_services.limits.typingIntervalMs;
    lease.user = user;
    lease.until = now + m_services.limits.typingLeaseMs;
    if (!isAbsorbed) {
        lease.announcedAt = now;
        announce(roomId, user, true, &socket);
    }
    goOn();
}

void Typing::goOn()
{
    if (!m_timer.isActive())
        m_timer.start(sweepMs);
}

void Typing::stop(const QString &roomId, const protocol::User &user)
{
    if (m_leases.remove({roomId, user.id}) > 0)
        announce(roomId, user, false);
}

void Typing::stopAll(const Socket &socket)
{
    const protocol::User &user = callerOf(socket).user;
    const auto keys = m_leases.keys();
    for (const auto &[roomId, userId] : keys) {
        if (userId == user.id)
            stop(roomId, user);
    }
}

void Typing::expire()
{
    const qint64 now = m_services.clock.steadyMs();
    const auto leases = m_leases;
    for (auto it = leases.cbegin(); it != leases.cend(); ++it) {
        if (it->until <= now)
            stop(it.key().first, it->user);
    }
    const auto others = m_others;
    for (auto it = others.cbegin(); it != others.cend(); ++it) {
        if (it->until <= now)
            heard({it.key().first, it.key().second, it->user.username, false});
    }
    if (m_leases.isEmpty() && m_others.isEmpty())
        m_timer.stop();
}

void Typing::announce(const QString &roomId, const protocol::User &user, bool isTyping, const Socket *except)
{
    const protocol::TypingUser event{roomId, user.id, user.username, isTyping};
    if (!m_services.chat.hasPeers())
        return emitTo(m_services.chat, roomName(roomId), event, except);
    const QString room = roomName(roomId);
    const Encoded said = Encoded::ofText(protocol::argumentsText(event));
    const QString &name = eventName<protocol::TypingUser>();
    m_services.chat.tellPeers(room, name, said, {TypingTrack, 1});
    m_services.chat.deliver({{room}, except ? QSet<QString>{except->id()} : QSet<QString>()}, name, said);
}

void Typing::heard(const protocol::TypingUser &event)
{
    const std::pair<QString, QString> key{event.roomId, event.userId};
    if (event.typing && (m_others.contains(key) || m_others.size() < maxOthers)) {
        m_others.insert(key, {{event.userId, event.username, {}},
                                 m_services.clock.steadyMs() + m_services.limits.typingLeaseMs + marginMs});
        goOn();
    } else {
        m_leftOut += event.typing ? 1 : 0;
        m_others.remove(key);
    }
    emitHere(m_services.chat, roomName(event.roomId), event);
}

} // namespace hearth::server
