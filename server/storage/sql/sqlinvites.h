#pragma once

#include "server/storage/invitestore.h"

namespace hearth::server {

class Statements;

class SqlInvites final : public InviteStore
{
public:
    explicit SqlInvites(Statements &statements) : m_statements(statements) {}

    Result<Done> add(const InviteRecord &invite) override;
    Result<InviteRecord> redeem(const QByteArray &codeHash, qint64 now) override;
    Result<QList<protocol::Invite>> invites(qint64 now, const QString &createdBy) override;
    Result<Done> revoke(const QString &inviteId, const QString &createdBy) override;
    Result<Done> revokeOf(const QString &userId) override;

private:
    Statements &m_statements;
};

} // namespace hearth::server
