#pragma once

#include "server/storage/sqlite/connection.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3_stmt;

namespace hearth::server {

//! The rows of one run. Ends the statement when it goes: an open one would hold its snapshot and the log's
//! growth.
class Rows
{
public:
    Rows(Rows &&other) noexcept;
    Rows &operator=(Rows &&) = delete;
    ~Rows();

    bool next();
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    //! The bytes themselves, until the next row.
    [[nodiscard]] std::string_view view(int column) const;
    [[nodiscard]] qint64 number(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] bool flag(int column) const { return number(column) != 0; }
    //! How many rows the statement changed.
    [[nodiscard]] int affected() const;
    //! Why next() gave false: the end (Done) or a failure.
    [[nodiscard]] Result<Done> end() const;

private:
    friend class Statements;
    Rows(const Connection &connection, sqlite3_stmt *statement, bool hasRow)
        : m_connection(&connection), m_statement(statement), m_isAhead(hasRow)
    {}

    const Connection *m_connection;
    sqlite3_stmt *m_statement;
    bool m_isAhead; //!< on a row that next() has not given yet
    std::optional<Error> m_failure;
};

//! The named statements of the .sql files, each prepared at its first use and kept.
//! A file holds parts that begin with a line `-- name: xyz`.
class Statements
{
public:
    explicit Statements(Connection &connection);

    //! The values are the parameters ?1, ?2, …: text, bytes, whole numbers and yes or no; SQL NULL is an
    //! empty std::optional. The first row is read at once, so that a statement without rows has been done.
    template <class... Values>
    Result<Rows> run(std::string_view name, const Values &...values)
    {
        auto statement = prepared(name);
        if (!statement)
            return statement.error();
        int index = 0;
        (bind(*statement, ++index, values), ...);
        return begin(*statement, index);
    }

    //! The first number of the first row; NotFound where there is none.
    template <class... Values>
    Result<qint64> number(std::string_view name, const Values &...values)
    {
        auto rows = run(name, values...);
        if (!rows)
            return rows.error();
        if (rows->next())
            return rows->number(0);
        const auto end = rows->end();
        return end ? Error(ErrorCode::NotFound) : end.error();
    }

    //! A statement that gives no rows.
    template <class... Values>
    Result<Done> change(std::string_view name, const Values &...values)
    {
        const auto rows = run(name, values...);
        return rows ? Result<Done>(Done{}) : rows.error();
    }

    //! One of the transactions' own, without values and rows. Every failure is Unavailable.
    Result<Done> perform(std::string_view name);

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };

    Result<sqlite3_stmt *> prepared(std::string_view name);
    Result<Rows> begin(sqlite3_stmt *statement, int count);
    static void bind(sqlite3_stmt *statement, int index, const QString &text);
    static void bind(sqlite3_stmt *statement, int index, const QByteArray &bytes);
    static void bind(sqlite3_stmt *statement, int index, qint64 number);
    static void bind(sqlite3_stmt *statement, int index, int number)
    {
        bind(statement, index, qint64(number));
    }
    static void bind(sqlite3_stmt *statement, int index, double number);
    static void bind(sqlite3_stmt *statement, int index, bool flag) { bind(statement, index, qint64(flag)); }
    template <class T>
    static void bind(sqlite3_stmt *statement, int index, const std::optional<T> &value)
    {
        if (value)
            bind(statement, index, *value);
        else
            bindNull(statement, index);
    }
    static void bindNull(sqlite3_stmt *statement, int index);

    Connection &m_connection;
    std::unordered_map<std::string_view, std::unique_ptr<sqlite3_stmt, Finalize>> m_prepared;
};

//! NotFound where the statement has changed nothing.
[[nodiscard]] inline Result<Done> someAffected(const Result<Rows> &rows)
{
    if (!rows)
        return rows.error();
    return rows->affected() > 0 ? Result<Done>(Done{}) : ErrorCode::NotFound;
}

} // namespace hearth::server
