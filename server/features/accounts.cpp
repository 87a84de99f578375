#include "server/features/accounts.h"

#include "server/auth/tokens.h"
#include "shared/base/ids.h"

namespace hearth::server {

using protocol::User;

Accounts::Accounts(const Services &services, QObject *parent) : QObject(parent), m_services(services)
{
    services.chat.setMiddleware(
        [this](Socket &socket, const QJsonObject &auth, const Namespace::Verdict &verdict) {
            admitSocket(socket, auth, verdict);
        });
}

Act actOf(const Caller &caller, const Services &services)
{
    return {caller.user.id, services.clock.wallMs(), services.limits.auditKept};
}

void Accounts::authenticate(const HttpRequest &request, const Responder &respond, Next next)
{
    const QString token = request.bearerToken();
    if (token.isEmpty())
        return respond(HttpResponse::error(ErrorCode::Unauthorized));
    checkToken(secretHash(token), respond, std::move(next));
}

void Accounts::checkToken(const QByteArray &hash, const Responder &respond, Next next)
{
    m_services.storage.read<User>(
        this, [hash](Database &db) { return db.sessions().userByToken(hash); },
        [this, respond, hash, next = std::move(next)](const Result<User> &user) {
            if (!user)
                return respond(HttpResponse::error(user.error()));
            const Caller caller{*user, hash};
            Q_EMIT used(caller);
            next(caller);
        });
}

void Accounts::authenticateAdmin(const HttpRequest &request, const Responder &respond, Next next)
{
    authenticate(request, respond, [respond, next = std::move(next)](const Caller &caller) {
        if (!isAdmin(caller.user))
            return respond(HttpResponse::error(ErrorCode::Forbidden));
        next(caller);
    });
}

void Accounts::makeSetupCode(Registration registration, std::function<void(const QString &)> done)
{
    if (registration != Registration::Invite)
        return done(QString());
    const QString code = newReadableCode();
    m_services.storage.write<bool>(
        this,
        [code, now = m_services.clock.wallMs()](Database &db) -> Result<bool> {
            const auto count = db.accounts().userCount();
            if (!count || *count > 0)
                return false;
            const auto added = db.invites().add(
                {secretHash(code), {}, protocol::Role::Owner, 1, 0, newId(IdKind::Invite), now});
            return added.isOk();
        },
        [code, done = std::move(done)](
            const Result<bool> &isMade) { done(isMade && *isMade ? code : QString()); });
}

void Accounts::admitSocket(Socket &socket, const QJsonObject &auth, const Namespace::Verdict &verdict)
{
    const auto message = [](const char *text) {
        return QJsonObject{{QStringLiteral("message"), QString::fromLatin1(text)}};
    };
    const QString token = auth.value(QLatin1String("token")).toString();
    if (token.isEmpty())
        return verdict(message("Authentication required"));
    const QPointer<Socket> guard(&socket);
    struct Known
    {
        User user;
        qint64 notifiedAfter = 0;
    };
    m_services.storage.read<Known>(
        this,
        [hash = secretHash(token), isShared = m_services.chat.hasPeers()](Database &db) -> Result<Known> {
            const auto user = db.sessions().userByToken(hash);
            if (!user)
                return user.error();
            // Where other servers store notifications, too, only the database knows how far they are.
            const auto last = isShared ? db.notifications().lastPosition() : Result<qint64>(0);
            return last ? Result(Known{*user, *last}) : last.error();
        },
        [=, this](const Result<Known> &known) {
            if (!guard)
                return;
            if (!known)
                return verdict(message("Invalid token"));
            const User *user = &known->user;
            const int limit = m_services.limits.connectionsPerUser;
            // With a code of its own, so that a client waits for a person instead of coming back at once.
            if (limit > 0 && m_services.chat.socketsIn(personalRoom(user->id)).size() >= limit)
                return guard->close(CloseCode::TooManyConnections);
            Caller caller{*user, secretHash(token)};
            caller.notifiedAfter = known->notifiedAfter;
            guard->data = caller;
            Q_EMIT used(caller);
            verdict(std::nullopt);
        });
}

} // namespace hearth::server
