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
    bool isBarred = false; //!< was disabled or removed: may not sign in
    bool operator==(const UserRecord &) const = default;
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
    //! Those who were removed excluded.
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
};

} // namespace hearth::server
