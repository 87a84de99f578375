#pragma once

#include "shared/base/result.h"

#include <QByteArray>

#include <memory>
#include <optional>

struct pg_conn;
struct pg_result;

namespace hearth::server {

struct PgClear
{
    void operator()(pg_result *result) const;
};
using PgResult = std::unique_ptr<pg_result, PgClear>;

//! Of the last of several statements.
struct PgAnswer
{
    QByteArray tag;
    QByteArray value; //!< the first of the first row, as text
};

//! A session with a server, by libpq: prepared statements with values and rows as they are, which Qt's driver
//! does not give. For one thread at a time.
class PgConnection
{
public:
    //! `url`: postgresql://…, as libpq takes it.
    explicit PgConnection(const QString &url);
    ~PgConnection();
    PgConnection(const PgConnection &) = delete;
    PgConnection &operator=(const PgConnection &) = delete;

    //! Anew where there was a session. Unavailable, in one line that names the database.
    [[nodiscard]] Result<Done> open();
    //! Ends the session, if there is one: it is lost then.
    void close();
    //! The session has ended, or is of no use any more: nothing but open() helps.
    [[nodiscard]] bool isLost() const;
    //! So has the transaction: nothing but a rollback, whole or to a savepoint, does anything.
    [[nodiscard]] bool hasFailed() const;
    [[nodiscard]] pg_conn *handle() const { return m_handle; }

    //! SQL without values, also several statements. Every failure is Unavailable.
    [[nodiscard]] Result<PgAnswer> execute(const QByteArray &sql);
    //! What the failed result means, as one of ours: a broken reference is NotFound, a duplicate NameTaken, a
    //! value that cannot be InvalidRequest.
    [[nodiscard]] Error errorOf(const pg_result *result);

    //! The address without the password.
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] Error cannotOpen(const QString &reason) const;

private:
    const QByteArray m_url;
    QString m_name;
    pg_conn *m_handle = nullptr;
    bool m_isStale = false; //!< its prepared statements are not those of the tables any more
};

//! Why a server is none for us: its version as libpq numbers it, its databases' encoding.
[[nodiscard]] std::optional<QString> refusalOf(int serverVersion, const QByteArray &encoding);

} // namespace hearth::server
