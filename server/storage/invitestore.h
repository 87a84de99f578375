#pragma once

#include "shared/base/result.h"
#include "shared/protocol/administration.h"

#include <QByteArray>

namespace hearth::server {

struct InviteRecord
{
    QByteArray codeHash; //!< SHA-256 of the code: a stolen database invites nobody
    QString createdBy;   //!< user id; empty for the operator's and the setup code
    protocol::Role role = protocol::Role::Member;
    int usesLeft = 1;
    qint64 expiresAt = 0; //!< ms since 1970; 0 = never
    QString id = {};      //!< what may be shown of it
    qint64 createdAt = 0;
    bool operator==(const InviteRecord &) const = default;
};

class InviteStore
{
public:
    static constexpr int maxLive = 1000; //!< that can still be used, on the server

    virtual ~InviteStore() = default;
    //! Forgets those that are of no use at `invite.createdAt`. TooMany for one more than maxLive.
    virtual Result<Done> add(const InviteRecord &invite) = 0;
    //! Takes one use, atomically. InviteInvalid when unknown, used up or expired at `now` (ms since 1970).
    virtual Result<InviteRecord> redeem(const QByteArray &codeHash, qint64 now) = 0;
    //! Those that can be used at `now`, the newest first; of one person where `createdBy` is not empty.
    virtual Result<QList<protocol::Invite>> invites(qint64 now, const QString &createdBy = {}) = 0;
    //! NotFound where there is none, or where it is not theirs whom `createdBy` names.
    virtual Result<Done> revoke(const QString &inviteId, const QString &createdBy = {}) = 0;
    virtual Result<Done> revokeOf(const QString &userId) = 0;
};

} // namespace hearth::server
