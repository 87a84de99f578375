#include "server/auth/certificate.h"
#include "server/auth/tokens.h"
#include "server/operator/work.h"
#include "shared/base/ids.h"
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
    const qint64 expiresAt = nowMs() + qint64(*days) * 24 * 3600 * 1000;
    const auto added = change(call, [&](Database &db) {
        return db.accounts().addInvite({secretHash(code), {}, *role, *uses, expiresAt});
    });
    return added ? Result<Outcome>(Outcome{*text + QLatin1Char('\n')}) : added.error();
}

} // namespace

QList<Command> inviteCommands()
{
    return {{QStringLiteral("invite"), {}, QStringLiteral("prints a code with which people make an account"),
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
