#pragma once

#include "shared/base/result.h"

struct sqlite3;

namespace hearth::server {

//! An open database file, by SQLite's own interface: Qt's driver costs as much again as what it drives. For
//! one thread at a time.
class SqliteConnection
{
public:
    SqliteConnection() = default;
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection &) = delete;
    SqliteConnection &operator=(const SqliteConnection &) = delete;

    //! Makes the file where there is none. Unavailable, with SQLite's reason.
    [[nodiscard]] Result<Done> open(const QString &path);
    //! SQL without values and rows, also several statements: PRAGMA, a migration. Every failure is
    //! Unavailable.
    [[nodiscard]] Result<Done> execute(const QString &sql);
    [[nodiscard]] sqlite3 *handle() const { return m_handle; }
    //! What failed last, as one of ours: a broken reference is NotFound, a duplicate NameTaken, a full or
    //! failing disk Unavailable.
    [[nodiscard]] Error lastError() const;

private:
    [[nodiscard]] Error unavailable() const;

    sqlite3 *m_handle = nullptr;
};

} // namespace hearth::server
