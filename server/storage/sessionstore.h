#pragma once

#include "shared/base/result.h"
#include "shared/protocol/entities.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace hearth::server {

//! A sign-in: the token that proves it is kept as its hash only, so that a stolen database signs nobody in.
struct SessionRecord
{
    QString id; //!< what may be shown of it
    QByteArray tokenHash;
    QString userId;
    QString device; //!< as it called itself
    qint64 createdAt = 0;
    qint64 lastSeen = 0;
    bool operator==(const SessionRecord &) const = default;
};

//! Who is signed in, and where.
class SessionStore
{
public:
    virtual ~SessionStore() = default;
    //! `lastSeen` is its making. Unauthorized for who may not sign in, or is nobody.
    virtual Result<Done> add(const SessionRecord &session) = 0;
    //! Whose token it is. Unauthorized when unknown or revoked, and for who may not sign in.
    virtual Result<protocol::User> userByToken(const QByteArray &tokenHash) = 0;
    //! The last used first.
    virtual Result<QList<SessionRecord>> sessionsOf(const QString &userId) = 0;
    //! NotFound where the person has no such session.
    virtual Result<SessionRecord> session(const QString &userId, const QString &sessionId) = 0;
    //! It was used at that time; never back.
    virtual Result<Done> touch(const QByteArray &tokenHash, qint64 at) = 0;
    //! Ends the person's longest unused ones beyond `kept`.
    virtual Result<Done> prune(const QString &userId, int kept) = 0;

    virtual Result<Done> revoke(const QByteArray &tokenHash) = 0;
    //! Every token of the person but that of `keptHash`; how many there were.
    virtual Result<qint64> revokeOthers(const QString &userId, const QByteArray &keptHash) = 0;
    Result<qint64> revokeAll(const QString &userId) { return revokeOthers(userId, {}); }
    //! Makes revocations() grow: what an account may do has changed.
    virtual Result<Done> countChange() = 0;
    //! Grows with every revocation and countChange(), whichever process did it: who holds tokens in memory
    //! asks this one number.
    virtual Result<qint64> revocations() = 0;
};

} // namespace hearth::server
