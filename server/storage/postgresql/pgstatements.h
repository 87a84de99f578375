#pragma once

#include "server/storage/postgresql/pgconnection.h"
#include "server/storage/sql/statements.h"

#include <unordered_map>
#include <vector>

namespace hearth::server {

//! The rows of a run are all there at once: what may be many is asked for in pages.
class PgStatement final : public Statement
{
public:
    //! Prepared on the connection under the name, which lives as long as this.
    PgStatement(PgConnection &connection, std::string_view name) : m_connection(connection), m_name(name) {}

    using Statement::bind;
    void bind(int index, const QString &text) override;
    void bind(int index, const QByteArray &bytes) override;
    void bind(int index, qint64 number) override;
    void bind(int index, double number) override;
    void bindNull(int index) override;

    Result<bool> begin(int parameters) override;
    bool next() override;
    [[nodiscard]] Result<Done> end() const override { return Done{}; }
    void finish() override;

    [[nodiscard]] bool isNull(int column) const override;
    [[nodiscard]] QString text(int column) const override;
    [[nodiscard]] std::string_view view(int column) const override;
    [[nodiscard]] qint64 number(int column) const override;
    [[nodiscard]] double real(int column) const override;
    [[nodiscard]] int affected() const override;

private:
    enum class Format { Text = 0, Binary = 1 };
    struct Parameter
    {
        QByteArray bytes;
        Format format = Format::Text;
        bool isNull = false;
    };
    void set(int index, Parameter parameter);

    PgConnection &m_connection;
    const std::string m_name;
    std::vector<Parameter> m_parameters;
    PgResult m_result;
    int m_row = 0;
};

class PgStatements final : public Statements
{
public:
    explicit PgStatements(PgConnection &connection) : m_connection(connection) {}

    //! The statement's text as it stands, without values. Every failure is Unavailable.
    [[nodiscard]] Result<PgAnswer> command(std::string_view name);
    //! The session that had them prepared is gone.
    void forget() { m_prepared.clear(); }

private:
    Result<Statement *> prepared(std::string_view name) override;

    PgConnection &m_connection;
    std::unordered_map<std::string_view, PgStatement> m_prepared;
};

} // namespace hearth::server
