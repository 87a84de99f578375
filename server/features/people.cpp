#include "server/features/people.h"

#include "server/features/binding.h"
#include "server/features/requests.h"
#include "server/features/rest/people.h"
#include "server/features/tokenwatch.h"
#include "shared/protocol/events.h"

namespace hearth::server {

using protocol::Account;

namespace {

constexpr int departuresAtOnce = 100;

struct Outside
{
    OutsideDeparture departure;
    std::optional<RoomMember> heir;
    QSet<QString> contacts; //!< who is left in the room
};

Result<QList<Outside>> outsideSince(Database &db, qint64 after)
{
    const auto departures = db.people().departures(after, departuresAtOnce);
    if (!departures)
        return departures.error();
    QList<Outside> all;
    for (const OutsideDeparture &each : *departures) {
        const auto members = db.rooms().members(each.roomId);
        if (!members)
            return members.error();
        Outside outside{each, {}, {}};
        for (const RoomMember &member : *members) {
            outside.contacts.insert(member.user.id);
            if (member.user.id == each.heirId)
                outside.heir = member;
        }
        all += outside;
    }
    return all;
}

} // namespace

People::People(const Services &services, Accounts &accounts, Rooms &rooms, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_accounts(accounts)
    , m_rooms(rooms)
    , m_departures(
          services.storage, [](Database &db) { return db.people().lastDeparture(); },
          [this](qint64 last) { departed(last); })
{
    Router &router = services.router;
    router.add("GET", QStringLiteral("/api/users"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            list(request, respond);
        });
    router.add("PATCH", QStringLiteral("/api/users/{id}"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            change(request, ids.at(0), respond);
        });
    router.add("DELETE", QStringLiteral("/api/users/{id}"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            remove(request, ids.at(0), respond);
        });
}

void People::list(const HttpRequest &request, const Responder &respond)
{
    const auto limit = pageLimit(request, m_services.limits);
    if (!limit)
        return respond(HttpResponse::error(limit.error()));
    const QString after = parameter(request, QStringLiteral("after")).value_or(QString());
    m_accounts.authenticateAdmin(request, respond, [=, this, limit = *limit](const Caller &) {
        m_services.storage.read<PeoplePage>(
            this,
            [after, limit](Database &db) -> Result<PeoplePage> {
                auto people = db.people().people(after, limit + 1); // whether there is a next page
                if (!people)
                    return people.error();
                PeoplePage page{*people, {}};
                if (page.users.size() > limit) {
                    page.users.removeLast();
                    page.next = page.users.last().username;
                }
                return page;
            },
            [respond](const Result<PeoplePage> &page) { respond(answerOf(page)); });
    });
}

void People::change(const HttpRequest &request, const QString &userId, const Responder &respond)
{
    const auto body = bodyAs<PatchPerson>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    m_accounts.authenticateAdmin(request, respond, [=, this, wanted = *body](const Caller &caller) {
        m_services.storage.write<Account>(
            this,
            [wanted, userId, act = actOf(caller, m_services)](Database &db) -> Result<Account> {
                auto account = db.people().person(userId);
                if (account && wanted.role)
                    account = setRole(db, act, userId, *wanted.role);
                if (account && wanted.disabled)
                    account = setDisabled(db, act, userId, *wanted.disabled);
                return account;
            },
            [this, respond](const Result<Account> &account) {
                if (account && account->disabled)
                    closeOtherSockets(m_services.chat, account->id, {});
                respond(answerOf(account ? Result(PersonAnswer{*account}) : account.error()));
            });
    });
}

void People::remove(const HttpRequest &request, const QString &userId, const Responder &respond)
{
    m_accounts.authenticateAdmin(request, respond, [=, this](const Caller &caller) {
        m_services.storage.write<Removed>(
            this,
            [userId, act = actOf(caller, m_services)](Database &db) { return removePerson(db, act, userId); },
            [this, userId, respond](const Result<Removed> &removed) {
                if (!removed)
                    return respond(HttpResponse::error(removed.error()));
                for (auto it = removed->rooms.cbegin(); it != removed->rooms.cend(); ++it)
                    m_rooms.expel(it.key(), userId, it->heir);
                const QList<QString> &contacts = removed->contacts;
                tellOffline(
                    userId, removed->account.lastSeen, {contacts.begin(), contacts.end()}, Reach::Everywhere);
                closeOtherSockets(m_services.chat, userId, {});
                respond(answerOf(Result(NothingMore{})));
            });
    });
}

//! Nobody is a contact any more by the time they are offline.
void People::tellOffline(
    const QString &userId, qint64 lastSeen, const QSet<QString> &contacts, Reach reach) const
{
    const protocol::PresenceChanged gone{userId, protocol::Presence::Offline, lastSeen};
    for (const QString &contact : contacts) {
        if (reach == Reach::Everywhere)
            emitTo(m_services.chat, personalRoom(contact), gone);
        else
            emitHere(m_services.chat, personalRoom(contact), gone);
    }
}

void People::departed(qint64 last)
{
    if (m_toldUpTo < 0)
        m_toldUpTo = last; // whoever connects from now on sees what is so
    else if (last > m_toldUpTo)
        tellOutside();
}

void People::tellOutside()
{
    m_services.storage.read<QList<Outside>>(
        this, [after = m_toldUpTo](Database &db) { return outsideSince(db, after); },
        [this](const Result<QList<Outside>> &all) {
            if (!all)
                return m_departures.tellAgain();
            QMap<QPair<QString, qint64>, QSet<QString>> contacts; // of whom, and when they were last seen
            for (const Outside &each : *all) {
                const OutsideDeparture &departure = each.departure;
                if (departure.id <= m_toldUpTo)
                    continue; // two polls asked
                m_toldUpTo = departure.id;
                m_rooms.expelHere(departure.roomId, departure.userId, each.heir);
                contacts[{departure.userId, departure.lastSeen}] += each.contacts;
            }
            for (auto it = contacts.cbegin(); it != contacts.cend(); ++it)
                tellOffline(it.key().first, it.key().second, *it, Reach::Here); // each server looks itself
            if (all->size() == departuresAtOnce)
                tellOutside();
        });
}

} // namespace hearth::server
