#pragma once

#include "server/auth/passwords.h"
#include "server/auth/throttle.h"
#include "server/features/accounts.h"
#include "server/features/rest/accounts.h"

namespace hearth::server {

//! How people come in and go: register, sign in, sign out, a new password.
class SignIns : public QObject
{
    Q_OBJECT

public:
    SignIns(const Services &services, Accounts &accounts, Passwords &passwords, Registration registration,
        QObject *parent = nullptr);

private:
    struct Entry
    {
        protocol::User user;
        QString passwordHash; //!< as it was when the person proved who they are
        QString device;
        bool isTls = false; //!< how they came
    };

    void registerUser(const HttpRequest &request, const Responder &respond);
    [[nodiscard]] Result<UserRecord> create(
        Database &db, const Credentials &credentials, const QString &hash, qint64 now) const;
    void signIn(const HttpRequest &request, const Responder &respond);
    void signOut(const HttpRequest &request, const Responder &respond);
    void changePassword(const HttpRequest &request, const Responder &respond);
    void replacePassword(
        const Caller &caller, const QString &before, const QString &password, const Responder &respond);
    void answerWithToken(const Entry &entry, const Responder &respond);

    Services m_services;
    Accounts &m_accounts;
    Passwords &m_passwords;
    Registration m_registration;
    Throttle m_throttle;
};

} // namespace hearth::server
