#pragma once

#include "server/storage/sql/sqldatabase.h"
#include "server/storage/sqlite/sqlitemaintenance.h"
#include "server/storage/sqlite/sqlitestatements.h"

namespace hearth::server {

class SqliteDatabase final : public SqlDatabase
{
public:
    enum class Mode { ReadWrite, ReadOnly };

    //! Two steps, since the second can fail.
    explicit SqliteDatabase(const QString &path);
    Result<Done> open(Mode mode);

    MaintenanceStore &maintenance() override { return m_maintenance; }

    Result<Done> begin() override;
    Result<Done> commit() override;
    void rollback() override;
    Result<Done> beginReading() override;
    void endReading() override;
    Result<Done> savepoint() override;
    Result<Done> release() override;
    void rollbackToSavepoint() override;

private:
    Result<Done> openFile();
    Result<Done> configure(Mode mode);
    Result<Done> identify();
    Error cannotOpen(const QString &reason) const;

    const QString m_path;
    SqliteConnection m_connection;
    SqliteStatements m_statements;
    SqliteMaintenance m_maintenance;
    //! SQLite ended the transaction by itself (disk full, I/O error). What follows would be stored alone,
    //! although the batch is reported as lost: so nothing may follow.
    bool m_isLost = false;
};

} // namespace hearth::server
