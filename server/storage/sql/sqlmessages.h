#pragma once

#include "server/storage/messagestore.h"

namespace hearth::server {

class Statements;

class SqlMessages final : public MessageStore
{
public:
    explicit SqlMessages(Statements &statements) : m_statements(statements) {}

    Result<Appended> append(const NewMessage &message) override;
    Result<protocol::Message> message(const QString &roomId, const QString &messageId) override;
    Result<QList<protocol::Message>> history(const HistoryQuery &query) override;
    Result<QList<protocol::Message>> replies(
        const QString &roomId, const QString &messageId, const Position &after, int limit) override;

private:
    Result<std::optional<protocol::Message>> storedBefore(const NewMessage &message);
    Result<protocol::Message> insert(const NewMessage &message);
    Result<QString> usernameOf(const QString &userId);

    Statements &m_statements;
};

} // namespace hearth::server
