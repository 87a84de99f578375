#include "server/storage/sqlite/sqliteconnection.h"

#include <sqlite3.h>

namespace hearth::server {

namespace {
constexpr int busyMs = 5'000;
} // namespace

SqliteConnection::~SqliteConnection()
{
    [[maybe_unused]] const int closed = ::sqlite3_close(m_handle);
    Q_ASSERT(closed == SQLITE_OK); // else a statement is still prepared
}

Result<Done> SqliteConnection::open(const QString &path)
{
    constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (::sqlite3_open_v2(path.toUtf8().constData(), &m_handle, flags, nullptr) != SQLITE_OK)
        return unavailable();
    ::sqlite3_extended_result_codes(m_handle, 1);
    ::sqlite3_busy_timeout(m_handle, busyMs);
    return Done{};
}

Result<Done> SqliteConnection::execute(const QString &sql)
{
    if (::sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return unavailable();
    return Done{};
}

Error SqliteConnection::lastError() const
{
    // sqlite.org/rescode.html
    switch (::sqlite3_extended_errcode(m_handle)) {
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return ErrorCode::NotFound;
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
        return ErrorCode::NameTaken;
    default:
        break;
    }
    const Error error = unavailable();
    const bool isConstraint = (::sqlite3_errcode(m_handle) & 0xFF) == SQLITE_CONSTRAINT;
    return isConstraint ? Error(ErrorCode::Internal, error.message) : error;
}

Error SqliteConnection::unavailable() const
{
    return {
        ErrorCode::Unavailable, QStringLiteral("database: ") + QString::fromUtf8(::sqlite3_errmsg(m_handle))};
}

} // namespace hearth::server
