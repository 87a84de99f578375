#include "server/storage/mentions.h"
#include "server/storage/sqlite/sqlitestores.h"
#include "shared/protocol/codec.h"

namespace hearth::server {

using protocol::Role;
using protocol::User;

QString roleText(Role role)
{
    return protocol::encode(role).toString();
}

User userFrom(const QSqlQuery &row)
{
    const auto role = protocol::decodeValue<Role>(
        row.value(3).toString(), {}, protocol::UnknownKeys::Skip, QStringLiteral("role"));
    return {row.value(0).toString(), row.value(1).toString(), row.value(2).toString(),
        role ? *role : Role::Guest};
}

Result<User> SqliteAccounts::createUser(const UserRecord &record)
{
    if (userByName(record.user.username))
        return ErrorCode::NameTaken;
    const User &user = record.user;
    User stored;
    const auto done = m_statements.run(QStringLiteral("createUser"),
        {user.id, user.username, foldedName(user.username), user.displayName, roleText(user.role),
            record.passwordHash, record.createdAt},
        [&](const QSqlQuery &row) { stored = userFrom(row); });
    if (!done)
        return done.error();
    return stored;
}

Result<UserRecord> SqliteAccounts::userByName(const QString &username)
{
    std::optional<UserRecord> found;
    const auto done =
        m_statements.run(QStringLiteral("userByName"), {foldedName(username)}, [&](const QSqlQuery &row) {
            found = UserRecord{userFrom(row), row.value(4).toString(), row.value(5).toLongLong()};
        });
    if (!done)
        return done.error();
    if (!found)
        return ErrorCode::NotFound;
    return *found;
}

Result<User> SqliteAccounts::userById(const QString &userId)
{
    std::optional<User> found;
    const auto done = m_statements.run(
        QStringLiteral("userById"), {userId}, [&](const QSqlQuery &row) { found = userFrom(row); });
    if (!done)
        return done.error();
    if (!found)
        return ErrorCode::NotFound;
    return *found;
}

Result<QList<User>> SqliteAccounts::users()
{
    QList<User> all;
    const auto done =
        m_statements.run(QStringLiteral("users"), {}, [&](const QSqlQuery &row) { all += userFrom(row); });
    if (!done)
        return done.error();
    return all;
}

Result<qint64> SqliteAccounts::userCount()
{
    qint64 count = 0;
    const auto done = m_statements.run(
        QStringLiteral("userCount"), {}, [&](const QSqlQuery &row) { count = row.value(0).toLongLong(); });
    if (!done)
        return done.error();
    return count;
}

Result<Done> SqliteAccounts::addToken(const QByteArray &tokenHash, const QString &userId, qint64 createdAt)
{
    return m_statements.run(QStringLiteral("addToken"), {tokenHash, userId, createdAt});
}

Result<User> SqliteAccounts::userByToken(const QByteArray &tokenHash)
{
    std::optional<User> found;
    const auto done = m_statements.run(
        QStringLiteral("userByToken"), {tokenHash}, [&](const QSqlQuery &row) { found = userFrom(row); });
    if (!done)
        return done.error();
    if (!found)
        return ErrorCode::Unauthorized;
    return *found;
}

Result<Done> SqliteAccounts::revokeToken(const QByteArray &tokenHash)
{
    return m_statements.run(QStringLiteral("revokeToken"), {tokenHash});
}

Result<Done> SqliteAccounts::addInvite(const InviteRecord &invite)
{
    // Null, not empty: the column refers to a person.
    const QVariant creator = invite.createdBy.isEmpty() ? QVariant() : QVariant(invite.createdBy);
    return m_statements.run(QStringLiteral("addInvite"),
        {invite.codeHash, creator, roleText(invite.role), invite.usesLeft, invite.expiresAt});
}

Result<InviteRecord> SqliteAccounts::redeemInvite(const QByteArray &codeHash, qint64 now)
{
    std::optional<InviteRecord> found;
    const auto done =
        m_statements.run(QStringLiteral("redeemInvite"), {codeHash, now}, [&](const QSqlQuery &row) {
            const auto role = protocol::decodeValue<Role>(
                row.value(2).toString(), {}, protocol::UnknownKeys::Skip, QStringLiteral("role"));
            found = InviteRecord{row.value(0).toByteArray(), row.value(1).toString(),
                role ? *role : Role::Guest, row.value(3).toInt(), row.value(4).toLongLong()};
        });
    if (!done)
        return done.error();
    if (!found)
        return ErrorCode::InviteInvalid;
    return *found;
}

} // namespace hearth::server
