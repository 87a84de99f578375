#pragma once

#include "shared/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <functional>
#include <map>

namespace hearth::server {

//! The named statements of the .sql files (`-- name: x` above each), prepared once a connection.
class Statements
{
public:
    explicit Statements(QSqlDatabase database) : m_database(std::move(database)) {}

    //! Runs a statement with the values as :p1, :p2, … and hands each row over. Unavailable, with SQLite's reason in the log, when it fails.
    Result<Done> run(const QString &name, const QVariantList &values,
        const std::function<void(const QSqlQuery &)> &onRow = {});
    //! Text that is not in the files: pragmas and transactions.
    Result<Done> runText(const QString &sql);
    //! How many rows the last run() changed.
    [[nodiscard]] int changedRows() const { return m_changedRows; }
    //! Closes every statement; before the connection goes.
    void clear() { m_prepared.clear(); }

private:
    QSqlDatabase m_database;
    std::map<QString, QSqlQuery> m_prepared;
    int m_changedRows = 0;
};

} // namespace hearth::server
