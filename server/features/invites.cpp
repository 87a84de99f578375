#include "server/features/invites.h"

#include "server/auth/tokens.h"
#include "server/features/requests.h"
#include "server/features/rest/people.h"
#include "shared/base/ids.h"
#include "shared/base/spans.h"

namespace hearth::server {

using protocol::AuditAction;

namespace {

//! Whose invites the person may see and end: empty is everybody's.
QString reachOf(const Caller &caller)
{
    return isAdmin(caller.user) ? QString() : caller.user.id;
}

} // namespace

Invites::Invites(const Services &services, Accounts &accounts, QObject *parent)
    : QObject(parent), m_services(services), m_accounts(accounts)
{
    Router &router = services.router;
    router.add("GET", QStringLiteral("/api/invites"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            list(request, respond);
        });
    router.add("POST", QStringLiteral("/api/invites"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            make(request, respond);
        });
    router.add("DELETE", QStringLiteral("/api/invites/{id}"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            revoke(request, ids.at(0), respond);
        });
}

void Invites::make(const HttpRequest &request, const Responder &respond)
{
    const auto body =
        request.body.isEmpty() ? Result<CreateInvite>(CreateInvite{}) : bodyAs<CreateInvite>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    m_accounts.authenticateAdmin(request, respond, [this, respond, wanted = *body](const Caller &caller) {
        const protocol::Role role = wanted.role.value_or(protocol::Role::Member);
        // Only an owner makes owners.
        if (role == protocol::Role::Owner && caller.user.role != protocol::Role::Owner)
            return respond(HttpResponse::error(ErrorCode::Forbidden));
        const QString code = newReadableCode();
        const Act act = actOf(caller, m_services);
        const InviteRecord invite{secretHash(code), caller.user.id, role, int(wanted.uses.value_or(1)),
            act.at + wanted.days.value_or(7) * dayMs, newId(IdKind::Invite), act.at};
        const QString detail = QStringLiteral("as %1, %2 uses")
                                   .arg(QLatin1String(enumNames(role).at(std::size_t(role))))
                                   .arg(invite.usesLeft);
        m_services.storage.write<Done>(
            this,
            [invite, act, detail](Database &db) -> Result<Done> {
                if (auto added = db.invites().add(invite); !added)
                    return added;
                return record(db, act, AuditAction::InviteCreated, invite.id, detail);
            },
            [code, invite, respond](const Result<Done> &done) {
                respond(
                    answerOf(done ? Result(MadeInvite{code, invite.expiresAt, invite.id}) : done.error()));
            });
    });
}

void Invites::list(const HttpRequest &request, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, respond](const Caller &caller) {
        m_services.storage.read<InviteList>(
            this,
            [now = m_services.clock.wallMs(), whose = reachOf(caller)](Database &db) -> Result<InviteList> {
                const auto invites = db.invites().invites(now, whose);
                return invites ? Result(InviteList{*invites}) : invites.error();
            },
            [respond](const Result<InviteList> &list) { respond(answerOf(list)); });
    });
}

void Invites::revoke(const HttpRequest &request, const QString &inviteId, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, inviteId, respond](const Caller &caller) {
        m_services.storage.write<NothingMore>(
            this,
            [inviteId, whose = reachOf(caller), act = actOf(caller, m_services)](
                Database &db) -> Result<NothingMore> {
                if (const auto revoked = db.invites().revoke(inviteId, whose); !revoked)
                    return revoked.error();
                const auto done = record(db, act, AuditAction::InviteRevoked, inviteId);
                return done ? Result(NothingMore{}) : done.error();
            },
            [respond](const Result<NothingMore> &done) { respond(answerOf(done)); });
    });
}

} // namespace hearth::server
