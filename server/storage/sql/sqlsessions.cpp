#include "server/storage/sql/sqlsessions.h"

#include "server/storage/sql/sqlaccounts.h"
#include "server/storage/sql/statements.h"

namespace hearth::server {

namespace {

Result<QList<SessionRecord>> sessionsFrom(Result<Rows> rows)
{
    return listOf(std::move(rows), [](const Rows &row) {
        return SessionRecord{
            row.text(0), row.bytes(2), row.text(1), row.text(3), row.number(4), row.number(5)};
    });
}

} // namespace

Result<Done> SqlSessions::add(const SessionRecord &session)
{
    const auto rows = m_statements.run(
        "addToken", session.tokenHash, session.userId, session.createdAt, session.id, session.device);
    if (!rows)
        return rows.error();
    return rows->affected() > 0 ? Result<Done>(Done{}) : ErrorCode::Unauthorized;
}

Result<protocol::User> SqlSessions::userByToken(const QByteArray &tokenHash)
{
    auto rows = m_statements.run("userByToken", tokenHash);
    if (!rows)
        return rows.error();
    if (rows->next())
        return userFrom(*rows);
    const auto end = rows->end();
    return end ? Error(ErrorCode::Unauthorized) : end.error();
}

Result<QList<SessionRecord>> SqlSessions::sessionsOf(const QString &userId)
{
    return sessionsFrom(m_statements.run("sessionsOf", userId));
}

Result<SessionRecord> SqlSessions::session(const QString &userId, const QString &sessionId)
{
    const auto found = sessionsFrom(m_statements.run("session", userId, sessionId));
    if (!found)
        return found.error();
    return found->isEmpty() ? Result<SessionRecord>(ErrorCode::NotFound) : found->first();
}

Result<Done> SqlSessions::touch(const QByteArray &tokenHash, qint64 at)
{
    return m_statements.change("touchToken", tokenHash, at);
}

Result<Done> SqlSessions::prune(const QString &userId, int kept)
{
    const auto stale =
        listOf(m_statements.run("staleTokens", userId, kept), [](const Rows &row) { return row.bytes(0); });
    if (!stale)
        return stale.error();
    for (const QByteArray &hash : *stale) {
        if (const auto ended = revoke(hash); !ended)
            return ended.error();
    }
    return Done{};
}

Result<Done> SqlSessions::revoke(const QByteArray &tokenHash)
{
    const auto gone = end("revokeToken", tokenHash);
    return gone ? Result<Done>(Done{}) : gone.error();
}

Result<qint64> SqlSessions::revokeOthers(const QString &userId, const QByteArray &keptHash)
{
    return end("revokeTokensOf", userId, keptHash);
}

template <class... Values>
Result<qint64> SqlSessions::end(const char *statement, const Values &...values)
{
    qint64 gone = 0;
    {
        const auto rows = m_statements.run(statement, values...);
        if (!rows)
            return rows.error();
        gone = rows->affected();
    }
    if (gone > 0) {
        if (const auto counted = m_statements.change("countRevocation"); !counted)
            return counted.error();
    }
    return gone;
}

Result<Done> SqlSessions::countChange()
{
    return m_statements.change("countRevocation");
}

Result<qint64> SqlSessions::revocations()
{
    return m_statements.number("revocations");
}

} // namespace hearth::server
