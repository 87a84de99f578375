#include "server/storage/sql/sqlaccounts.h"

#include "server/storage/mentions.h"
#include "server/storage/sql/statements.h"

namespace hearth::server {

namespace {

//! The one row's person, or the error where there is no row.
Result<protocol::User> oneUser(Result<Rows> rows, ErrorCode otherwise)
{
    if (!rows)
        return rows.error();
    if (rows->next())
        return userFrom(*rows);
    if (auto end = rows->end(); !end)
        return end.error();
    return otherwise;
}

} // namespace

QString roleText(protocol::Role role)
{
    return QString::fromLatin1(protocol::enumNames(role)[size_t(role)]);
}

protocol::Role roleFrom(const QString &name)
{
    constexpr auto names = protocol::enumNames(protocol::Role());
    const auto found = std::find_if(
        names.begin(), names.end(), [&name](const char *other) { return name == QLatin1String(other); });
    Q_ASSERT(found != names.end()); // the table's CHECK
    return protocol::Role(found - names.begin());
}

protocol::User userFrom(const Rows &rows)
{
    return {rows.text(0), rows.text(1), rows.text(2), roleFrom(rows.text(3))};
}

Result<QList<protocol::User>> usersFrom(Rows rows)
{
    QList<protocol::User> users;
    while (rows.next())
        users.append(userFrom(rows));
    if (auto end = rows.end(); !end)
        return end.error();
    return users;
}

Result<protocol::User> SqlAccounts::createUser(const UserRecord &record)
{
    const auto &[id, username, displayName, role] = record.user;
    const QString shown = displayName.isEmpty() ? username : displayName;
    return oneUser(m_statements.run("createUser", id, username, foldedName(username), shown, roleText(role),
                       record.passwordHash, record.createdAt),
        ErrorCode::Internal);
}

Result<UserRecord> SqlAccounts::userByName(const QString &username)
{
    auto rows = m_statements.run("userByName", foldedName(username));
    if (!rows)
        return rows.error();
    if (rows->next())
        return UserRecord{userFrom(*rows), rows->text(4), rows->number(5), rows->flag(6)};
    if (auto end = rows->end(); !end)
        return end.error();
    return ErrorCode::NotFound;
}

Result<protocol::User> SqlAccounts::userById(const QString &userId)
{
    return oneUser(m_statements.run("userById", userId), ErrorCode::NotFound);
}

Result<QList<protocol::User>> SqlAccounts::users()
{
    auto rows = m_statements.run("users");
    if (!rows)
        return rows.error();
    return usersFrom(*std::move(rows));
}

Result<qint64> SqlAccounts::userCount()
{
    return oneNumber(ErrorCode::Unavailable, "userCount");
}

template <class... Values>
Result<qint64> SqlAccounts::oneNumber(ErrorCode absent, const char *statement, const Values &...values)
{
    auto rows = m_statements.run(statement, values...);
    if (!rows)
        return rows.error();
    if (rows->next())
        return rows->number(0);
    auto end = rows->end();
    return end ? Result<qint64>(absent) : end.error();
}

template <class T>
Result<Done> SqlAccounts::change(const char *statement, const QString &userId, const T &value)
{
    return someAffected(m_statements.run(statement, userId, value));
}

Result<Done> SqlAccounts::setPassword(const QString &userId, const QString &passwordHash)
{
    return change("setPassword", userId, passwordHash);
}

Result<Done> SqlAccounts::setRole(const QString &userId, protocol::Role role)
{
    return change("setRole", userId, roleText(role));
}

Result<Done> SqlAccounts::setDisplayName(const QString &userId, const QString &name)
{
    if (!name.isEmpty())
        return change("setDisplayName", userId, name);
    const auto user = userById(userId);
    return user ? change("setDisplayName", userId, user->username) : user.error();
}

Result<bool> SqlAccounts::sharesReads(const QString &userId)
{
    const auto shares = oneNumber(ErrorCode::NotFound, "sharesReads", userId);
    return shares ? Result<bool>(*shares != 0) : shares.error();
}

Result<Done> SqlAccounts::setSharesReads(const QString &userId, bool shares)
{
    return change("setSharesReads", userId, shares);
}

Result<qint64> SqlAccounts::lastSeen(const QString &userId)
{
    return oneNumber(ErrorCode::NotFound, "lastSeen", userId);
}

Result<Done> SqlAccounts::setLastSeen(const QString &userId, qint64 at)
{
    return change("setLastSeen", userId, at);
}

} // namespace hearth::server
