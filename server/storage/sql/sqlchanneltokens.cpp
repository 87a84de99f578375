// The tokens of sqlchannels.h.
#include "server/storage/sql/sqlchannels.h"
#include "server/storage/sql/statements.h"

namespace hearth::server {

namespace {

// A pattern has no spaces.
QString joined(const QStringList &patterns)
{
    return patterns.join(QLatin1Char(' '));
}

ChannelToken tokenFrom(const Rows &rows)
{
    const auto patterns = [&rows](int column) {
        return rows.text(column).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    };
    return {
        rows.text(0), rows.bytes(1), rows.text(2), rows.text(3), patterns(4), patterns(5), rows.number(6)};
}

Result<ChannelToken> onlyToken(Result<Rows> rows, ErrorCode whereNone)
{
    if (!rows)
        return rows.error();
    if (rows->next())
        return tokenFrom(*rows);
    const auto end = rows->end();
    return end ? Error(whereNone) : end.error();
}

} // namespace

Result<Done> SqlChannels::addToken(const ChannelToken &token)
{
    return m_statements.change("addChannelToken", token.id, token.hash, token.userId, token.name,
        joined(token.publish), joined(token.read), token.createdAt);
}

Result<ChannelToken> SqlChannels::tokenByHash(const QByteArray &hash)
{
    return onlyToken(m_statements.run("channelTokenByHash", hash), ErrorCode::Unauthorized);
}

Result<QList<ChannelToken>> SqlChannels::tokens(const QString &userId)
{
    return listOf(m_statements.run("channelTokens", userId), tokenFrom);
}

Result<ChannelToken> SqlChannels::removeToken(const QString &id, const QString &userId)
{
    auto removed = onlyToken(m_statements.run("removeChannelToken", id, userId), ErrorCode::NotFound);
    if (!removed)
        return removed;
    // Whoever has it open asks whether it is still good (features/tokenwatch.h).
    const auto counted = m_statements.change("countRevocation");
    return counted ? removed : counted.error();
}

} // namespace hearth::server
