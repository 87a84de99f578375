#pragma once

#include "server/storage/sql/statements.h"
#include "server/storage/sqlite/sqliteconnection.h"

#include <unordered_map>

struct sqlite3_stmt;

namespace hearth::server {

class SqliteStatement final : public Statement
{
public:
    //! Takes the prepared statement.
    SqliteStatement(const SqliteConnection &connection, sqlite3_stmt *statement)
        : m_connection(connection), m_statement(statement)
    {}
    ~SqliteStatement() override;
    SqliteStatement(const SqliteStatement &) = delete;
    SqliteStatement &operator=(const SqliteStatement &) = delete;

    using Statement::bind;
    void bind(int index, const QString &text) override;
    void bind(int index, const QByteArray &bytes) override;
    void bind(int index, qint64 number) override;
    void bind(int index, double number) override;
    void bindNull(int index) override;

    Result<bool> begin(int parameters) override;
    bool next() override;
    [[nodiscard]] Result<Done> end() const override;
    void finish() override;

    [[nodiscard]] bool isNull(int column) const override;
    [[nodiscard]] QString text(int column) const override;
    [[nodiscard]] std::string_view view(int column) const override;
    [[nodiscard]] qint64 number(int column) const override;
    [[nodiscard]] double real(int column) const override;
    [[nodiscard]] int affected() const override;

private:
    const SqliteConnection &m_connection;
    sqlite3_stmt *const m_statement;
    std::optional<Error> m_failure; //!< of this run
};

class SqliteStatements final : public Statements
{
public:
    explicit SqliteStatements(SqliteConnection &connection) : m_connection(connection) {}

    //! One of the transactions' own, without values and rows. Every failure is Unavailable.
    [[nodiscard]] Result<Done> perform(std::string_view name);

private:
    Result<Statement *> prepared(std::string_view name) override;

    SqliteConnection &m_connection;
    std::unordered_map<std::string_view, SqliteStatement> m_prepared;
};

} // namespace hearth::server
