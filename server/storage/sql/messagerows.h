#pragma once

#include "server/storage/database.h"

namespace hearth::server {

class Rows;
class Statements;

//! What the tables of messages and of their changes have in common. The statements whose rows are messages
//! list the same columns in the same order.

//! The row's message without what lies beside it.
[[nodiscard]] protocol::Message messageFrom(const Rows &rows);
//! The rest of the rows, as they come, with reactions, files and charts. They are of one room.
[[nodiscard]] Result<QList<protocol::Message>> messagesFrom(Statements &statements, Rows rows);
//! NotFound where there is no row.
[[nodiscard]] Result<protocol::Message> messageFrom(Statements &statements, Rows rows);
//! The file of a row that begins with its columns; see fileById.
[[nodiscard]] protocol::File fileFrom(const Rows &rows);
//! Puts the person's own new files of the room to the message. InvalidRequest for any other.
[[nodiscard]] Result<Done> sendFiles(
    Statements &statements, protocol::Message &message, const QList<QString> &fileIds);
//! Puts the chart, where there is one, to the message.
[[nodiscard]] Result<Done> addChart(
    Statements &statements, protocol::Message &message, const std::optional<protocol::Chart> &chart);
//! Who the message names, from its text.
[[nodiscard]] Result<Done> insertMentions(Statements &statements, const protocol::Message &message);

} // namespace hearth::server
