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
    struct Place
    {
        qint64 seq = 0;
        QString username;
    };
    //! Nothing where the message is stored already, or there is no such room.
    Result<std::optional<Place>> takePlace(const NewMessage &message);
    Result<Appended> storedBefore(const NewMessage &message);
    Result<protocol::Message> insert(const NewMessage &message, const Place &place);

    Statements &m_statements;
};

} // namespace hearth::server
