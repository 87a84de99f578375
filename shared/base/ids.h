#pragma once

#include <QString>

namespace hearth {

//! What an id names; its first letter on the wire.
enum class IdKind : char {
    User = 'u',
    Room = 'r',
    Message = 'm',
    Session = 's', //!< a Socket.IO socket
    SignIn = 'k',  //!< a token, as it may be shown
    Invite = 'i',  //!< the same of an invite
    File = 'f',
    Upload = 'p', //!< of a file, until it is whole
    Dashboard = 'd',
    Alert = 'a',
    Token = 't',  //!< what a token is called, not the token
    Client = 'c', //!< a message as its sender's device names it
};

//! A new id: the kind's letter and 20 characters of Crockford's base 32 (100 random bits, from the kernel).
[[nodiscard]] QString newId(IdKind kind);

//! The same, but the first 9 of the 20 characters are the time, so that later ones sort behind: what is
//! indexed by them grows at its end, and a commit of many writes one page of it instead of one for each.
[[nodiscard]] QString newTimedId(IdKind kind, qint64 wallMs);

//! A secret of 256 random bits, base64url without padding, 43 characters.
[[nodiscard]] QString newSecret();

//! A code that a person can read aloud and type: XXXX-XXXX-XXXX, 60 bits.
[[nodiscard]] QString newReadableCode();

} // namespace hearth
