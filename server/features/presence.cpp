#include "server/features/presence.h"

#include "server/features/binding.h"

namespace hearth::server {

using protocol::Presence;
using protocol::PresenceChanged;

PresenceFeature::PresenceFeature(const Services &services, QObject *parent)
    : QObject(parent), m_services(services)
{
    bind<protocol::PresenceUpdate>(
        services.chat, [this](Socket &socket, const protocol::PresenceUpdate &event,
                           const Answer<protocol::PresenceUpdate> &answer) {
            if (event.status == Presence::Offline)
                return answer(Error(
                    ErrorCode::InvalidRequest, QStringLiteral("status: offline is what one is by leaving")));
            const QString userId = callerOf(socket).user.id;
            Entry &entry = m_people[userId];
            if (std::exchange(entry.chosen, event.status) != event.status) {
                entry.changedAt = m_services.clock.wallMs();
                announce(userId);
            }
            answer(protocol::EmptyAck{});
        });
    bind<protocol::PresenceGet>(services.chat, [this](Socket &socket, const protocol::PresenceGet &event,
                                                   const Answer<protocol::PresenceGet> &answer) {
        const QString userId = callerOf(socket).user.id;
        m_services.storage.read<QList<QString>>(
            this, [userId](Database &db) { return db.rooms().contacts(userId); },
            [this, event, userId, answer](const Result<QList<QString>> &contacts) {
                if (!contacts)
                    return answer(contacts.error());
                const QSet<QString> visible(contacts->begin(), contacts->end());
                protocol::PresenceGetAck ack;
                for (const QString &asked : event.userIds) {
                    if (asked == userId || visible.contains(asked))
                        ack.users += snapshot(asked);
                }
                answer(ack);
            });
    });
}

Presence PresenceFeature::statusOf(const QString &userId) const
{
    const auto it = m_people.constFind(userId);
    return it == m_people.constEnd() || it->sockets == 0 ? Presence::Offline : it->chosen;
}

PresenceChanged PresenceFeature::snapshot(const QString &userId) const
{
    return {userId, statusOf(userId), m_people.value(userId).lastSeen};
}

QList<PresenceChanged> PresenceFeature::changedSince(const QList<QString> &userIds, qint64 since) const
{
    QList<PresenceChanged> out;
    for (const QString &userId : userIds) {
        if (m_people.value(userId).changedAt > since)
            out += snapshot(userId);
    }
    return out;
}

void PresenceFeature::connected(const Socket &socket)
{
    const QString userId = callerOf(socket).user.id;
    Entry &entry = m_people[userId];
    entry.lastSeen = m_services.clock.wallMs();
    if (++entry.sockets == 1) {
        entry.chosen = Presence::Online;
        entry.changedAt = entry.lastSeen;
        announce(userId);
    }
}

void PresenceFeature::disconnected(const Socket &socket)
{
    const QString userId = callerOf(socket).user.id;
    Entry &entry = m_people[userId];
    entry.lastSeen = m_services.clock.wallMs();
    if (--entry.sockets == 0) {
        entry.changedAt = entry.lastSeen;
        announce(userId);
    }
}

void PresenceFeature::announce(const QString &userId)
{
    m_services.storage.read<QList<QString>>(
        this, [userId](Database &db) { return db.rooms().contacts(userId); },
        [this, userId](const Result<QList<QString>> &contacts) {
            if (!contacts)
                return;
            // As it is now: where it changed again meanwhile, everybody hears the last state last.
            const PresenceChanged event = snapshot(userId);
            emitTo(m_services.chat, personalRoom(userId), event);
            for (const QString &contact : *contacts)
                emitTo(m_services.chat, personalRoom(contact), event);
        });
}

} // namespace hearth::server
