#pragma once

#include "server/storage/position.h"
#include "shared/base/result.h"
#include "shared/protocol/entities.h"

#include <QList>
#include <QString>

#include <optional>

namespace hearth::server {

struct NewMessage
{
    QString id;
    QString roomId;
    QString userId;
    QString content;
    QString clientId; //!< empty when the sender did not name it
    qint64 createdAt = 0;
    QString replyTo = {};      //!< id of the message that it answers; empty for none
    QList<QString> files = {}; //!< ids, in the order in which to show them
    std::optional<protocol::Chart> chart = {};
};

struct Appended
{
    protocol::Message message;
    bool isNew = true; //!< false: this user's clientId was stored before; message is that one
    bool operator==(const Appended &) const = default;
};

struct HistoryQuery
{
    QString roomId;
    std::optional<Position> after;
    std::optional<Position> before;
    int limit = 100; //!< 1 to 100
};

class MessageStore
{
public:
    virtual ~MessageStore() = default;
    //! Gives the message the room's next seq. (userId, clientId) is unique for ever: the same again gives the
    //! stored message with isNew = false, also once it was deleted. InvalidRequest for the same clientId in
    //! another room, for a replyTo that is no message of this room (a deleted one is), and for a file that is
    //! not the person's own, of this room and in no message yet.
    Result<Appended> append(const NewMessage &message)
    {
        const auto all = appendEach({message});
        return all ? all->front() : all.error();
    }
    //! The same for each, in their order, in rooms that there are. One that is refused has stored nothing;
    //! where the whole is an Error, because of one of them (of its files, say), some may be stored: then it
    //! is for the caller to roll back.
    virtual Result<QList<Result<Appended>>> appendEach(const QList<NewMessage> &messages) = 0;
    //! NotFound where the room has no such message. A deleted one is there, with no text.
    virtual Result<protocol::Message> message(const QString &roomId, const QString &messageId) = 0;
    //! A page, oldest first. With `after`: the messages that follow it. Else the newest, those before
    //! `before` where given. A Position whose id is not in the room: NotFound.
    virtual Result<QList<protocol::Message>> history(const HistoryQuery &query) = 0;
    //! The direct answers to a message, those after `after`, the oldest first. NotFound where the room has no
    //! such message.
    virtual Result<QList<protocol::Message>> replies(
        const QString &roomId, const QString &messageId, const Position &after, int limit) = 0;
};

} // namespace hearth::server
