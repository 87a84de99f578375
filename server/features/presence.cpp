#include "server/features/presence.h"

#include "server/features/binding.h"

namespace hearth::server {

using protocol::Presence;
using protocol::PresenceChanged;

namespace {
//! As many as presence:get takes.
constexpr qsizetype maxAsked = 500;
} // namespace

PresenceFeature::PresenceFeature(const Services &services, Accounts &accounts, QObject *parent)
    : QObject(parent), m_services(services), m_accounts(accounts)
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
        look(callerOf(socket).user.id, event.userIds, [answer](const Result<QList<PresenceChanged>> &seen) {
            answer(seen ? Result(protocol::PresenceGetAck{*seen}) : seen.error());
        });
    });
    services.router.add("GET", QStringLiteral("/api/presence"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            get(request, respond);
        });
}

void PresenceFeature::look(const QString &userId, const QList<QString> &asked,
    const std::function<void(Result<QList<PresenceChanged>>)> &answer)
{
    m_services.storage.read<QList<QString>>(
        this, [userId](Database &db) { return db.rooms().contacts(userId); },
        [this, asked, userId, answer](const Result<QList<QString>> &contacts) {
            if (!contacts)
                return answer(contacts.error());
            const QSet<QString> visible(contacts->begin(), contacts->end());
            QList<PresenceChanged> seen;
            for (const QString &each : asked) {
                if (each == userId || visible.contains(each))
                    seen += snapshot(each);
            }
            answer(seen);
        });
}

void PresenceFeature::get(const HttpRequest &request, const Responder &respond)
{
    const QList<QString> asked = request.query.queryItemValue(QStringLiteral("users"), QUrl::FullyDecoded)
                                     .split(QLatin1Char(','), Qt::SkipEmptyParts);
    if (asked.isEmpty() || asked.size() > maxAsked)
        return respond(HttpResponse::error({ErrorCode::InvalidRequest,
            QStringLiteral("users: expected 1 to %1 ids, separated by commas").arg(maxAsked)}));
    m_accounts.authenticate(request, respond, [this, asked, respond](const Caller &caller) {
        look(caller.user.id, asked, [respond](const Result<QList<PresenceChanged>> &seen) {
            respond(seen ? HttpResponse::json({{QStringLiteral("presence"), protocol::encode(*seen)}})
                         : HttpResponse::error(seen.error()));
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
