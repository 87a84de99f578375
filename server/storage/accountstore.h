#pragma once

#include "shared/base/result.h"
#include "shared/protocol/entities.h"

#include <QList>
#include <QString>

namespace hearth::server {

struct UserRecord
{
    protocol::User user;
    QString passwordHash; //!< Argon2id, PHC string
    qint64 createdAt = 0;
    bool operator==(const UserRecord &) const = default;
};

struct InviteRecord
{
    QByteArray codeHash; //!< SHA-256 of the code: a stolen database invites nobody
    QString createdBy;   //!< user id; empty for the setup code
    protocol::Role role = protocol::Role::Member;
    int usesLeft = 1;
    qint64 expiresAt = 0; //!< ms since 1970; 0 = never
    bool operator==(const InviteRecord &) const = default;
};

class AccountStore
{
public:
    virtual ~AccountStore() = default;
    //! NameTaken when the username exists, whatever its case. The first account of a database becomes Owner.
    virtual Result<protocol::User> createUser(const UserRecord &record) = 0;
    //! By username without case. NotFound.
    virtual Result<UserRecord> userByName(const QString &username) = 0;
    virtual Result<protocol::User> userById(const QString &userId) = 0;
    virtual Result<QList<protocol::User>> users() = 0;
    virtual Result<qint64> userCount() = 0;
    //! NotFound for nobody, as in setRole().
    virtual Result<Done> setPassword(const QString &userId, const QString &passwordHash) = 0;
    virtual Result<Done> setRole(const QString &userId, protocol::Role role) = 0;

    //! The username where `name` is empty.
    virtual Result<Done> setDisplayName(const QString &userId, const QString &name) = 0;
    //! Whether others learn how far the person has read. NotFound.
    virtual Result<bool> sharesReads(const QString &userId) = 0;
    virtual Result<Done> setSharesReads(const QString &userId, bool shares) = 0;
    //! When the person was last connected, in ms since 1970; 0 for never. NotFound.
    virtual Result<qint64> lastSeen(const QString &userId) = 0;
    virtual Result<Done> setLastSeen(const QString &userId, qint64 at) = 0;

    virtual Result<Done> addToken(const QByteArray &tokenHash, const QString &userId, qint64 createdAt) = 0;
    //! Whose token it is. Unauthorized when unknown or revoked.
    virtual Result<protocol::User> userByToken(const QByteArray &tokenHash) = 0;
    virtual Result<Done> revokeToken(const QByteArray &tokenHash) = 0;
    //! Every token of the person; how many there were.
    virtual Result<qint64> revokeTokensOf(const QString &userId) = 0;
    //! Grows with every revocation, whichever process did it: who holds tokens in memory asks this one
    //! number.
    virtual Result<qint64> revocations() = 0;

    virtual Result<Done> addInvite(const InviteRecord &invite) = 0;
    //! Takes one use, atomically. InviteInvalid when unknown, used up or expired at `now` (ms since 1970).
    virtual Result<InviteRecord> redeemInvite(const QByteArray &codeHash, qint64 now) = 0;
};

} // namespace hearth::server
