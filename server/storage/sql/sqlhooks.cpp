#include "server/storage/sql/sqlhooks.h"

#include "server/storage/sql/statements.h"

namespace hearth::server {

namespace {

Hook hookFrom(const Rows &rows)
{
    return {
        rows.text(0), rows.bytes(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.number(6)};
}

Result<Hook> onlyHook(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    if (rows->next())
        return hookFrom(*rows);
    const auto end = rows->end();
    return end ? Error(ErrorCode::NotFound) : end.error();
}

} // namespace

Result<Done> SqlHooks::addHook(const Hook &hook)
{
    return m_statements.change(
        "addHook", hook.id, hook.hash, hook.roomId, hook.botId, hook.createdBy, hook.name, hook.createdAt);
}

Result<Hook> SqlHooks::hookByHash(const QByteArray &hash)
{
    return onlyHook(m_statements.run("hookByHash", hash));
}

Result<QList<Hook>> SqlHooks::hooksOf(const QString &roomId)
{
    return listOf(m_statements.run("hooksOf", roomId), hookFrom);
}

Result<Hook> SqlHooks::removeHook(const QString &roomId, const QString &id)
{
    return onlyHook(m_statements.run("removeHook", roomId, id));
}

} // namespace hearth::server
