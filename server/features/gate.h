#pragma once

#include "server/storage/database.h"

namespace hearth::server {

//! The one gate to every room. Asked inside the same transaction as the act, so that nothing changes in
//! between; a room that does not exist and one that is not the person's get the same answer.
enum class Verb {
    Enter, //!< hear and read: members, and anybody where the room is public
    Act,   //!< write, type, read markers: members
};

[[nodiscard]] Result<RoomAccess> pass(Database &db, const QString &userId, const QString &roomId, Verb verb);

} // namespace hearth::server
