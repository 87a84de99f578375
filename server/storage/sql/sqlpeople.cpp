#include "server/storage/sql/sqlpeople.h"

#include "server/storage/mentions.h"
#include "server/storage/sql/sqlaccounts.h"
#include "server/storage/sql/statements.h"

namespace hearth::server {

namespace {

Result<QList<protocol::Account>> accountsFrom(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    QList<protocol::Account> all;
    while (rows->next()) {
        const auto disabled = rows->flag(6) ? std::optional(true) : std::nullopt;
        all.append({rows->text(0), rows->text(1), rows->text(2), roleFrom(rows->text(3)), rows->number(4),
            rows->number(5), disabled});
    }
    const auto end = rows->end();
    return end ? Result(all) : end.error();
}

} // namespace

Result<QList<protocol::Account>> SqlPeople::people(const QString &after, int limit)
{
    return accountsFrom(m_statements.run("people", foldedName(after), limit));
}

Result<protocol::Account> SqlPeople::person(const QString &userId)
{
    const auto found = accountsFrom(m_statements.run("person", userId));
    if (!found)
        return found.error();
    return found->isEmpty() ? Result<protocol::Account>(ErrorCode::NotFound) : found->first();
}

Result<Done> SqlPeople::setDisabled(const QString &userId, std::optional<qint64> at)
{
    return m_statements.change("setDisabled", userId, at);
}

Result<Done> SqlPeople::setRemoved(const QString &userId, qint64 at)
{
    return m_statements.change("setRemoved", userId, at);
}

Result<QStringList> SqlPeople::roomsOf(const QString &userId)
{
    auto rows = m_statements.run("roomIdsOf", userId);
    if (!rows)
        return rows.error();
    QStringList ids;
    while (rows->next())
        ids += rows->text(0);
    const auto end = rows->end();
    return end ? Result(ids) : end.error();
}

Result<qint64> SqlPeople::ownersBeside(const QString &userId)
{
    return m_statements.number("ownersBeside", userId);
}

Result<Done> SqlPeople::addDeparture(const OutsideDeparture &departure)
{
    const auto heir = departure.heirId.isEmpty() ? std::nullopt : std::optional(departure.heirId);
    const auto added = m_statements.change("addDeparture", departure.roomId, departure.userId, heir);
    return added ? m_statements.change("pruneDepartures", departuresKept) : added;
}

Result<qint64> SqlPeople::lastDeparture()
{
    return m_statements.number("lastDeparture");
}

Result<QList<OutsideDeparture>> SqlPeople::departures(qint64 after, int limit)
{
    auto rows = m_statements.run("departures", after, limit);
    if (!rows)
        return rows.error();
    QList<OutsideDeparture> all;
    while (rows->next())
        all.append({rows->number(0), rows->text(1), rows->text(2), rows->number(3), rows->text(4)});
    const auto end = rows->end();
    return end ? Result(all) : end.error();
}

} // namespace hearth::server
