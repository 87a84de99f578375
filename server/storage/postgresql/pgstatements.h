#pragma once

#include "server/storage/postgresql/pgconnection.h"
#include "server/storage/sql/statements.h"

#include <unordered_map>
#include <vector>

namespace hearth::server {

//! The rows of a run are all there at once; those of some statements come one by one (pgstatements.cpp).
class PgStatement final : public Statement
{
public:
    //! Of what comes one by one nothing else may be run before the end: else that is a failure.
    enum class Arrival { AtOnce, OneByOne };

    //! Prepared on the connection under the name, which lives as long as this.
    PgStatement(PgConnection &connection, std::string_view name, Arrival arrival)
        : m_connection(connection), m_name(name), m_arrival(arrival)
    {}

    using Statement::bind;
    void bind(int index, const QString &text) override;
    void bind(int index, const QByteArray &bytes) override;
    void bind(int index, qint64 number) override;
    void bind(int index, double number) override;
    void bindNull(int index) override;

    Result<bool> begin(int parameters) override;
    bool next() override;
    [[nodiscard]] Result<Done> end() const override { return m_failure ? Result<Done>(*m_failure) : Done{}; }
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
    Result<bool> fetch();
    void drain();

    PgConnection &m_connection;
    const std::string m_name;
    const Arrival m_arrival;
    std::vector<Parameter> m_parameters;
    PgResult m_result;
    int m_row = 0;
    bool m_isArriving = false;
    std::optional<Error> m_failure; //!< of this run
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
