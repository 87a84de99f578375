#pragma once

#include "server/storage/database.h"

namespace hearth::server {

class Statements;

//! What a room's index of search is made of (sqlite/migrations/0003_search.sql), kept in the transaction of
//! what happens to the message. A text costs its own row; each 64th one also a row for the 64.

//! As many messages of a room share a signature.
constexpr qint64 messagesOfBlock = 64;

//! After the message was stored.
[[nodiscard]] Result<Done> addToIndex(Statements &statements, const protocol::Message &message);
//! After its text was changed to that of `message`. Of the text before nothing is left.
[[nodiscard]] Result<Done> renewInIndex(Statements &statements, const protocol::Message &message);
//! When it is deleted. Of its text nothing is left.
[[nodiscard]] Result<Done> dropFromIndex(Statements &statements, const QString &roomId, qint64 seq);

} // namespace hearth::server
