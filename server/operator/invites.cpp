#include "server/auth/certificate.h"
#include "server/auth/tokens.h"
#include "server/operator/work.h"
#include "shared/base/ids.h"
#include "shared/base/spans.h"
#include "shared/protocol/invitelink.h"

namespace hearth::server {

namespace {

constexpr int maxUses = 10'000;
constexpr int maxDays = 365;

//! What is to be sent: the code alone, or a link to the address at which people reach this server.
Result<QString> written(const Call &call, const QString &code)
{
    const QString url = call.options.value(QStringLiteral("url"));
    if (url.isEmpty())
        return code;
    protocol::InviteLink link{QUrl(url, QUrl::StrictMode), code, {}};
    if (link.server.scheme() == QLatin1String("https")) {
        const auto certificate = Certificate::loadOrCreate(call.settings.folder());
        if (!certificate)
            return certificate.error();
        link.fingerprint = QByteArray::fromHex(certificate->fingerprint.toLatin1());
    }
    if (protocol::inviteLinkFrom(link.toText()))
        return link.toText();
    return Error(ErrorCode::InvalidRequest,
        QStringLiteral(
            "--url takes the address at which people reach this server, as https://hearth.local:8484"));
}

Result<Outcome> invite(const Call &call)
{
    const auto role = roleNamed(call.options.value(QStringLiteral("role")));
    const auto uses = countOf(call, "uses", maxUses);
    const auto days = countOf(call, "days", maxDays);
    if (!role)
        return role.error();
    if (!uses)
        return uses.error();
    if (!days)
        return days.error();
    const QString code = newReadableCode();
    const auto text = written(call, code);
    if (!text)
        return text.error();
    const Act act = actOf(call);
    const qint64 expiresAt = act.at + *days * dayMs;
    const auto added = change(call, [&](Database &db) -> Result<Done> {
        const InviteRecord invite{
            secretHash(code), {}, *role, *uses, expiresAt, newId(IdKind::Invite), act.at};
        if (auto done = db.invites().add(invite); !done)
            return done;
        return record(db, act, protocol::AuditAction::InviteCreated, invite.id,
            QStringLiteral("as %1, %2 uses").arg(nameOf(*role)).arg(*uses));
    });
    return added ? Result<Outcome>(Outcome{*text + QLatin1Char('\n')}) : added.error();
}

Result<Outcome> list(const Call &call)
{
    const auto db = openDatabase(call.settings);
    if (!db)
        return db.error();
    const auto invites = (*db)->invites().invites(nowMs());
    if (!invites)
        return invites.error();
    Outcome out;
    for (const protocol::Invite &each : *invites)
        out.output += lineOf({each.id, nameOf(each.role), QStringLiteral("%1 uses").arg(each.usesLeft),
            timeOf(each.expiresAt), each.username});
    return out;
}

Result<Outcome> revoke(const Call &call)
{
    const QString &id = call.words.at(0);
    const auto revoked = change(call, [&](Database &db) -> Result<Done> {
        if (auto done = db.invites().revoke(id); !done)
            return done;
        return record(db, actOf(call), protocol::AuditAction::InviteRevoked, id);
    });
    if (!revoked && revoked.error().code == ErrorCode::NotFound)
        return Error(ErrorCode::NotFound,
            QStringLiteral("there is no invite '%1'; `hearthd invite list` shows them all").arg(id));
    return revoked ? Result<Outcome>(Outcome{QStringLiteral("revoked %1\n").arg(id)}) : revoked.error();
}

} // namespace

QList<Command> inviteCommands()
{
    return {{QStringLiteral("invite list"), {},
                QStringLiteral("a line for each that can still be used: id, role, uses, until when, whose"),
                list},
        {QStringLiteral("invite revoke"), QStringLiteral("ID"), QStringLiteral("nobody can use it any more"),
            revoke},
        {QStringLiteral("invite"), {}, QStringLiteral("prints a code with which people make an account"),
            invite,
            {{QStringLiteral("role"), QStringLiteral("what they become"), QStringLiteral("ROLE"),
                 QStringLiteral("member")},
                {QStringLiteral("uses"), QStringLiteral("how many people"), QStringLiteral("N"),
                    QStringLiteral("1")},
                {QStringLiteral("days"), QStringLiteral("until it expires"), QStringLiteral("N"),
                    QStringLiteral("7")},
                {QStringLiteral("url"),
                    QStringLiteral(
                        "prints a link to this address instead, with the certificate's fingerprint in it"),
                    QStringLiteral("URL")}}}};
}

} // namespace hearth::server
