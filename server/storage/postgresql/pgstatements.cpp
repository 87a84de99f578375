#include "server/storage/postgresql/pgstatements.h"

#include "server/storage/sql/statementtexts.h"
#include "shared/base/utf8.h"

#include <QtEndian>

#include <libpq-fe.h>

namespace hearth::server {

namespace {

//! Read once, and never let go: what is prepared is kept under their names.
const StatementTexts &texts()
{
    static const StatementTexts texts(
        QStringLiteral(":/hearth/storage/sql"), QStringLiteral(":/hearth/postgresql"), '$');
    return texts;
}

//! Values of channels, of up to 64 KiB each, by the thousand; and whole tables, of a team that moves.
bool isLarge(std::string_view name)
{
    return name == "recentPoints" || name == "pointsAfter" || name.starts_with("rowsOf");
}

} // namespace

// As bytes with their length: of a text that ends at a NUL only the half would be stored, and nobody told.
void PgStatement::bind(int index, const QString &text)
{
    m_call.set(index, text.toUtf8(), PgCall::Format::Binary);
}

void PgStatement::bind(int index, const QByteArray &bytes)
{
    m_call.set(index, bytes, PgCall::Format::Binary);
}

// As text: the server knows what kind of number it is to be.
void PgStatement::bind(int index, qint64 number)
{
    m_call.set(index, QByteArray::number(number), PgCall::Format::Text);
}

void PgStatement::bind(int index, double number)
{
    constexpr int exact = std::numeric_limits<double>::max_digits10;
    m_call.set(index, QByteArray::number(number, 'g', exact), PgCall::Format::Text);
}

void PgStatement::bindNull(int index)
{
    m_call.setNull(index);
}

Result<bool> PgStatement::begin(int parameters)
{
    m_call.setCount(parameters);
    m_row = 0;
    if (m_arrival == Arrival::OneByOne) {
        if (auto settled = m_pipeline.settle(); !settled)
            return settled.error();
        m_isArriving = m_call.send(m_connection.handle());
        ::PQsetSingleRowMode(m_connection.handle());
        return m_isArriving ? fetch() : m_connection.errorOf(nullptr);
    }
    auto result = m_pipeline.run(m_call);
    if (!result)
        return result.error();
    m_result = *std::move(result);
    return ::PQntuples(m_result.get()) > 0;
}

Result<Done> PgStatement::later(int parameters)
{
    m_call.setCount(parameters);
    m_pipeline.add(m_call);
    m_call.clear();
    return Done{};
}

Result<Done> PgStatement::each(qsizetype runs, int parameters, const std::function<void(qsizetype)> &bind,
    const std::function<Result<Done>(qsizetype, Rows &)> &read)
{
    std::vector<PgCall> calls;
    for (qsizetype i = 0; i < runs; ++i) {
        bind(i);
        m_call.setCount(parameters);
        calls.push_back(m_call);
    }
    m_call.clear();
    auto results = m_pipeline.runAll(std::move(calls));
    if (!results)
        return results.error();
    for (qsizetype i = 0; i < runs; ++i) {
        m_result = std::move((*results)[size_t(i)]);
        m_row = 0;
        Rows rows(*this, ::PQntuples(m_result.get()) > 0);
        if (auto taken = read(i, rows); !taken)
            return taken;
    }
    return Done{};
}

//! The next row; none is the end.
Result<bool> PgStatement::fetch()
{
    m_result.reset(::PQgetResult(m_connection.handle()));
    const ExecStatusType status = ::PQresultStatus(m_result.get());
    if (status == PGRES_SINGLE_TUPLE)
        return true;
    drain();
    // A cut is no end: that is a result too, without rows.
    return status == PGRES_TUPLES_OK ? Result(false) : m_connection.errorOf(m_result.get());
}

void PgStatement::drain()
{
    while (m_isArriving)
        m_isArriving = PgResult(::PQgetResult(m_connection.handle())) != nullptr;
}

bool PgStatement::next()
{
    if (m_isArriving) {
        const auto isThere = fetch();
        if (!isThere)
            m_failure = isThere.error();
        return isThere && *isThere;
    }
    return m_row + 1 < ::PQntuples(m_result.get()) && ++m_row > 0;
}

void PgStatement::finish()
{
    drain();
    m_failure.reset();
    m_result.reset();
    m_call.clear();
}

bool PgStatement::isNull(int column) const
{
    return ::PQgetisnull(m_result.get(), m_row, column) != 0;
}

QString PgStatement::text(int column) const
{
    const std::string_view bytes = view(column);
    return wholeText({bytes.data(), qsizetype(bytes.size())});
}

std::string_view PgStatement::view(int column) const
{
    return {
        ::PQgetvalue(m_result.get(), m_row, column), size_t(::PQgetlength(m_result.get(), m_row, column))};
}

qint64 PgStatement::number(int column) const
{
    const char *bytes = ::PQgetvalue(m_result.get(), m_row, column);
    switch (::PQgetlength(m_result.get(), m_row, column)) {
    case 1: // boolean
        return *bytes != 0;
    case 2:
        return qFromBigEndian<qint16>(bytes);
    case 4:
        return qFromBigEndian<qint32>(bytes);
    case 8:
        return qFromBigEndian<qint64>(bytes);
    default:
        Q_ASSERT(isNull(column));
        return 0;
    }
}

double PgStatement::real(int column) const
{
    Q_ASSERT(::PQgetlength(m_result.get(), m_row, column) == 8);
    return qFromBigEndian<double>(::PQgetvalue(m_result.get(), m_row, column));
}

int PgStatement::affected() const
{
    return QByteArray(::PQcmdTuples(m_result.get())).toInt();
}

Result<PgAnswer> PgStatements::command(std::string_view name)
{
    if (auto settled = settle(); !settled)
        return Error(ErrorCode::Unavailable, settled.error().message);
    const std::string_view text = texts().named(name).second;
    return m_connection.execute(QByteArray(text.data(), qsizetype(text.size())));
}

void PgStatements::forget()
{
    m_pipeline.drop();
    m_prepared.clear();
}

Result<Statement *> PgStatements::prepared(std::string_view name)
{
    if (const auto found = m_prepared.find(name); found != m_prepared.end())
        return &found->second;
    if (auto settled = settle(); !settled) // above all the savepoint, to which one can go back if this fails
        return settled.error();
    const auto [key, text] = texts().named(name);
    const PgResult result(
        ::PQprepare(m_connection.handle(), std::string(key).c_str(), std::string(text).c_str(), 0, nullptr));
    if (::PQresultStatus(result.get()) != PGRES_COMMAND_OK)
        return m_connection.errorOf(result.get());
    const auto arrival = isLarge(key) ? PgStatement::Arrival::OneByOne : PgStatement::Arrival::AtOnce;
    return &m_prepared.try_emplace(key, m_connection, m_pipeline, key, arrival).first->second;
}

} // namespace hearth::server
