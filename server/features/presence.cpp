#include "server/features/presence.h"

#include "server/features/binding.h"
#include "server/features/requests.h"
#include "server/features/rest/notifications.h"

namespace hearth::server {

using protocol::Presence;
using protocol::PresenceChanged;

namespace {

//! As many as presence:get takes.
constexpr qsizetype maxAsked = 500;

Error leavingIsNoStatus()
{
    return {ErrorCode::InvalidRequest, QStringLiteral("status: offline is what one is by leaving")};
}

//! What CONNECT asks for; nothing where it is no status that one can choose.
std::optional<Presence> statusIn(const QJsonObject &auth)
{
    const auto wanted = protocol::decodeValue<Presence>(
        auth.value(QLatin1String("status")), {}, protocol::UnknownKeys::Skip, QStringLiteral("status"));
    return wanted && *wanted != Presence::Offline ? std::optional(*wanted) : std::nullopt;
}

} // namespace

PresenceFeature::PresenceFeature(
    const Services &services, Accounts &accounts, PresenceBoard &board, QObject *parent)
    : QObject(parent), m_services(services), m_accounts(accounts), m_board(board)
{
    board.onChanged([this](const QString &userId, qint64 lastSeen) { heard(userId, lastSeen); });
    board.onCleared([this](const QString &userId, qint64 lastSeen) {
        const Person *person = find(userId);
        storeLastSeen(userId, std::max(lastSeen, person ? person->lastSeen : 0));
    });
    bind<protocol::PresenceUpdate>(
        services.chat, [this](Socket &socket, const protocol::PresenceUpdate &event,
                           const Answer<protocol::PresenceUpdate> &answer) {
            if (event.status == Presence::Offline)
                return answer(leavingIsNoStatus());
            const QString userId = callerOf(socket).user.id;
            choose(m_people[userId], event.status);
            refresh(userId);
            answer(protocol::EmptyAck{});
        });
    bind<protocol::PresenceIdle>(services.chat, [this](Socket &socket, const protocol::PresenceIdle &event,
                                                    const Answer<protocol::PresenceIdle> &answer) {
        setIdle(socket, event.idle);
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
    using Visible = QList<std::pair<QString, qint64>>;
    m_services.storage.read<Visible>(
        this,
        [userId, asked](Database &db) -> Result<Visible> {
            const auto contacts = db.rooms().contacts(userId);
            if (!contacts)
                return contacts.error();
            const QSet<QString> known(contacts->begin(), contacts->end());
            Visible visible;
            for (const QString &each : asked) {
                if (each != userId && !known.contains(each))
                    continue;
                const auto lastSeen = db.accounts().lastSeen(each);
                if (!lastSeen)
                    return lastSeen.error();
                visible += {each, *lastSeen};
            }
            return visible;
        },
        [this, userId, answer](const Result<Visible> &visible) {
            if (!visible)
                return answer(visible.error());
            QList<PresenceChanged> seen;
            for (const auto &[each, lastSeen] : *visible) {
                seen += snapshot(each, userId);
                seen.last().lastSeen = std::max(seen.last().lastSeen, lastSeen);
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
            respond(answerOf(seen ? Result(PresenceList{*seen}) : seen.error()));
        });
    });
}

const PresenceFeature::Person *PresenceFeature::find(const QString &userId) const
{
    const auto it = m_people.find(userId);
    return it == m_people.end() ? nullptr : &it->second;
}

Presence PresenceFeature::statusOf(const QString &userId, const QString &viewerId) const
{
    const Person *person = find(userId);
    if (!person)
        return Presence::Offline;
    return userId == viewerId ? person->own : person->seen;
}

QList<QString> PresenceFeature::here() const
{
    QList<QString> out;
    for (const auto &[userId, person] : m_people) {
        if (person.seen == Presence::Online || person.seen == Presence::Busy)
            out += userId;
    }
    return out;
}

PresenceChanged PresenceFeature::snapshot(const QString &userId, const QString &viewerId) const
{
    const Person *person = find(userId);
    return {userId, statusOf(userId, viewerId), person ? person->lastSeen : 0};
}

QList<PresenceChanged> PresenceFeature::changedSince(const QList<QString> &userIds, qint64 since) const
{
    QList<PresenceChanged> out;
    for (const QString &userId : userIds) {
        const Person *person = find(userId);
        if (person && person->changedAt > since)
            out += snapshot(userId, {});
    }
    return out;
}

//! Later than what is known, whatever the other servers' clocks say: the last choice counts everywhere.
void PresenceFeature::choose(Person &person, Presence status) const
{
    person.chosen = status;
    person.chosenAt = std::max(m_services.clock.wallMs(), person.chosenAt + 1);
}

void PresenceFeature::heard(const QString &userId, qint64 lastSeen)
{
    Person &person = m_people[userId];
    person.lastSeen = std::max(person.lastSeen, lastSeen);
    for (const PresencePart &part : m_board.others(userId)) {
        person.lastSeen = std::max(person.lastSeen, part.lastSeen);
        // Kept when they have gone, so that a reconnect to any server makes nobody visible.
        if (std::pair(part.chosenAt, part.chosen) > std::pair(person.chosenAt, person.chosen)) {
            person.chosen = part.chosen;
            person.chosenAt = part.chosenAt;
        }
    }
    refresh(userId);
}

void PresenceFeature::setIdle(const Socket &socket, bool isIdle)
{
    const QString userId = callerOf(socket).user.id;
    Person &person = m_people[userId];
    if (isIdle)
        person.idle.insert(&socket);
    else
        person.idle.remove(&socket);
    refresh(userId);
}

void PresenceFeature::connected(const Socket &socket, const QJsonObject &auth)
{
    const QString userId = callerOf(socket).user.id;
    Person &person = m_people[userId];
    const bool wasHere = person.isHere() || !m_board.others(userId).isEmpty();
    m_hadSocket = true;
    person.grace.reset();
    person.devices.insert(&socket);
    // Nobody becomes visible by a reconnect.
    if (!wasHere && person.chosen != Presence::Invisible)
        choose(person, Presence::Online);
    if (const auto wanted = statusIn(auth))
        choose(person, *wanted);
    if (person.chosen != Presence::Invisible)
        person.lastSeen = m_services.clock.wallMs();
    refresh(userId);
}

void PresenceFeature::disconnected(const Socket &socket, Namespace::Leaving leaving)
{
    const QString userId = callerOf(socket).user.id;
    Person &person = m_people[userId];
    person.devices.remove(&socket);
    person.idle.remove(&socket);
    if (person.chosen != Presence::Invisible)
        person.lastSeen = m_services.clock.wallMs();
    if (!person.devices.isEmpty())
        return refresh(userId);
    const int graceMs = m_services.limits.presenceGraceMs;
    if (leaving == Namespace::Leaving::Silent || graceMs == 0)
        return leave(userId);
    person.grace =
        std::make_unique<Timer>(m_services.chat.loop().timers(), [this, userId] { leave(userId); });
    person.grace->start(graceMs);
}

void PresenceFeature::leave(const QString &userId)
{
    Person &person = m_people[userId];
    // Not within its own callback.
    m_services.chat.loop().post([old = std::shared_ptr<Timer>(std::move(person.grace))] {});
    if (!m_isStopping)
        refresh(userId);
    storeLastSeen(userId, person.lastSeen);
}

void PresenceFeature::stop()
{
    m_isStopping = true;
    for (auto &[userId, person] : m_people) {
        if (person.isHere())
            storeLastSeen(userId, person.lastSeen);
    }
}

void PresenceFeature::storeLastSeen(const QString &userId, qint64 at)
{
    m_services.storage.write<Done>(
        this, [userId, at](Database &db) { return db.accounts().setLastSeen(userId, at); }, {});
}

void PresenceFeature::refresh(const QString &userId)
{
    Person &person = m_people[userId];
    tellBoard(userId, person);
    const Presence own = statusNow(userId, person);
    const Presence seen = own == Presence::Invisible ? Presence::Offline : own;
    const bool isNews = std::exchange(person.seen, seen) != seen;
    const bool isOwnNews = std::exchange(person.own, own) != own;
    if (isOwnNews)
        emitHere(m_services.chat, personalRoom(userId), snapshot(userId, userId));
    if (!isNews)
        return;
    person.changedAt = m_services.clock.wallMs();
    // A server that starts hears of everybody, and has nobody to tell it.
    if (m_hadSocket)
        announce(userId);
    else
        person.announced = snapshot(userId, {});
}

Presence PresenceFeature::statusNow(const QString &userId, const Person &person) const
{
    const QList<PresencePart> others = m_board.others(userId);
    if (!person.isHere() && others.isEmpty())
        return Presence::Offline;
    qint64 devices = person.devices.size();
    qint64 idle = person.idle.size();
    for (const PresencePart &part : others) {
        devices += part.devices;
        idle += part.idle;
    }
    return person.chosen == Presence::Online && devices > 0 && idle == devices ? Presence::Away
                                                                               : person.chosen;
}

void PresenceFeature::tellBoard(const QString &userId, Person &person)
{
    if (!person.isHere()) {
        if (std::exchange(person.told, {}))
            m_board.take(userId, person.lastSeen);
        return;
    }
    const PresencePart part{
        person.chosen, person.chosenAt, person.devices.size(), person.idle.size(), person.lastSeen};
    if (person.told == part)
        return;
    person.told = part;
    QStringList sockets;
    for (const Socket *socket : std::as_const(person.devices)) {
        if (sockets.size() == PresenceBoard::maxSockets)
            break;
        sockets += socket->id();
    }
    m_board.put(userId, part, sockets);
}

void PresenceFeature::announce(const QString &userId)
{
    m_services.storage.read<QList<QString>>(
        this, [userId](Database &db) { return db.rooms().contacts(userId); },
        [this, userId](const Result<QList<QString>> &contacts) {
            if (!contacts)
                return;
            // As it is now: where it changed again meanwhile, everybody hears the last state last, and once.
            const PresenceChanged event = snapshot(userId, {});
            if (std::exchange(m_people[userId].announced, event) == event)
                return;
            for (const QString &contact : *contacts)
                emitHere(m_services.chat, personalRoom(contact), event);
        });
}

} // namespace hearth::server
