#pragma once

#include "server/features/caller.h"
#include "server/features/services.h"
#include "server/storage/administration.h"
#include "shared/base/registration.h"

namespace hearth::server {

//! Who somebody is: the token check for sockets and requests.
class Accounts : public QObject
{
    Q_OBJECT

public:
    explicit Accounts(const Services &services, QObject *parent = nullptr);

    using Next = std::function<void(const Caller &)>;
    //! Calls back with the person, or has answered the request itself.
    void authenticate(const HttpRequest &request, const Responder &respond, Next next);
    //! Only with who runs the server: its owners and admins.
    void authenticateAdmin(const HttpRequest &request, const Responder &respond, Next next);
    //! The same for a token that is known by its hash.
    void checkToken(const QByteArray &tokenHash, const Responder &respond, Next next);
    //! Where there is no account yet and `registration` needs an invite: makes the setup code and hands it
    //! over, else empty.
    void makeSetupCode(Registration registration, std::function<void(const QString &)> done);

Q_SIGNALS:
    //! By a request or a new socket.
    void used(const Caller &caller);

private:
    void admitSocket(Socket &socket, const QJsonObject &auth, const Namespace::Verdict &verdict);

    Services m_services;
};

//! Of the server's roles, those that run it.
[[nodiscard]] inline bool isAdmin(const protocol::User &user)
{
    return user.role == protocol::Role::Owner || user.role == protocol::Role::Admin;
}

//! Who acts by a request, at `clock`'s time.
[[nodiscard]] Act actOf(const Caller &caller, const Services &services);

} // namespace hearth::server
