#include "server/storage/postgresql/pgconnection.h"

#include "server/storage/sql/opening.h"

#include <libpq-fe.h>

namespace hearth::server {

namespace {

constexpr int oldestVersion = 130000; // gen_random_uuid()

//! Who it was, where: never the password. Empty for what cannot be taken apart, or was not as it was meant:
//! of `user:pass@word@host` and `user:pass/word@host`, libpq takes a half of the password for a host or a
//! database.
QString nameOf(const QByteArray &url)
{
    const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption *)> options(
        ::PQconninfoParse(url.constData(), nullptr), ::PQconninfoFree);
    if (!options)
        return {};
    QString user;
    QString host;
    QString port;
    QString database;
    for (const PQconninfoOption *option = options.get(); option->keyword; ++option) {
        const QString value = QString::fromUtf8(option->val);
        if (qstrcmp(option->keyword, "user") == 0 && !value.isEmpty())
            user = value + u'@';
        else if (qstrcmp(option->keyword, "host") == 0)
            host = value;
        else if (qstrcmp(option->keyword, "port") == 0 && !value.isEmpty())
            port = u':' + value;
        else if (qstrcmp(option->keyword, "dbname") == 0)
            database = value;
    }
    if (host.contains(u'@') || database.contains(u'@'))
        return {};
    return QStringLiteral("postgresql://%1%2%3/%4").arg(user, host, port, database);
}

QString oneLine(const char *message)
{
    return QString::fromUtf8(message).simplified();
}

} // namespace

void PgClear::operator()(pg_result *result) const
{
    ::PQclear(result);
}

std::optional<QString> refusalOf(int serverVersion, const QByteArray &encoding)
{
    if (serverVersion < oldestVersion)
        return QStringLiteral("it is PostgreSQL %1, hearthd needs 13 or newer").arg(serverVersion / 10000);
    if (encoding != "UTF8")
        return QStringLiteral("its encoding is %1, hearthd needs UTF8: CREATE DATABASE … ENCODING 'UTF8' "
                              "TEMPLATE template0")
            .arg(QString::fromLatin1(encoding));
    return std::nullopt;
}

PgConnection::PgConnection(const QString &url) : m_url(url.toUtf8()), m_name(nameOf(m_url))
{}

PgConnection::~PgConnection()
{
    close();
}

void PgConnection::close()
{
    ::PQfinish(std::exchange(m_handle, nullptr));
}

Result<Done> PgConnection::open()
{
    if (m_name.isEmpty())
        return Error(ErrorCode::Unavailable,
            QStringLiteral(
                "the database's address is none: postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with "
                "%XX for other signs in a part"));
    close();
    m_isStale = false;
    // What stands before dbname, the address goes before; what stands after it goes before the address.
    const char *const keywords[] = {"fallback_application_name", "connect_timeout", "keepalives_idle",
        "keepalives_interval", "keepalives_count", "tcp_user_timeout", "dbname", "client_encoding", nullptr};
    const char *const values[] = {"hearthd", "5", "5", "1", "3", "5000", m_url.constData(), "UTF8", nullptr};
    m_handle = ::PQconnectdbParams(keywords, values, 1);
    if (::PQstatus(m_handle) != CONNECTION_OK)
        return cannotOpen(oneLine(::PQerrorMessage(m_handle)));
    ::PQsetNoticeProcessor(
        m_handle, [](void *, const char *) {}, nullptr);
    const auto refusal =
        refusalOf(::PQserverVersion(m_handle), ::PQparameterStatus(m_handle, "server_encoding"));
    return refusal ? Result<Done>(cannotOpen(*refusal)) : Done{};
}

bool PgConnection::isLost() const
{
    return m_isStale || ::PQstatus(m_handle) != CONNECTION_OK;
}

bool PgConnection::hasFailed() const
{
    return ::PQtransactionStatus(m_handle) == PQTRANS_INERROR;
}

Result<PgAnswer> PgConnection::execute(const QByteArray &sql)
{
    const PgResult result(::PQexec(m_handle, sql.constData()));
    const ExecStatusType status = ::PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return PgAnswer{::PQcmdStatus(result.get()),
            ::PQntuples(result.get()) > 0 ? ::PQgetvalue(result.get(), 0, 0) : ""};
    return Error(ErrorCode::Unavailable, errorOf(result.get()).message);
}

Error PgConnection::errorOf(const pg_result *result)
{
    // postgresql.org/docs/15/errcodes-appendix.html
    const QByteArray state(result ? ::PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr);
    if (state == "23503")
        return ErrorCode::NotFound;
    if (state == "23505")
        return ErrorCode::NameTaken;
    // Data that it takes from nobody, such as a NUL in a text: another time helps nothing.
    if (state.startsWith("22"))
        return ErrorCode::InvalidRequest;
    // A plan of tables that a newer node has changed, a statement that a pool between us has lost.
    if (state == "0A000" || state == "26000")
        m_isStale = true;
    const char *primary = result ? ::PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    const QString message =
        QStringLiteral("database: ") + oneLine(primary ? primary : ::PQerrorMessage(m_handle));
    return {state.startsWith("23") ? ErrorCode::Internal : ErrorCode::Unavailable, message};
}

Error PgConnection::cannotOpen(const QString &reason) const
{
    return server::cannotOpen(m_name, reason);
}

} // namespace hearth::server
