#pragma once

#include "server/storage/database.h"

namespace hearth::server {

class Rows;
class Statements;

//! What the tables of messages and of their changes have in common. The statements whose rows are messages
//! list the same columns in the same order.

//! The row's message, its reactions excepted.
[[nodiscard]] protocol::Message messageFrom(const Rows &rows);
//! The rest of the rows, as they come, with reactions. They are of one room.
[[nodiscard]] Result<QList<protocol::Message>> messagesFrom(Statements &statements, Rows rows);
//! NotFound where there is no row.
[[nodiscard]] Result<protocol::Message> messageFrom(Statements &statements, Rows rows);
//! Who the message names, from its text.
[[nodiscard]] Result<Done> insertMentions(Statements &statements, const protocol::Message &message);

} // namespace hearth::server
