#pragma once

#include "server/storage/sessionstore.h"

namespace hearth::server {

class Statements;

class SqlSessions final : public SessionStore
{
public:
    explicit SqlSessions(Statements &statements) : m_statements(statements) {}

    Result<Done> add(const SessionRecord &session) override;
    Result<protocol::User> userByToken(const QByteArray &tokenHash) override;
    Result<QList<SessionRecord>> sessionsOf(const QString &userId) override;
    Result<SessionRecord> session(const QString &userId, const QString &sessionId) override;
    Result<Done> touch(const QByteArray &tokenHash, qint64 at) override;
    Result<Done> prune(const QString &userId, int kept) override;
    Result<Done> revoke(const QByteArray &tokenHash) override;
    Result<qint64> revokeOthers(const QString &userId, const QByteArray &keptHash) override;
    Result<Done> countChange() override;
    Result<qint64> revocations() override;

private:
    template <class... Values>
    Result<qint64> end(const char *statement, const Values &...values);

    Statements &m_statements;
};

} // namespace hearth::server
