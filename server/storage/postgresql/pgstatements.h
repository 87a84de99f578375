#pragma once

#include "server/storage/postgresql/pgpipeline.h"
#include "server/storage/sql/statements.h"

#include <unordered_map>

namespace hearth::server {

//! The rows of a run are all there at once; those of some statements come one by one (pgstatements.cpp).
class PgStatement final : public Statement
{
public:
    //! Of what comes one by one nothing else may be run before the end: else that is a failure.
    enum class Arrival { AtOnce, OneByOne };

    //! Prepared on the connection under the name, which lives as long as this.
    PgStatement(PgConnection &connection, PgPipeline &pipeline, std::string_view name, Arrival arrival)
        : m_connection(connection), m_pipeline(pipeline), m_call(name), m_arrival(arrival)
    {}

    using Statement::bind;
    void bind(int index, const QString &text) override;
    void bind(int index, const QByteArray &bytes) override;
    void bind(int index, qint64 number) override;
    void bind(int index, double number) override;
    void bindNull(int index) override;

    Result<bool> begin(int parameters) override;
    Result<Done> later(int parameters) override;
    Result<Done> each(qsizetype runs, int parameters, const std::function<void(qsizetype)> &bind,
        const std::function<Result<Done>(qsizetype, Rows &)> &read) override;
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
    Result<bool> fetch();
    void drain();

    PgConnection &m_connection;
    PgPipeline &m_pipeline;
    PgCall m_call;
    const Arrival m_arrival;
    PgResult m_result;
    int m_row = 0;
    bool m_isArriving = false;
    std::optional<Error> m_failure; //!< of this run
};

class PgStatements final : public Statements
{
public:
    explicit PgStatements(PgConnection &connection) : m_connection(connection), m_pipeline(connection) {}

    //! The statement's text as it stands, without values. Every failure is Unavailable.
    [[nodiscard]] Result<PgAnswer> command(std::string_view name);
    //! What was put off is done, or why it is not.
    [[nodiscard]] Result<Done> settle() { return m_pipeline.settle(); }
    //! What was put off is not done.
    void drop() { m_pipeline.drop(); }
    //! The session that had them prepared is gone.
    void forget();

private:
    Result<Statement *> prepared(std::string_view name) override;

    PgConnection &m_connection;
    PgPipeline m_pipeline;
    std::unordered_map<std::string_view, PgStatement> m_prepared;
};

} // namespace hearth::server
