#pragma once

#include "server/storage/database.h"

namespace hearth::server {

//! The one gate to every room. Asked inside the same transaction as the act, so that nothing changes in
//! between; a room that does not exist and one that is not the person's get the same answer.
enum class Verb {
    Enter,  //!< hear and read: members, and anybody but the server's guests where the room is public
    Follow, //!< what members do without writing: read markers, what they missed, leaving
    Act,    //!< write: members, while the room is in use
    Invite, //!< add people: members who are no guests; nobody in a room of two
    Manage, //!< name, topic, archive, roles, removal: its owner and admins, and those of the server where
            //!< they may enter; nobody in a room of two
};

[[nodiscard]] Result<RoomAccess> pass(Database &db, const QString &userId, const QString &roomId, Verb verb);
//! Each by itself, in one look at the database.
[[nodiscard]] Result<QList<Result<RoomAccess>>> passEach(
    Database &db, const QList<PersonInRoom> &all, Verb verb);

//! All rooms that it lets the person into at once, in no order.
[[nodiscard]] Result<QList<KnownRoom>> passAll(Database &db, const QString &userId, Verb verb);

} // namespace hearth::server
