#include "server/auth/tokens.h"
#include "server/operator/work.h"
#include "shared/base/ids.h"

namespace hearth::server {

namespace {

Result<Outcome> create(const Call &call)
{
    const QString token = newSecret();
    const auto added = change(call, [&](Database &db) -> Result<Done> {
        const auto user = userNamed(db, call.words.at(0));
        if (!user)
            return user.error();
        return db.accounts().addToken(secretHash(token), user->id, nowMs());
    });
    return added ? Result<Outcome>(Outcome{token + QLatin1Char('\n')}) : added.error();
}

Result<Outcome> revoke(const Call &call)
{
    const auto revoked = change(call, [&](Database &db) -> Result<qint64> {
        const auto user = userNamed(db, call.words.at(0));
        return user ? db.accounts().revokeTokensOf(user->id) : user.error();
    });
    return revoked ? Result<Outcome>(Outcome{QStringLiteral("revoked %1 tokens\n").arg(*revoked)})
                   : revoked.error();
}

} // namespace

QList<Command> tokenCommands()
{
    return {
        {QStringLiteral("token create"), QStringLiteral("USER"),
            QStringLiteral("prints a token, for a bot that signs in as this account"), create},
        {QStringLiteral("token revoke"), QStringLiteral("USER"),
            QStringLiteral("ends every sign-in of the account; its open connections close within a second"),
            revoke},
    };
}

} // namespace hearth::server
