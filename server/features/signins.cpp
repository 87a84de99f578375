#include "server/features/signins.h"

#include "server/auth/tokens.h"
#include "server/auth/usernames.h"
#include "server/features/binding.h"
#include "server/features/requests.h"
#include "server/features/rest/people.h"
#include "server/features/tokenwatch.h"
#include "shared/base/ids.h"

namespace hearth::server {

using protocol::AuditAction;
using protocol::User;

namespace {

QString codeOf(const std::optional<QString> &invite)
{
    return invite.value_or(QString()).trimmed().toUpper();
}

QString throttleKey(const QString &username)
{
    return QStringLiteral("name:") + username.toLower();
}

//! Only where the password is still the one that was proven: it may have been changed meanwhile because
//! somebody else knew it.
Result<Done> mustStillBe(Database &db, const QString &username, const QString &passwordHash)
{
    const auto now = db.accounts().userByName(username);
    if (!now)
        return now.error();
    return !now->isBarred && now->passwordHash == passwordHash ? Result<Done>(Done{})
                                                               : ErrorCode::BadCredentials;
}

} // namespace

SignIns::SignIns(const Services &services, Accounts &accounts, Passwords &passwords,
    Registration registration, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_accounts(accounts)
    , m_passwords(passwords)
    , m_registration(registration)
    , m_throttle(services.clock)
{
    Router &router = services.router;
    router.add("POST", "/api/register", this, &SignIns::registerUser);
    router.add("POST", "/api/login", this, &SignIns::signIn);
    router.add("POST", "/api/logout", this, &SignIns::signOut);
    router.add("POST", "/api/password", this, &SignIns::changePassword);
}

void SignIns::registerUser(const HttpRequest &request, const Responder &respond)
{
    const auto body = bodyAs<Credentials>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    if (m_registration == Registration::Closed)
        return respond(HttpResponse::error(ErrorCode::RegistrationClosed));
    if (!isUsername(body->username))
        return respond(HttpResponse::error(
            {ErrorCode::InvalidRequest, QStringLiteral("username: expected ") + usernameRule()}));
    if (m_registration == Registration::Invite && codeOf(body->invite).isEmpty())
        return respond(HttpResponse::error(ErrorCode::InviteRequired));
    if (const qint64 wait = m_throttle.waitMs(request.peerAddress))
        return respond(HttpResponse::error(tooFast(wait)));

    const QString peer = request.peerAddress;
    m_passwords.hash(
        body->password, this, [this, credentials = *body, peer, respond](const Result<QString> &hash) {
            if (!hash)
                return respond(HttpResponse::error(hash.error()));
            m_services.storage.write<UserRecord>(
                this,
                [this, credentials, hash = *hash, now = m_services.clock.wallMs()](
                    Database &db) { return create(db, credentials, hash, now); },
                [this, peer, respond, device = credentials.device.value_or(QString())](
                    const Result<UserRecord> &made) {
                    if (made)
                        return answerWithToken({made->user, made->passwordHash, device}, respond);
                    if (made.error().code == ErrorCode::InviteInvalid)
                        m_throttle.failed(peer);
                    respond(HttpResponse::error(made.error()));
                });
        });
}

Result<UserRecord> SignIns::create(
    Database &db, const Credentials &credentials, const QString &hash, qint64 now) const
{
    protocol::Role role = protocol::Role::Member;
    QString how = QStringLiteral("by open registration");
    if (m_registration == Registration::Invite) {
        const auto invite = db.invites().redeem(secretHash(codeOf(credentials.invite)), now);
        if (!invite)
            return invite.error();
        role = invite->role;
        how = QStringLiteral("by invite ") + invite->id;
    }
    const QString shown = credentials.displayName.value_or(credentials.username);
    const auto user =
        db.accounts().createUser({{newId(IdKind::User), credentials.username, shown, role}, hash, now});
    if (!user)
        return user.error();
    const auto done = record(
        db, {user->id, now, m_services.limits.auditKept}, AuditAction::UserCreated, user->username, how);
    return done ? Result(UserRecord{*user, hash, now}) : done.error();
}

void SignIns::signIn(const HttpRequest &request, const Responder &respond)
{
    const auto body = bodyAs<Credentials>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    const QString byName = throttleKey(body->username);
    const QString byAddress = QStringLiteral("address:") + request.peerAddress;
    if (const qint64 wait = std::max(m_throttle.waitMs(byName), m_throttle.waitMs(byAddress)))
        return respond(HttpResponse::error(tooFast(wait)));
    m_services.storage.read<UserRecord>(
        this, [name = body->username](Database &db) { return db.accounts().userByName(name); },
        [=, this, credentials = *body, isTls = request.isTls](const Result<UserRecord> &record) {
            // The same work for an unknown name, and for who may not sign in: the time tells nothing.
            Entry entry{{}, {}, credentials.device.value_or(QString()), isTls};
            if (record && !record->isBarred) {
                entry.user = record->user;
                entry.passwordHash = record->passwordHash;
            }
            m_passwords.verify(
                credentials.password, entry.passwordHash, this, [=, this](const Result<bool> &fits) {
                    if (!fits)
                        return respond(HttpResponse::error(fits.error()));
                    if (!*fits) {
                        m_throttle.failed(byName);
                        m_throttle.failed(byAddress);
                        return respond(HttpResponse::error(ErrorCode::BadCredentials));
                    }
                    m_throttle.succeeded(byName);
                    m_throttle.succeeded(byAddress);
                    answerWithToken(entry, respond);
                });
        });
}

void SignIns::answerWithToken(const Entry &entry, const Responder &respond)
{
    const QString token = newSecret();
    const qint64 now = m_services.clock.wallMs();
    const SessionRecord session{
        newId(IdKind::SignIn), secretHash(token), entry.user.id, entry.device, now, now};
    m_services.storage.write<Done>(
        this,
        [entry, session, kept = m_services.limits.sessionsPerUser](Database &db) -> Result<Done> {
            if (auto same = mustStillBe(db, entry.user.username, entry.passwordHash); !same)
                return same;
            const auto added = db.sessions().add(session);
            return added && kept > 0 ? db.sessions().prune(entry.user.id, kept) : added;
        },
        [token, user = entry.user, isTls = entry.isTls, respond](const Result<Done> &done) {
            HttpResponse response = answerOf(done ? Result(SignedIn{token, user}) : done.error());
            // For a page's EventSource, which can send no header. It goes to streams alone, which change
            // nothing, and no script can read it.
            if (done)
                response.headers.append({"Set-Cookie", "hearth=" + token.toLatin1() +
                                                           "; Path=/events; HttpOnly; SameSite=Strict" +
                                                           (isTls ? "; Secure" : "")});
            respond(response);
        });
}

void SignIns::signOut(const HttpRequest &request, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, respond](const Caller &caller) {
        m_services.storage.write<Done>(
            this, [hash = caller.tokenHash](Database &db) { return db.sessions().revoke(hash); },
            [this, caller, respond](const Result<Done> &done) {
                if (!done)
                    return respond(HttpResponse::error(done.error()));
                closeSockets(m_services.chat, caller.user.id, caller.tokenHash);
                respond(okay());
            });
    });
}

void SignIns::changePassword(const HttpRequest &request, const Responder &respond)
{
    const auto body = bodyAs<ChangePassword>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    m_accounts.authenticate(request, respond, [this, respond, wanted = *body](const Caller &caller) {
        const QString byName = throttleKey(caller.user.username);
        if (const qint64 wait = m_throttle.waitMs(byName))
            return respond(HttpResponse::error(tooFast(wait)));
        m_services.storage.read<UserRecord>(
            this, [name = caller.user.username](Database &db) { return db.accounts().userByName(name); },
            [=, this](const Result<UserRecord> &record) {
                if (!record)
                    return respond(HttpResponse::error(record.error()));
                const QString before = record->passwordHash;
                m_passwords.verify(wanted.current, before, this, [=, this](const Result<bool> &fits) {
                    if (!fits)
                        return respond(HttpResponse::error(fits.error()));
                    if (!*fits) {
                        // Who holds a stolen token must not find out the password by trying.
                        m_throttle.failed(byName);
                        return respond(HttpResponse::error({ErrorCode::BadCredentials,
                            QStringLiteral("current: this is not the password")}));
                    }
                    replacePassword(caller, before, wanted.password, respond);
                });
            });
    });
}

void SignIns::replacePassword(
    const Caller &caller, const QString &before, const QString &password, const Responder &respond)
{
    m_passwords.hash(password, this, [=, this](const Result<QString> &hash) {
        if (!hash)
            return respond(HttpResponse::error(hash.error()));
        m_services.storage.write<Done>(
            this,
            [caller, before, hash = *hash, act = actOf(caller, m_services)](Database &db) -> Result<Done> {
                const User &user = caller.user;
                if (auto same = mustStillBe(db, user.username, before); !same)
                    return same;
                if (auto set = db.accounts().setPassword(user.id, hash); !set)
                    return set;
                // Whoever knew the old one may be signed in.
                if (const auto ended = db.sessions().revokeOthers(user.id, caller.tokenHash); !ended)
                    return ended.error();
                return record(db, act, AuditAction::UserPassword, user.username);
            },
            [this, caller, respond](const Result<Done> &done) {
                if (done)
                    closeOtherSockets(m_services.chat, caller.user.id, caller.tokenHash);
                respond(answerOf(done ? Result(NothingMore{}) : done.error()));
            });
    });
}

} // namespace hearth::server
