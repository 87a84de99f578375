#include "server/features/profile.h"

#include "server/features/requests.h"
#include "server/features/rest/accounts.h"

namespace hearth::server {

namespace {

Result<Me> profileOf(Database &db, const QString &userId)
{
    const auto user = db.accounts().userById(userId);
    if (!user)
        return user.error();
    const auto shares = db.accounts().sharesReads(userId);
    if (!shares)
        return shares.error();
    return Me{*user, *shares};
}

Result<Me> changeProfile(Database &db, const QString &userId, const PatchMe &wanted)
{
    if (wanted.displayName) {
        if (const auto set = db.accounts().setDisplayName(userId, *wanted.displayName); !set)
            return set.error();
    }
    if (wanted.sharesReads) {
        if (const auto set = db.accounts().setSharesReads(userId, *wanted.sharesReads); !set)
            return set.error();
    }
    return profileOf(db, userId);
}

} // namespace

Profile::Profile(const Services &services, Accounts &accounts, QObject *parent)
    : QObject(parent), m_services(services), m_accounts(accounts)
{
    services.router.add("GET", QStringLiteral("/api/me"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            show(request, respond);
        });
    services.router.add("PATCH", QStringLiteral("/api/me"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            change(request, respond);
        });
}

void Profile::show(const HttpRequest &request, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, respond](const Caller &caller) {
        m_services.storage.read<Me>(
            this, [me = caller.user.id](Database &db) { return profileOf(db, me); },
            [respond](const Result<Me> &profile) { respond(answerOf(profile)); });
    });
}

void Profile::change(const HttpRequest &request, const Responder &respond)
{
    const auto body = bodyAs<PatchMe>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    m_accounts.authenticate(request, respond, [this, respond, wanted = *body](const Caller &caller) {
        m_services.storage.write<Me>(
            this, [wanted, me = caller.user.id](Database &db) { return changeProfile(db, me, wanted); },
            [respond](const Result<Me> &profile) { respond(answerOf(profile)); });
    });
}

} // namespace hearth::server
