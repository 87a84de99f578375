#include "server/storage/postgresql/pgpipeline.h"

#include <QVarLengthArray>

#include <algorithm>

#include <libpq-fe.h>

namespace hearth::server {

namespace {

bool isDone(const PgResult &result)
{
    const ExecStatusType status = ::PQresultStatus(result.get());
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

} // namespace

void PgCall::set(int index, QByteArray value, Format format)
{
    setCount(std::max(index, int(m_values.size())));
    m_values[size_t(index) - 1] = {std::move(value), format, false};
}

void PgCall::setNull(int index)
{
    setCount(std::max(index, int(m_values.size())));
    m_values[size_t(index) - 1] = {};
}

//! What libpq takes: how many, where they are, how long, and how written.
template <class Use>
auto PgCall::withArrays(Use use) const
{
    constexpr int most = 16;
    QVarLengthArray<const char *, most> values;
    QVarLengthArray<int, most> lengths;
    QVarLengthArray<int, most> formats;
    for (const Value &value : m_values) {
        values.append(value.isNull ? nullptr : value.bytes.constData());
        lengths.append(int(value.bytes.size()));
        formats.append(int(value.format));
    }
    return use(int(m_values.size()), values.constData(), lengths.constData(), formats.constData());
}

PgResult PgCall::execute(pg_conn *handle) const
{
    return withArrays([&](int count, const char *const *values, const int *lengths, const int *formats) {
        return PgResult(
            ::PQexecPrepared(handle, m_name.c_str(), count, values, lengths, formats, int(Format::Binary)));
    });
}

bool PgCall::send(pg_conn *handle) const
{
    return withArrays([&](int count, const char *const *values, const int *lengths, const int *formats) {
        return ::PQsendQueryPrepared(
                   handle, m_name.c_str(), count, values, lengths, formats, int(Format::Binary)) != 0;
    });
}

Result<PgResult> PgPipeline::run(const PgCall &call)
{
    if (!m_waiting.empty()) {
        auto results = runAll({call});
        return results ? Result(std::move(results->front())) : results.error();
    }
    PgResult result = call.execute(m_connection.handle());
    return isDone(result) ? Result(std::move(result)) : m_connection.errorOf(result.get());
}

Result<Done> PgPipeline::settle()
{
    if (m_waiting.empty())
        return Done{};
    const auto results = runAll({});
    return results ? Result<Done>(Done{}) : results.error();
}

Result<std::vector<PgResult>> PgPipeline::runAll(std::vector<PgCall> calls)
{
    const auto before = std::ptrdiff_t(m_waiting.size());
    std::move(calls.begin(), calls.end(), std::back_inserter(m_waiting));
    const bool isSent = sendAll();
    drop();
    if (!isSent) {
        // Half a round trip: no answer could be told from another any more.
        const Error error = m_connection.errorOf(nullptr);
        m_connection.close();
        return error;
    }
    auto results = readAll();
    if (results)
        results->erase(results->begin(), results->begin() + before);
    return results;
}

bool PgPipeline::sendAll()
{
    pg_conn *const handle = m_connection.handle();
    return ::PQenterPipelineMode(handle) != 0 &&
           std::all_of(m_waiting.begin(), m_waiting.end(),
               [handle](const PgCall &call) { return call.send(handle); }) &&
           ::PQpipelineSync(handle) != 0;
}

//! The answers; or the first failure, after which the server does nothing until the end of the round trip.
Result<std::vector<PgResult>> PgPipeline::readAll()
{
    pg_conn *const handle = m_connection.handle();
    std::vector<PgResult> results;
    std::optional<Error> failure;
    for (;;) {
        PgResult result(::PQgetResult(handle));
        if (!result && ::PQstatus(handle) == CONNECTION_OK)
            continue; // the end of one statement's
        if (!result || ::PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC)
            break;
        if (!isDone(result) && !failure)
            failure = m_connection.errorOf(result.get());
        results.push_back(std::move(result));
    }
    ::PQexitPipelineMode(handle);
    if (::PQstatus(handle) != CONNECTION_OK && !failure)
        failure = m_connection.errorOf(nullptr);
    return failure ? Result<std::vector<PgResult>>(*failure) : std::move(results);
}

} // namespace hearth::server
