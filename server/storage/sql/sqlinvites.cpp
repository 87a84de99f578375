#include "server/storage/sql/sqlinvites.h"

#include "server/storage/sql/sqlaccounts.h"
#include "server/storage/sql/statements.h"

namespace hearth::server {

Result<Done> SqlInvites::add(const InviteRecord &invite)
{
    if (auto swept = m_statements.change("sweepInvites", invite.createdAt); !swept)
        return swept;
    const auto live = invites(invite.createdAt, {});
    if (!live)
        return live.error();
    if (live->size() >= maxLive)
        return Error(
            ErrorCode::TooMany, QStringLiteral("At most %1 invites at once: revoke some first").arg(maxLive));
    const auto createdBy = invite.createdBy.isEmpty() ? std::nullopt : std::optional(invite.createdBy);
    return m_statements.change("addInvite", invite.codeHash, createdBy, roleText(invite.role),
        invite.usesLeft, invite.expiresAt, invite.id, invite.createdAt);
}

Result<InviteRecord> SqlInvites::redeem(const QByteArray &codeHash, qint64 now)
{
    auto rows = m_statements.run("redeemInvite", codeHash, now);
    if (!rows)
        return rows.error();
    if (rows->next())
        return InviteRecord{rows->bytes(0), rows->text(1), roleFrom(rows->text(2)), int(rows->number(3)),
            rows->number(4), rows->text(5), rows->number(6)};
    const auto end = rows->end();
    return end ? Error(ErrorCode::InviteInvalid) : end.error();
}

Result<QList<protocol::Invite>> SqlInvites::invites(qint64 now, const QString &createdBy)
{
    return listOf(m_statements.run("invites", now, createdBy), [](const Rows &row) {
        return protocol::Invite{row.text(0), roleFrom(row.text(1)), row.number(2), row.number(3),
            row.number(4), row.text(5), row.text(6)};
    });
}

Result<Done> SqlInvites::revoke(const QString &inviteId, const QString &createdBy)
{
    return someAffected(m_statements.run("revokeInvite", inviteId, createdBy));
}

Result<Done> SqlInvites::revokeOf(const QString &userId)
{
    return m_statements.change("revokeInvitesOf", userId);
}

} // namespace hearth::server
