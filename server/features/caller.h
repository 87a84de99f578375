#pragma once

#include "server/hub/socket.h"
#include "shared/protocol/entities.h"

namespace hearth::server {

//! Who is behind a socket or a request, once the token was checked.
struct Caller
{
    protocol::User user;
    QByteArray tokenHash;
    int refusedInARow = 0; //!< events of this socket, see eventguard.h
    qint64 notifiedAfter =
        0; //!< notifications after this position are sent to the socket; not those up to it
    qint64 notifiedSince = 0; //!< up to here `recover` has told them, to who asks by time alone
};

//! Only for a socket that the middleware let in.
[[nodiscard]] inline const Caller &callerOf(const Socket &socket)
{
    return *std::any_cast<Caller>(&socket.data);
}

[[nodiscard]] inline QString roomName(const QString &roomId)
{
    return QStringLiteral("room:") + roomId;
}

//! Everybody on this server but its guests.
[[nodiscard]] inline QString teamRoom()
{
    return QStringLiteral("team");
}

//! As its person's role says now.
inline void enterTeam(Socket &socket)
{
    if (callerOf(socket).user.role == protocol::Role::Guest)
        socket.leave(teamRoom());
    else
        socket.join(teamRoom());
}

[[nodiscard]] inline QString personalRoom(const QString &userId)
{
    return QStringLiteral("user:") + userId;
}

} // namespace hearth::server
