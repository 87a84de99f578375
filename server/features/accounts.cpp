#include "server/features/accounts.h"

#include "server/auth/tokens.h"
#include "server/auth/usernames.h"
#include "server/features/binding.h"
#include "server/features/requests.h"
#include "server/features/tokenwatch.h"
#include "shared/base/ids.h"

namespace hearth::server {

using protocol::User;

namespace {

QString codeOf(const std::optional<QString> &invite)
{
    return invite.value_or(QString()).trimmed().toUpper();
}

} // namespace

Accounts::Accounts(const Services &services, Passwords &passwords, Registration registration, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_passwords(passwords)
    , m_registration(registration)
    , m_throttle(services.clock)
{
    Router &router = services.router;
    router.add("POST", QStringLiteral("/api/register"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            registerUser(request, respond);
        });
    router.add("POST", QStringLiteral("/api/login"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            signIn(request, respond);
        });
    router.add("POST", QStringLiteral("/api/logout"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            signOut(request, respond);
        });
    router.add("POST", QStringLiteral("/api/invites"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            makeInvite(request, respond);
        });
    services.chat.setMiddleware(
        [this](Socket &socket, const QJsonObject &auth, const Namespace::Verdict &verdict) {
            admitSocket(socket, auth, verdict);
        });
}

void Accounts::authenticate(
    const HttpRequest &request, const Responder &respond, std::function<void(const Caller &)> next)
{
    const QString token = request.bearerToken();
    if (token.isEmpty())
        return respond(HttpResponse::error(ErrorCode::Unauthorized));
    checkToken(secretHash(token), respond, std::move(next));
}

void Accounts::checkToken(
    const QByteArray &hash, const Responder &respond, std::function<void(const Caller &)> next)
{
    m_services.storage.read<User>(
        this, [hash](Database &db) { return db.accounts().userByToken(hash); },
        [respond, hash, next = std::move(next)](const Result<User> &user) {
            if (!user)
                return respond(HttpResponse::error(user.error()));
            next({*user, hash});
        });
}

void Accounts::makeSetupCode(std::function<void(const QString &)> done)
{
    if (m_registration != Registration::Invite)
        return done(QString());
    const QString code = newReadableCode();
    m_services.storage.write<bool>(
        this,
        [code](Database &db) -> Result<bool> {
            const auto count = db.accounts().userCount();
            if (!count || *count > 0)
                return false;
            const auto added = db.accounts().addInvite({secretHash(code), {}, protocol::Role::Owner, 1, 0});
            return added.isOk();
        },
        [code, done = std::move(done)](
            const Result<bool> &isMade) { done(isMade && *isMade ? code : QString()); });
}

void Accounts::registerUser(const HttpRequest &request, const Responder &respond)
{
    const auto body = bodyAs<Credentials>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    if (m_registration == Registration::Closed)
        return respond(HttpResponse::error(ErrorCode::RegistrationClosed));
    if (!isUsername(body->username))
        return respond(HttpResponse::error(
            {ErrorCode::InvalidRequest, QStringLiteral("username: expected ") + usernameRule()}));
    const bool needsInvite = m_registration == Registration::Invite;
    if (needsInvite && codeOf(body->invite).isEmpty())
        return respond(HttpResponse::error(ErrorCode::InviteRequired));
    if (const qint64 wait = m_throttle.waitMs(request.peerAddress))
        return respond(HttpResponse::error(tooFast(wait)));

    const Credentials &credentials = *body;
    const QString peer = request.peerAddress;
    m_passwords.hash(credentials.password, this,
        [this, credentials, needsInvite, peer, respond](const Result<QString> &hash) {
            if (!hash)
                return respond(HttpResponse::error(hash.error()));
            const qint64 now = m_services.clock.wallMs();
            m_services.storage.write<User>(
                this,
                [=, hash = *hash](Database &db) -> Result<User> {
                    protocol::Role role = protocol::Role::Member;
                    if (needsInvite) {
                        const auto invite =
                            db.accounts().redeemInvite(secretHash(codeOf(credentials.invite)), now);
                        if (!invite)
                            return invite.error();
                        role = invite->role;
                    }
                    const QString shown = credentials.displayName.value_or(credentials.username);
                    return db.accounts().createUser(
                        {{newId(IdKind::User), credentials.username, shown, role}, hash, now});
                },
                [this, peer, respond](const Result<User> &user) {
                    if (user)
                        return answerWithToken(*user, respond);
                    if (user.error().code == ErrorCode::InviteInvalid)
                        m_throttle.failed(peer);
                    respond(HttpResponse::error(user.error()));
                });
        });
}

void Accounts::signIn(const HttpRequest &request, const Responder &respond)
{
    const auto body = bodyAs<Credentials>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    const QString byName = QStringLiteral("name:") + body->username.toLower();
    const QString byAddress = QStringLiteral("address:") + request.peerAddress;
    if (const qint64 wait = std::max(m_throttle.waitMs(byName), m_throttle.waitMs(byAddress)))
        return respond(HttpResponse::error(tooFast(wait)));
    const Credentials &credentials = *body;
    m_services.storage.read<UserRecord>(
        this, [credentials](Database &db) { return db.accounts().userByName(credentials.username); },
        [=, this](const Result<UserRecord> &record) {
            // The same work for an unknown name, so that the time tells nothing.
            const QString hash = record ? record->passwordHash : QString();
            const User user = record ? record->user : User{};
            m_passwords.verify(credentials.password, hash, this, [=, this](const Result<bool> &fits) {
                if (!fits)
                    return respond(HttpResponse::error(fits.error()));
                if (!*fits) {
                    m_throttle.failed(byName);
                    m_throttle.failed(byAddress);
                    return respond(HttpResponse::error(ErrorCode::BadCredentials));
                }
                m_throttle.succeeded(byName);
                m_throttle.succeeded(byAddress);
                answerWithToken(user, respond);
            });
        });
}

void Accounts::answerWithToken(const User &user, const Responder &respond)
{
    const QString token = newSecret();
    const qint64 now = m_services.clock.wallMs();
    m_services.storage.write<Done>(
        this,
        [hash = secretHash(token), id = user.id, now](
            Database &db) { return db.accounts().addToken(hash, id, now); },
        [token, user, respond](const Result<Done> &done) {
            if (!done)
                return respond(HttpResponse::error(done.error()));
            respond(HttpResponse::json(
                {{QStringLiteral("token"), token}, {QStringLiteral("user"), protocol::encodeObject(user)}}));
        });
}

void Accounts::signOut(const HttpRequest &request, const Responder &respond)
{
    authenticate(request, respond, [this, respond](const Caller &caller) {
        m_services.storage.write<Done>(
            this, [hash = caller.tokenHash](Database &db) { return db.accounts().revokeToken(hash); },
            [this, caller, respond](const Result<Done> &done) {
                if (!done)
                    return respond(HttpResponse::error(done.error()));
                closeSockets(m_services.chat, caller.user.id, caller.tokenHash);
                respond(HttpResponse::json({{QStringLiteral("ok"), true}}));
            });
    });
}

void Accounts::makeInvite(const HttpRequest &request, const Responder &respond)
{
    authenticate(request, respond, [this, respond](const Caller &caller) {
        if (caller.user.role == protocol::Role::Guest || caller.user.role == protocol::Role::Member)
            return respond(HttpResponse::error(ErrorCode::Forbidden));
        const QString code = newReadableCode();
        const qint64 expiresAt = m_services.clock.wallMs() + qint64(7) * 24 * 3600 * 1000;
        const InviteRecord invite{secretHash(code), caller.user.id, protocol::Role::Member, 1, expiresAt};
        m_services.storage.write<Done>(
            this, [invite](Database &db) { return db.accounts().addInvite(invite); },
            [code, expiresAt, respond](const Result<Done> &done) {
                if (!done)
                    return respond(HttpResponse::error(done.error()));
                respond(HttpResponse::json(
                    {{QStringLiteral("invite"), code}, {QStringLiteral("expiresAt"), expiresAt}}));
            });
    });
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
    m_services.storage.read<User>(
        this, [hash = secretHash(token)](Database &db) { return db.accounts().userByToken(hash); },
        [=, this](const Result<User> &user) {
            if (!guard)
                return;
            if (!user)
                return verdict(message("Invalid token"));
            const int limit = m_services.limits.connectionsPerUser;
            // With a code of its own, so that a client waits for a person instead of coming back at once.
            if (limit > 0 && m_services.chat.socketsIn(personalRoom(user->id)).size() >= limit)
                return guard->close(CloseCode::TooManyConnections);
            guard->data = Caller{*user, secretHash(token)};
            verdict(std::nullopt);
        });
}

} // namespace hearth::server
