#pragma once

#include <QString>

namespace hearth {

//! Every reason for which Hearth refuses something: the one registry. The wire name, the text, the HTTP
//! status and whether the same request may succeed later are in errorcode.cpp.
enum class ErrorCode {
    InvalidRequest,   //!< malformed or breaks a stated limit; the message names the field
    UnknownEvent,     //!< no such event
    Unauthorized,     //!< no token, or one that is not (or no longer) valid
    BadCredentials,   //!< the same for an unknown name and a wrong password
    AccessDenied,     //!< a room that does not exist or that one may not enter: indistinguishable
    Forbidden,        //!< known to the asker, but the role does not allow it
    NotFound,         //!< a path or a thing that does not exist
    MethodNotAllowed, //!< the path exists, the method does not
    NameTaken,        //!< a user or room of that name exists
    Conflict,         //!< somebody else changed it first
    OffsetMismatch,   //!< an upload goes on at another place than where it stopped
    InviteRequired,   //!< registration needs an invite or the setup code
    InviteInvalid,    //!< unknown, used up or expired
    RegistrationClosed,
    WeakPassword,
    TooLarge,       //!< a body, frame or text over its limit
    QuotaExceeded,  //!< all files, or channels, of the person are over their limit
    RangeInvalid,   //!< no byte of the file lies in the range that was asked for
    TooMany,        //!< a count over its limit (connections, rooms of a socket, …)
    RateLimited,    //!< too fast; the message says when to try again
    RequestTimeout, //!< the peer did not finish its request in time
    Unavailable,    //!< it drains, or its database is away: not stored, or nobody can tell (database.h)
    NewerDatabase,  //!< written by a newer hearthd
    Internal,
};

//! snake_case, as on the wire: `access_denied`.
[[nodiscard]] QString name(ErrorCode code);
//! The inverse of name(); Internal for a name that this version does not know.
[[nodiscard]] ErrorCode errorCodeFromName(const QString &name);
//! One English sentence for a person.
[[nodiscard]] QString text(ErrorCode code);
[[nodiscard]] int httpStatus(ErrorCode code);
//! Whether the same request may succeed later without a change: an outbox keeps such a message.
[[nodiscard]] bool isRetryable(ErrorCode code);

} // namespace hearth
