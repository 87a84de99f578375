#include "server/auth/tokens.h"
#include "server/operator/work.h"
#include "shared/base/ids.h"

namespace hearth::server {

namespace {

constexpr int maxUses = 10'000;
constexpr int maxDays = 365;

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
    const qint64 expiresAt = nowMs() + qint64(*days) * 24 * 3600 * 1000;
    const auto added = change(call, [&](Database &db) {
        return db.accounts().addInvite({secretHash(code), {}, *role, *uses, expiresAt});
    });
    return added ? Result<Outcome>(Outcome{code + QLatin1Char('\n')}) : added.error();
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
                QStringLiteral("7")}}}};
}

} // namespace hearth::server
