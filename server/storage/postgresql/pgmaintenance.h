#pragma once

#include "server/storage/maintenancestore.h"

namespace hearth::server {

class PgStatements;

//! What PostgreSQL does better itself it is left to: pg_dump makes the backups, and the server keeps the
//! references.
class PgMaintenance final : public MaintenanceStore
{
public:
    explicit PgMaintenance(PgStatements &statements) : m_statements(statements) {}

    //! InvalidRequest, and what to do instead.
    Result<Done> backUp(const QString &file) override;
    Result<QStringList> faults() override;
    Result<Done> renewEpoch() override;
    Result<qint64> lead() override;

private:
    Result<Done> lookEverywhere(QStringList &faults);
    Result<Done> lookIntoIndex(QStringList &faults);

    PgStatements &m_statements;
};

} // namespace hearth::server
