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
        const auto stored = db.sessions().add({newId(IdKind::SignIn), secretHash(token), user->id,
            call.options.value(QStringLiteral("name")), nowMs(), nowMs()});
        if (!stored && stored.error().code == ErrorCode::Unauthorized)
            return Error(ErrorCode::Forbidden,
                QStringLiteral("%1 is disabled; `hearthd user enable` lifts it").arg(user->username));
        return stored ? record(db, actOf(call), protocol::AuditAction::TokenCreated, user->username) : stored;
    });
    return added ? Result<Outcome>(Outcome{token + QLatin1Char('\n')}) : added.error();
}

Result<Outcome> revoke(const Call &call)
{
    const auto revoked = change(call, [&](Database &db) -> Result<qint64> {
        const auto user = userNamed(db, call.words.at(0));
        if (!user)
            return user.error();
        const auto done = record(db, actOf(call), protocol::AuditAction::TokenRevoked, user->username);
        return done ? db.sessions().revokeAll(user->id) : done.error();
    });
    return revoked ? Result<Outcome>(Outcome{QStringLiteral("revoked %1 tokens\n").arg(*revoked)})
                   : revoked.error();
}

Result<Outcome> list(const Call &call)
{
    const auto db = openDatabase(call.settings);
    if (!db)
        return db.error();
    const auto user = userNamed(**db, call.words.at(0));
    const auto sessions = user ? (*db)->sessions().sessionsOf(user->id) : user.error();
    if (!sessions)
        return sessions.error();
    Outcome out;
    for (const SessionRecord &each : *sessions)
        out.output += lineOf({each.id, timeOf(each.createdAt), timeOf(each.lastSeen), each.device});
    return out;
}

} // namespace

QList<Command> tokenCommands()
{
    return {
        {QStringLiteral("token create"), QStringLiteral("USER"),
            QStringLiteral("prints a token, for a bot that signs in as this account"), create,
            {{QStringLiteral("name"), QStringLiteral("to know it by"), QStringLiteral("TEXT")}}},
        {QStringLiteral("token list"), QStringLiteral("USER"),
            QStringLiteral("a line for each sign-in: id, when it was made, when last used, its device"),
            list},
        {QStringLiteral("token revoke"), QStringLiteral("USER"),
            QStringLiteral("ends every sign-in of the account; its open connections close within a second"),
            revoke},
    };
}

} // namespace hearth::server
