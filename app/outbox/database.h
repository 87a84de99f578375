#pragma once

#include "shared/base/result.h"

#include <QHash>
#include <QSqlQuery>
#include <QVariant>

#include <functional>
#include <memory>
#include <unordered_map>

namespace hearth::app {

//! The app's one SQLite file for one account: WAL, synchronous=FULL (what a person wrote survives a power
//! cut), the statements by name from the .sql files. For the thread that opened it.
class Database
{
public:
    //! Opens and migrates. An error names the file and what to do. An older app refuses a newer file.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString &file);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    using Row = std::function<void(const QSqlQuery &row)>;

    //! Runs a named statement; false, with a line in the log, where SQLite refused.
    bool run(const QString &statement, const QVariantList &values = {}, const Row &row = {});
    //! The same with named values (`:name`).
    bool runNamed(const QString &statement, const QHash<QString, QVariant> &values, const Row &row = {});
    //! Many statements, one fsync; rolled back where work returns false. Inside a transaction it joins that
    //! one.
    bool transaction(const std::function<bool()> &work);

private:
    explicit Database(QString connection) : m_connection(std::move(connection)) {}
    Result<Done> prepare(const QString &file);
    QSqlQuery *statement(const QString &name);
    bool finish(QSqlQuery &query, const QString &name, const Row &row);

    const QString m_connection;
    QHash<QString, QString> m_texts;
    std::unordered_map<QString, QSqlQuery> m_statements;
    bool m_inTransaction = false;
};

} // namespace hearth::app
