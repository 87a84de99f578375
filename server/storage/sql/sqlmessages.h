#pragma once

#include "server/storage/messagestore.h"

#include <QSet>

namespace hearth::server {

class Statements;

class SqlMessages final : public MessageStore
{
public:
    explicit SqlMessages(Statements &statements) : m_statements(statements) {}

    Result<QList<Result<Appended>>> appendEach(const QList<NewMessage> &messages) override;
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
    using Places = QList<std::optional<Place>>;
    //! Which of them answer what is no message of their room.
    Result<QSet<qsizetype>> strayAnswers(const QList<NewMessage> &messages);
    //! None for a message that is stored already, or whose room there is not.
    Result<Places> takePlaces(const QList<NewMessage> &messages, const QSet<qsizetype> &without);
    Result<Appended> storedBefore(const NewMessage &message);
    //! With all that lies beside it.
    Result<Appended> insert(const NewMessage &message, const Place &place);

    Statements &m_statements;
};

} // namespace hearth::server
