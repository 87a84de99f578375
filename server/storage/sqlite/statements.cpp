#include "server/storage/sqlite/statements.h"

#include "shared/base/utf8.h"

#include <QFile>

#include <sqlite3.h>

namespace hearth::server {

namespace {

using Texts = std::unordered_map<std::string_view, std::string_view>;

constexpr std::string_view mark = "-- name: ";

//! The parts of a file; they point into it.
void split(std::string_view file, Texts &texts)
{
    std::size_t at = file.find(mark);
    while (at != std::string_view::npos) {
        const std::size_t next = file.find(mark, at + mark.size());
        const std::string_view part = file.substr(at + mark.size(), next - at - mark.size());
        const std::size_t end = part.find('\n');
        texts.emplace(part.substr(0, end), part.substr(end));
        at = next;
    }
}

//! Read once, and never let go: the names and texts point into the files.
const Texts &allTexts()
{
    static const QList<QByteArray> files = [] {
        QList<QByteArray> out;
        for (const char *noun : {"accounts", "alerts", "audit", "changes", "channels", "charts", "dashboards",
                 "files", "hooks", "invites", "maintenance", "messages", "notifications", "people", "rooms",
                 "search", "sessions", "transactions"}) {
            QFile file(QStringLiteral(":/hearth/sqlite/%1.sql").arg(QLatin1String(noun)));
            [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly);
            Q_ASSERT_X(isOpen, "Statements", "the .sql files are not linked in");
            out += file.readAll();
        }
        return out;
    }();
    static const Texts texts = [] {
        Texts out;
        for (const QByteArray &file : files)
            split({file.constData(), std::size_t(file.size())}, out);
        return out;
    }();
    return texts;
}

} // namespace

Rows::Rows(Rows &&other) noexcept
    : m_connection(other.m_connection)
    , m_statement(std::exchange(other.m_statement, nullptr))
    , m_isAhead(other.m_isAhead)
    , m_failure(std::move(other.m_failure))
{}

Rows::~Rows()
{
    if (m_statement) {
        ::sqlite3_reset(m_statement);
        ::sqlite3_clear_bindings(m_statement); // a message's text is not kept
    }
}

bool Rows::next()
{
    if (std::exchange(m_isAhead, false))
        return true;
    // A statement that has ended would begin anew.
    if (m_failure || !::sqlite3_stmt_busy(m_statement))
        return false;
    const int result = ::sqlite3_step(m_statement);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        m_failure = m_connection->lastError();
    return result == SQLITE_ROW;
}

bool Rows::isNull(int column) const
{
    return ::sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

QString Rows::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(::sqlite3_column_text(m_statement, column));
    return wholeText({text, ::sqlite3_column_bytes(m_statement, column)});
}

QByteArray Rows::bytes(int column) const
{
    const auto *bytes = static_cast<const char *>(::sqlite3_column_blob(m_statement, column));
    return QByteArray(bytes, ::sqlite3_column_bytes(m_statement, column));
}

std::string_view Rows::view(int column) const
{
    const auto *bytes = static_cast<const char *>(::sqlite3_column_blob(m_statement, column));
    return {bytes, size_t(::sqlite3_column_bytes(m_statement, column))};
}

qint64 Rows::number(int column) const
{
    return ::sqlite3_column_int64(m_statement, column);
}

double Rows::real(int column) const
{
    return ::sqlite3_column_double(m_statement, column);
}

int Rows::affected() const
{
    return ::sqlite3_changes(m_connection->handle());
}

Result<Done> Rows::end() const
{
    return m_failure ? Result<Done>(*m_failure) : Done{};
}

Statements::Statements(Connection &connection) : m_connection(connection)
{}

void Statements::Finalize::operator()(sqlite3_stmt *statement) const
{
    ::sqlite3_finalize(statement);
}

Result<Done> Statements::perform(std::string_view name)
{
    const auto rows = run(name);
    return rows ? Result<Done>(Done{}) : Error(ErrorCode::Unavailable, rows.error().message);
}

Result<sqlite3_stmt *> Statements::prepared(std::string_view name)
{
    if (const auto found = m_prepared.find(name); found != m_prepared.end())
        return found->second.get();
    const auto text = allTexts().find(name);
    Q_ASSERT_X(text != allTexts().end(), "Statements", std::string(name).c_str());
    sqlite3_stmt *statement = nullptr;
    if (::sqlite3_prepare_v3(m_connection.handle(), text->second.data(), int(text->second.size()),
            SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        return m_connection.lastError();
    m_prepared.emplace(text->first, statement);
    return statement;
}

Result<Rows> Statements::begin(sqlite3_stmt *statement, [[maybe_unused]] int count)
{
    Q_ASSERT(::sqlite3_bind_parameter_count(statement) == count);
    const int result = ::sqlite3_step(statement);
    Rows rows(m_connection, statement, result == SQLITE_ROW);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        return m_connection.lastError();
    return rows;
}

void Statements::bind(sqlite3_stmt *statement, int index, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    // An empty text is not NULL, whatever QString says about it.
    ::sqlite3_bind_text(statement, index, utf8.constData(), int(utf8.size()), SQLITE_TRANSIENT);
}

void Statements::bind(sqlite3_stmt *statement, int index, const QByteArray &bytes)
{
    ::sqlite3_bind_blob(statement, index, bytes.constData(), int(bytes.size()), SQLITE_TRANSIENT);
}

void Statements::bind(sqlite3_stmt *statement, int index, qint64 number)
{
    ::sqlite3_bind_int64(statement, index, number);
}

void Statements::bind(sqlite3_stmt *statement, int index, double number)
{
    ::sqlite3_bind_double(statement, index, number);
}

void Statements::bindNull(sqlite3_stmt *statement, int index)
{
    ::sqlite3_bind_null(statement, index);
}

} // namespace hearth::server
