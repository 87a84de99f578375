#pragma once

#include "server/storage/accountstore.h"

namespace hearth::server {

class Rows;
class Statements;

[[nodiscard]] QString roleText(protocol::Role role);
[[nodiscard]] protocol::Role roleFrom(const QString &name);

//! The columns id, username, display_name, role, from the first.
[[nodiscard]] protocol::User userFrom(const Rows &rows);
//! Every such row to the end.
[[nodiscard]] Result<QList<protocol::User>> usersFrom(Rows rows);

class SqlAccounts final : public AccountStore
{
public:
    explicit SqlAccounts(Statements &statements) : m_statements(statements) {}

    Result<protocol::User> createUser(const UserRecord &record) override;
    Result<UserRecord> userByName(const QString &username) override;
    Result<protocol::User> userById(const QString &userId) override;
    Result<QList<protocol::User>> users() override;
    Result<qint64> userCount() override;
    Result<Done> setPassword(const QString &userId, const QString &passwordHash) override;
    Result<Done> setRole(const QString &userId, protocol::Role role) override;
    Result<Done> setDisplayName(const QString &userId, const QString &name) override;
    Result<bool> sharesReads(const QString &userId) override;
    Result<Done> setSharesReads(const QString &userId, bool shares) override;
    Result<qint64> lastSeen(const QString &userId) override;
    Result<Done> setLastSeen(const QString &userId, qint64 at) override;

private:
    template <class T>
    Result<Done> change(const char *statement, const QString &userId, const T &value);
    template <class... Values>
    Result<qint64> oneNumber(ErrorCode absent, const char *statement, const Values &...values);

    Statements &m_statements;
};

} // namespace hearth::server
