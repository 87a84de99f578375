#pragma once

#include "shared/base/result.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

namespace hearth::server {

//! What SQLite said, as one of ours: a broken reference is NotFound, a duplicate NameTaken, a full or failing
//! disk Unavailable.
[[nodiscard]] Error sqlError(const QSqlError &error);

//! The rows of one run. Ends the statement when it goes: an open one would hold its snapshot and the log's
//! growth.
class Rows
{
public:
    explicit Rows(QSqlQuery *query) : m_query(query) {}
    Rows(Rows &&other) noexcept : m_query(std::exchange(other.m_query, nullptr)) {}
    Rows &operator=(Rows &&) = delete;
    ~Rows()
    {
        if (m_query)
            m_query->finish();
    }

    bool next() { return m_query->next(); }
    [[nodiscard]] QVariant at(int column) const { return m_query->value(column); }
    [[nodiscard]] QString text(int column) const { return at(column).toString(); }
    [[nodiscard]] qint64 number(int column) const { return at(column).toLongLong(); }
    [[nodiscard]] int affected() const { return m_query->numRowsAffected(); }
    //! Why next() gave false: the end (Done) or a failure.
    [[nodiscard]] Result<Done> end() const;

private:
    QSqlQuery *m_query;
};

//! The named statements of the .sql files, each prepared at its first use and kept.
//! A file holds parts that begin with a line `-- name: xyz`.
class Statements
{
public:
    explicit Statements(QSqlDatabase db);

    //! The values are the parameters :p1, :p2, …. A QString that is null is bound as an empty text; SQL NULL
    //! is an invalid QVariant.
    Result<Rows> run(const char *name, const QVariantList &values = {});
    //! Any SQL without values and rows: BEGIN, PRAGMA, a migration's statement.
    Result<Done> execute(const QString &sql);

private:
    Result<QSqlQuery *> prepared(const char *name);

    QSqlDatabase m_db;
    QHash<QString, QString> m_texts;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_queries;
};

} // namespace hearth::server
