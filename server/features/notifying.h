#pragma once

#include "server/storage/database.h"

namespace hearth::server {

//! What notifying depends on beside the message; made on the main thread, used on the writer's.
struct Occasion
{
    qint64 at = 0;        //!< ms since 1970
    QStringList here;     //!< who is here now; only for a text that has `@here`
    int kept = 0;         //!< notifications a person, about; 0: all
    bool isAlert = false; //!< it concerns everybody in the room
};

//! What a transaction stored that devices are to be told of after its commit.
struct News
{
    QList<Notified> notified;
    QList<Cleared> cleared;
};

//! Whether the text asks for those who are here.
[[nodiscard]] bool asksForHere(const QString &content);

struct Heard
{
    protocol::Message message;
    Occasion occasion;
};

//! Stores the notifications of each message, in the transaction that stored it: for those of its room whom it
//! concerns and who want to hear of it. For ordinary messages one look at the database, for all of them.
[[nodiscard]] Result<QList<News>> notifyOfEach(Database &db, const QList<Heard> &all);

//! Of a message that was edited: for those whom it did not name before (`named`) and names now.
[[nodiscard]] Result<News> notifyOfEdit(Database &db, const protocol::Message &message,
    const protocol::Message &before, const QStringList &namedBefore, const Occasion &occasion);

//! Of having been added to a room by `authorId`, who is not told.
[[nodiscard]] Result<News> notifyOfRoom(Database &db, const QString &roomId, const QStringList &userIds,
    const QString &authorId, const Occasion &occasion);

} // namespace hearth::server
