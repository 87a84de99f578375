#include "server/storage/sqlite/sqlitestatements.h"

#include "server/storage/sql/statementtexts.h"
#include "shared/base/utf8.h"

#include <sqlite3.h>

namespace hearth::server {

namespace {

//! Read once, and never let go: what is prepared is kept under their names.
const StatementTexts &texts()
{
    static const StatementTexts texts(
        QStringLiteral(":/hearth/storage/sql"), QStringLiteral(":/hearth/sqlite"), '?');
    return texts;
}

} // namespace

SqliteStatement::~SqliteStatement()
{
    ::sqlite3_finalize(m_statement);
}

Result<bool> SqliteStatement::begin([[maybe_unused]] int parameters)
{
    Q_ASSERT(::sqlite3_bind_parameter_count(m_statement) == parameters);
    const int result = ::sqlite3_step(m_statement);
    if (result == SQLITE_ROW || result == SQLITE_DONE)
        return result == SQLITE_ROW;
    return m_connection.lastError();
}

bool SqliteStatement::next()
{
    // A statement that has ended would begin anew.
    if (m_failure || !::sqlite3_stmt_busy(m_statement))
        return false;
    const int result = ::sqlite3_step(m_statement);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        m_failure = m_connection.lastError();
    return result == SQLITE_ROW;
}

Result<Done> SqliteStatement::end() const
{
    return m_failure ? Result<Done>(*m_failure) : Done{};
}

void SqliteStatement::finish()
{
    ::sqlite3_reset(m_statement);
    ::sqlite3_clear_bindings(m_statement);
    m_failure.reset();
}

bool SqliteStatement::isNull(int column) const
{
    return ::sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

QString SqliteStatement::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(::sqlite3_column_text(m_statement, column));
    return wholeText({text, ::sqlite3_column_bytes(m_statement, column)});
}

std::string_view SqliteStatement::view(int column) const
{
    const auto *bytes = static_cast<const char *>(::sqlite3_column_blob(m_statement, column));
    return {bytes, size_t(::sqlite3_column_bytes(m_statement, column))};
}

qint64 SqliteStatement::number(int column) const
{
    return ::sqlite3_column_int64(m_statement, column);
}

double SqliteStatement::real(int column) const
{
    return ::sqlite3_column_double(m_statement, column);
}

int SqliteStatement::affected() const
{
    return ::sqlite3_changes(m_connection.handle());
}

void SqliteStatement::bind(int index, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    ::sqlite3_bind_text(m_statement, index, utf8.constData(), int(utf8.size()), SQLITE_TRANSIENT);
}

void SqliteStatement::bind(int index, const QByteArray &bytes)
{
    ::sqlite3_bind_blob(m_statement, index, bytes.constData(), int(bytes.size()), SQLITE_TRANSIENT);
}

void SqliteStatement::bind(int index, qint64 number)
{
    ::sqlite3_bind_int64(m_statement, index, number);
}

void SqliteStatement::bind(int index, double number)
{
    ::sqlite3_bind_double(m_statement, index, number);
}

void SqliteStatement::bindNull(int index)
{
    ::sqlite3_bind_null(m_statement, index);
}

Result<Done> SqliteStatements::perform(std::string_view name)
{
    const auto rows = run(name);
    return rows ? Result<Done>(Done{}) : Error(ErrorCode::Unavailable, rows.error().message);
}

Result<Statement *> SqliteStatements::prepared(std::string_view name)
{
    if (const auto found = m_prepared.find(name); found != m_prepared.end())
        return &found->second;
    const auto [key, text] = texts().named(name);
    sqlite3_stmt *statement = nullptr;
    if (::sqlite3_prepare_v3(m_connection.handle(), text.data(), int(text.size()), SQLITE_PREPARE_PERSISTENT,
            &statement, nullptr) != SQLITE_OK)
        return m_connection.lastError();
    return &m_prepared.try_emplace(key, m_connection, statement).first->second;
}

} // namespace hearth::server
