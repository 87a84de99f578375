// Alerts over HTTP: /api/alerts. What they do is in alerts.cpp.
#include "server/features/alerts.h"

#include "server/features/channelaccess.h"
#include "server/features/gate.h"
#include "server/features/requests.h"
#include "server/series/channelname.h"
#include "shared/base/ids.h"
#include "shared/base/spans.h"

#include <algorithm>

namespace hearth::server {

using protocol::Alert;
using protocol::AlertCondition;
using protocol::AlertPhase;
using protocol::PutAlert;

namespace {

constexpr qint64 absentForMs = minuteMs;

Result<Done> checkRule(const PutAlert &rule)
{
    const auto wrong = [](const QString &why) { return Error(ErrorCode::InvalidRequest, why); };
    if (!isChannelName(rule.channel))
        return noChannelName();
    if (rule.condition == AlertCondition::Absent)
        return rule.value ? Result<Done>(wrong(QStringLiteral("value: there is none for `absent`"))) : Done{};
    if (!rule.value)
        return wrong(QStringLiteral("value: is missing"));
    const double clearAt = rule.clearAt.value_or(*rule.value);
    const bool isGood =
        rule.condition == AlertCondition::Above ? clearAt <= *rule.value : clearAt >= *rule.value;
    return isGood ? Result<Done>(Done{})
                  : wrong(QStringLiteral("clearAt: is beyond `value`, and should be on its good side"));
}

Alert alertOf(const PutAlert &rule, const QString &userId, qint64 now)
{
    const bool isAbsent = rule.condition == AlertCondition::Absent;
    return {rule.id.value_or(newId(IdKind::Alert)), rule.name, rule.roomId, rule.channel,
        rule.watched.value_or(QStringLiteral("value")), rule.condition, rule.value, rule.clearAt,
        rule.forMs.value_or(isAbsent ? absentForMs : 0), userId, AlertPhase::Quiet, now, {}, {}};
}

//! The account by which alerts speak, made with the first of them.
Result<protocol::User> madeBot(Database &db, qint64 now)
{
    auto bot = db.accounts().userById(Alerts::botId());
    if (bot || bot.error().code != ErrorCode::NotFound)
        return bot;
    // Somebody may be called so.
    QString name = QStringLiteral("alerts");
    if (db.accounts().userByName(name))
        name += QLatin1Char('-') + newId(IdKind::User).mid(1, 6);
    return db.accounts().createUser(
        {{Alerts::botId(), name, QStringLiteral("Alerts"), protocol::Role::Member}, QString(), now});
}

Result<protocol::User> botIn(Database &db, const QString &roomId, qint64 now)
{
    auto bot = madeBot(db, now);
    if (!bot)
        return bot;
    const auto added = db.rooms().addMember(roomId, bot->id, now);
    return added ? bot : added.error();
}

//! Whoever may write in the room may let a rule speak there; not in a room of two.
Result<Done> mayRule(Database &db, const QString &userId, const QString &roomId)
{
    const auto access = pass(db, userId, roomId, Verb::Invite);
    return access ? Result<Done>(Done{}) : access.error();
}

struct Stored
{
    Alert alert;
    protocol::User bot;
};

Result<Stored> storeRule(Database &db, const PutAlert &rule, const QString &userId, qint64 now, int limit)
{
    if (const auto may = mayRule(db, userId, rule.roomId); !may)
        return may.error();
    const auto user = db.accounts().userById(userId);
    if (!user)
        return user.error();
    // What it watches is told to the room.
    if (const auto may = mayRead({{*user, {}}, {}}, rule.channel); !may)
        return may.error();
    if (rule.id) {
        // Of a room that one may not enter nothing is told, not even that a rule speaks there.
        const auto before = db.alerts().one(*rule.id);
        if (!before)
            return before.error();
        if (const auto may = mayRule(db, userId, before->roomId); !may)
            return may.error();
    } else {
        const auto all = db.alerts().all();
        if (!all)
            return all.error();
        if (const auto fits = checkRoom(all->size(), limit, QStringLiteral("alerts")); !fits)
            return fits.error();
    }
    const Alert alert = alertOf(rule, userId, now);
    const auto bot = botIn(db, rule.roomId, now);
    if (!bot)
        return bot.error();
    const auto put = db.alerts().put(alert);
    return put ? Result(Stored{alert, *bot}) : put.error();
}

} // namespace

void Alerts::list(const HttpRequest &request, const QStringList &, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, respond](const Caller &caller) {
        struct Seen
        {
            QSet<QString> rooms;
            QList<Alert> stored;
        };
        m_services.storage.read<Seen>(
            this,
            [me = caller.user.id](Database &db) -> Result<Seen> {
                const auto rooms = passAll(db, me, Verb::Follow);
                const auto stored = db.alerts().all();
                if (!rooms || !stored)
                    return rooms ? stored.error() : rooms.error();
                Seen seen{{}, *stored};
                for (const KnownRoom &room : *rooms)
                    seen.rooms.insert(room.access.roomId);
                return seen;
            },
            [this, respond](const Result<Seen> &known) {
                if (!known)
                    return respond(HttpResponse::error(known.error()));
                QList<Alert> seen;
                for (const Alert &stored : known->stored) {
                    // Who watches them knows best how they are.
                    const auto watched = m_alerts.constFind(stored.id);
                    if (known->rooms.contains(stored.roomId))
                        seen.append(watched == m_alerts.cend() ? stored : watched->alert);
                }
                std::sort(seen.begin(), seen.end(),
                    [](const Alert &one, const Alert &other) { return one.name < other.name; });
                respond(HttpResponse::json({{QStringLiteral("alerts"), protocol::encode(seen)}}));
            });
    });
}

void Alerts::put(const HttpRequest &request, const QStringList &, const Responder &respond)
{
    const auto body = bodyAs<PutAlert>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    if (const auto fits = checkRule(*body); !fits)
        return respond(HttpResponse::error(fits.error()));
    m_accounts.authenticate(request, respond, [this, rule = *body, respond](const Caller &caller) {
        m_services.storage.write<Stored>(
            this,
            [rule, me = caller.user.id, now = m_services.clock.wallMs(), limit = m_services.limits.alerts](
                Database &db) { return storeRule(db, rule, me, now, limit); },
            [this, rule, respond](const Result<Stored> &stored) {
                if (!stored) {
                    m_refused += stored.error().code == ErrorCode::TooMany;
                    return respond(HttpResponse::error(stored.error()));
                }
                ++m_edits;
                if (m_leadership.isLeading()) {
                    m_bot = stored->bot;
                    keep(stored->alert);
                    // What is there already counts, too.
                    if (const auto last = m_channels.lastOf(stored->alert.channel))
                        take(newsOf(stored->alert.channel, *last));
                }
                respond(HttpResponse::json(
                    {{QStringLiteral("alert"), protocol::encodeObject(stored->alert)}}, rule.id ? 200 : 201));
            });
    });
}

void Alerts::remove(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, ids, respond](const Caller &caller) {
        m_services.storage.write<Done>(
            this,
            [ids, me = caller.user.id](Database &db) -> Result<Done> {
                const auto alert = db.alerts().one(ids.at(0));
                if (!alert)
                    return alert.error();
                if (const auto may = mayRule(db, me, alert->roomId); !may)
                    return ErrorCode::NotFound;
                return db.alerts().remove(ids.at(0));
            },
            [this, ids, respond](const Result<Done> &done) {
                ++m_edits;
                if (done)
                    forget(ids.at(0));
                respond(okayOr(done));
            });
    });
}

} // namespace hearth::server
