#include "server/storage/sql/sqlpeople.h"

#include "server/storage/mentions.h"
#include "server/storage/sql/sqlaccounts.h"
#include "server/storage/sql/statements.h"

namespace hearth::server {

namespace {

Result<QList<protocol::Account>> accountsFrom(Result<Rows> rows)
{
    return listOf(std::move(rows), [](const Rows &row) {
        const auto disabled = row.flag(6) ? std::optional(true) : std::nullopt;
        return protocol::Account{row.text(0), row.text(1), row.text(2), roleFrom(row.text(3)), row.number(4),
            row.number(5), disabled};
    });
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
    return textsOf(m_statements.run("roomIdsOf", userId));
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
    return listOf(m_statements.run("departures", after, limit), [](const Rows &row) {
        return OutsideDeparture{row.number(0), row.text(1), row.text(2), row.number(3), row.text(4)};
    });
}

} // namespace hearth::server
