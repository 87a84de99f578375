#pragma once

#include "server/storage/postgresql/pgconnection.h"

#include <string>
#include <vector>

namespace hearth::server {

//! A prepared statement and the values of one run. For one thread at a time, as the connection is.
class PgCall
{
public:
    enum class Format { Text = 0, Binary = 1 };

    explicit PgCall(std::string_view name) : m_name(name) {}

    //! From 1.
    void set(int index, QByteArray value, Format format);
    void setNull(int index);
    //! There are so many; what was not set is NULL.
    void setCount(int count) { m_values.resize(size_t(count)); }
    void clear() { m_values.clear(); }

    //! To the server, whose answer is awaited.
    [[nodiscard]] PgResult execute(pg_conn *handle) const;
    //! The same without its answer, which PQgetResult() gives: false where it cannot be sent.
    [[nodiscard]] bool send(pg_conn *handle) const;

private:
    struct Value
    {
        QByteArray bytes;
        Format format = Format::Text;
        bool isNull = true;
    };
    template <class Use>
    auto withArrays(Use use) const;

    std::string m_name;
    std::vector<Value> m_values;
};

//! Statements whose answers nobody needs yet: they go to the server with the next one whose answer somebody
//! waits for, all in one round trip. A failure of theirs is then that one's, which was not done.
//! libpq's pipeline mode: https://www.postgresql.org/docs/15/libpq-pipeline-mode.html
class PgPipeline
{
public:
    explicit PgPipeline(PgConnection &connection) : m_connection(connection) {}

    void add(PgCall call) { m_waiting.push_back(std::move(call)); }
    //! The answer to this one: rows or a command's success.
    [[nodiscard]] Result<PgResult> run(const PgCall &call);
    //! The answers to all of them.
    [[nodiscard]] Result<std::vector<PgResult>> runAll(std::vector<PgCall> calls);
    //! Sends what waits, and says whether it was done.
    [[nodiscard]] Result<Done> settle();
    //! What waits is never done.
    void drop() { m_waiting.clear(); }

private:
    [[nodiscard]] bool sendAll();
    [[nodiscard]] Result<std::vector<PgResult>> readAll();

    PgConnection &m_connection;
    std::vector<PgCall> m_waiting; //!< bounded by what a batch of jobs does
};

} // namespace hearth::server
