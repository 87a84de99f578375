#pragma once

#include "server/storage/maintenancestore.h"

namespace hearth::server {

class SqliteStatements;

class SqliteMaintenance final : public MaintenanceStore
{
public:
    explicit SqliteMaintenance(SqliteStatements &statements) : m_statements(statements) {}

    Result<Done> backUp(const QString &file) override;
    Result<QStringList> faults() override;
    Result<Done> renewEpoch() override;
    Result<qint64> lead() override { return 1; }

private:
    Result<Done> copyTo(const QString &file);
    Result<Done> lookEverywhere(QStringList &faults);

    SqliteStatements &m_statements;
};

//! Puts what was written to the file, or the names in the folder, on the disk.
[[nodiscard]] Result<Done> syncToDisk(const QString &path);

} // namespace hearth::server
