#pragma once

#include "server/auth/passwords.h"
#include "server/auth/throttle.h"
#include "server/features/caller.h"
#include "server/features/services.h"
#include "shared/base/registration.h"

namespace hearth::server {

//! Who people are: register, sign in, sign out; the token check for sockets and requests.
class Accounts : public QObject
{
    Q_OBJECT

public:
    Accounts(
        const Services &services, Passwords &passwords, Registration registration, QObject *parent = nullptr);

    //! Calls back with the person, or has answered the request itself.
    void authenticate(
        const HttpRequest &request, const Responder &respond, std::function<void(const Caller &)> next);
    //! The same for a token that is known by its hash.
    void checkToken(
        const QByteArray &tokenHash, const Responder &respond, std::function<void(const Caller &)> next);
    //! Where there is no account yet and an invite is needed: makes the setup code and hands it over, else
    //! empty.
    void makeSetupCode(std::function<void(const QString &)> done);

private:
    void registerUser(const HttpRequest &request, const Responder &respond);
    void signIn(const HttpRequest &request, const Responder &respond);
    void signOut(const HttpRequest &request, const Responder &respond);
    void makeInvite(const HttpRequest &request, const Responder &respond);
    void answerWithToken(const protocol::User &user, const Responder &respond);
    void admitSocket(Socket &socket, const QJsonObject &auth, const Namespace::Verdict &verdict);

    Services m_services;
    Passwords &m_passwords;
    Registration m_registration;
    Throttle m_throttle;
};

} // namespace hearth::server
