#pragma once

#include "shared/protocol/entities.h"

//! What the app keeps of a room and a person, beside what the wire says.
namespace hearth::app {

//! A presence after those of protocol::Presence: without a connection nobody's is known.
inline constexpr int unknownPresence = 5;

struct RoomRecord
{
    QString id;
    QString name; //!< of a room of two: the other's display name
    QString topic;
    bool isPrivate = false;
    QString directUserId; //!< empty: not a room of two
    QString epoch;
    qint64 lastSeq = 0; //!< the newest that is known to exist
    qint64 cursor = 0;  //!< everything that came after the last gap is stored up to here
    qint64 readSeq = 0;
    qint64 lastAt = 0;
    qint64 unread = 0; //!< computed from readSeq
    qint64 mentions = 0;
    qint64 othersRead = 0; //!< the highest seq that anybody else has read, as far as this device knows
    qint64 changeSeq = 0;  //!< the last change of its messages that this device knows
    int role = -1;         //!< protocol::Role of this person in it; -1 where it is not known
    qint64 archivedAt = 0; //!< ms since 1970; 0: in use
    bool operator==(const RoomRecord &) const = default;

    bool isDirect() const { return !directUserId.isEmpty(); }
};

struct MemberRecord
{
    QString userId;
    QString username;
    QString displayName;                    //!< the username where none was given
    int presence = unknownPresence;         //!< as protocol::Presence
    qint64 lastSeen = 0;                    //!< ms since 1970; 0 = not known
    int role = int(protocol::Role::Member); //!< protocol::Role in the room that they were asked of
    bool operator==(const MemberRecord &) const = default;
};

} // namespace hearth::app
