#pragma once

#include "server/storage/auditstore.h"

namespace hearth::server {

class Statements;

class SqlAudit final : public AuditStore
{
public:
    explicit SqlAudit(Statements &statements) : m_statements(statements) {}

    Result<Done> add(const protocol::AuditEntry &entry, int kept) override;
    Result<QList<protocol::AuditEntry>> page(qint64 before, int limit) override;

private:
    Statements &m_statements;
};

} // namespace hearth::server
