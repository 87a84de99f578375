#include "server/storage/sql/sqlaudit.h"

#include "server/storage/sql/statements.h"
#include "shared/protocol/codec.h"

#include <limits>

namespace hearth::server {

using protocol::AuditAction;
using protocol::AuditEntry;

Result<Done> SqlAudit::add(const AuditEntry &entry, int kept)
{
    const auto userId = entry.userId.isEmpty() ? std::nullopt : std::optional(entry.userId);
    const auto added = m_statements.change(
        "addAudit", entry.at, userId, protocol::encode(entry.action).toString(), entry.target, entry.detail);
    return added && kept > 0 ? m_statements.change("pruneAudit", kept) : added;
}

Result<QList<AuditEntry>> SqlAudit::page(qint64 before, int limit)
{
    auto rows =
        m_statements.run("auditPage", before > 0 ? before : std::numeric_limits<qint64>::max(), limit);
    if (!rows)
        return rows.error();
    QList<AuditEntry> page;
    while (rows->next()) {
        const auto action = protocol::decodeValue<AuditAction>(
            rows->text(4), {}, protocol::UnknownKeys::Skip, QStringLiteral("action"));
        if (!action)
            return action.error();
        page.append({rows->number(0), rows->number(1), rows->text(2), rows->text(3), *action, rows->text(5),
            rows->textOrNothing(6)});
    }
    const auto end = rows->end();
    return end ? Result(page) : end.error();
}

} // namespace hearth::server
