#include "server/features/sessions.h"

#include "server/features/requests.h"
#include "server/features/rest/people.h"

namespace hearth::server {

using protocol::AuditAction;

namespace {

constexpr int flushMs = 20'000;

//! Who runs the server sees and ends others' sign-ins, but an owner's only another owner.
Result<QString> mayReach(Database &db, const Caller &caller, const QString &userId)
{
    const auto person = db.people().person(userId);
    if (!person)
        return person.error();
    if (person->role == protocol::Role::Owner && caller.user.role != protocol::Role::Owner)
        return Error(ErrorCode::Forbidden, QStringLiteral("Only an owner may do that to an owner"));
    return person->username;
}

} // namespace

Sessions::Sessions(const Services &services, Accounts &accounts, TokenWatch &tokens, QObject *parent)
    : QObject(parent), m_services(services), m_accounts(accounts), m_tokens(tokens)
{
    Router &router = services.router;
    router.add("GET", QStringLiteral("/api/sessions"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            list(request, {}, respond);
        });
    router.add("DELETE", QStringLiteral("/api/sessions"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            endOthers(request, respond);
        });
    router.add("DELETE", QStringLiteral("/api/sessions/{id}"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            endOne(request, ids.at(0), respond);
        });
    router.add("GET", QStringLiteral("/api/users/{id}/sessions"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            list(request, ids.at(0), respond);
        });
    router.add("DELETE", QStringLiteral("/api/users/{id}/sessions"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            endAllOf(request, ids.at(0), respond);
        });
    connect(&accounts, &Accounts::used, this, &Sessions::note);
    connect(&m_timer, &QTimer::timeout, this, &Sessions::flush);
    m_timer.start(flushMs);
}

void Sessions::note(const Caller &caller)
{
    m_used.insert(caller.tokenHash, m_services.clock.wallMs());
}

void Sessions::flush()
{
    if (m_used.isEmpty())
        return;
    m_services.storage.write<Done>(this,
        [used = std::exchange(m_used, {})](Database &db) -> Result<Done> {
            for (auto it = used.cbegin(); it != used.cend(); ++it) {
                if (auto touched = db.sessions().touch(it.key(), it.value()); !touched)
                    return touched;
            }
            return Done{};
        },
        {});
}

void Sessions::list(const HttpRequest &request, const QString &userId, const Responder &respond)
{
    if (userId.isEmpty())
        return m_accounts.authenticate(request, respond,
            [this, respond](const Caller &caller) { answer(caller, caller.user.id, respond); });
    m_accounts.authenticateAdmin(
        request, respond, [this, userId, respond](const Caller &caller) { answer(caller, userId, respond); });
}

void Sessions::answer(const Caller &caller, const QString &userId, const Responder &respond)
{
    m_services.storage.read<QList<SessionRecord>>(
        this,
        [caller, userId](Database &db) -> Result<QList<SessionRecord>> {
            if (userId != caller.user.id) {
                if (const auto may = mayReach(db, caller, userId); !may)
                    return may.error();
            }
            return db.sessions().sessionsOf(userId);
        },
        [this, caller, respond](const Result<QList<SessionRecord>> &sessions) {
            if (!sessions)
                return respond(HttpResponse::error(sessions.error()));
            SessionList list;
            for (const SessionRecord &each : *sessions) {
                const bool isOnline = m_tokens.isInUse(each.tokenHash);
                const qint64 used = isOnline ? m_services.clock.wallMs() : m_used.value(each.tokenHash);
                list.sessions.append({each.id, each.device, each.createdAt, std::max(each.lastSeen, used),
                    each.tokenHash == caller.tokenHash, isOnline});
            }
            respond(answerOf(Result(list)));
        });
}

void Sessions::endOne(const HttpRequest &request, const QString &sessionId, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [=, this](const Caller &caller) {
        m_services.storage.write<SessionRecord>(
            this,
            [caller, sessionId, act = actOf(caller, m_services)](Database &db) -> Result<SessionRecord> {
                auto session = db.sessions().session(caller.user.id, sessionId);
                if (!session)
                    return session;
                if (const auto ended = db.sessions().revoke(session->tokenHash); !ended)
                    return ended.error();
                const auto done =
                    record(db, act, AuditAction::SessionRevoked, session->device, caller.user.username);
                return done ? session : done.error();
            },
            [this, respond](const Result<SessionRecord> &ended) {
                if (ended)
                    closeSockets(m_services.chat, ended->userId, ended->tokenHash);
                respond(answerOf(ended ? Result(NothingMore{}) : ended.error()));
            });
    });
}

void Sessions::endOthers(const HttpRequest &request, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [=, this](const Caller &caller) {
        m_services.storage.write<NothingMore>(
            this,
            [caller, act = actOf(caller, m_services)](Database &db) -> Result<NothingMore> {
                const auto ended = db.sessions().revokeOthers(caller.user.id, caller.tokenHash);
                if (!ended)
                    return ended.error();
                const auto done = record(db, act, AuditAction::SessionRevoked,
                    QStringLiteral("%1 others").arg(*ended), caller.user.username);
                return done ? Result(NothingMore{}) : done.error();
            },
            [this, caller, respond](const Result<NothingMore> &ended) {
                if (ended)
                    closeOtherSockets(m_services.chat, caller.user.id, caller.tokenHash);
                respond(answerOf(ended));
            });
    });
}

void Sessions::endAllOf(const HttpRequest &request, const QString &userId, const Responder &respond)
{
    m_accounts.authenticateAdmin(request, respond, [=, this](const Caller &caller) {
        m_services.storage.write<NothingMore>(
            this,
            [caller, userId, act = actOf(caller, m_services)](Database &db) -> Result<NothingMore> {
                const auto name = mayReach(db, caller, userId);
                if (!name)
                    return name.error();
                const auto ended = db.sessions().revokeAll(userId);
                if (!ended)
                    return ended.error();
                const auto done =
                    record(db, act, AuditAction::SessionRevoked, QStringLiteral("all %1").arg(*ended), *name);
                return done ? Result(NothingMore{}) : done.error();
            },
            [this, userId, respond](const Result<NothingMore> &ended) {
                if (ended)
                    closeOtherSockets(m_services.chat, userId, {});
                respond(answerOf(ended));
            });
    });
}

} // namespace hearth::server
