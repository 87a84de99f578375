#pragma once

#include "server/storage/position.h"
#include "shared/base/result.h"
#include "shared/protocol/entities.h"

#include <QList>
#include <QString>

namespace hearth::server {

struct NewRoom
{
    QString id;
    QString name;
    QString topic;
    bool isPrivate = false;
    QString createdBy;
    QList<QString> members; //!< user ids beside createdBy
    QString directKey;      //!< both user ids, sorted, joined by '+'; empty unless a room of two
    qint64 createdAt = 0;
};

//! What a person may do in a room. There is no value for "no such room": it is AccessDenied, as for a
//! stranger.
struct RoomAccess
{
    QString roomId;
    bool isMember = false; //!< false: a public room that the person has not joined
    bool isPrivate = false;
    bool operator==(const RoomAccess &) const = default;
};

//! A room as the operator sees it.
struct RoomSummary
{
    QString id;
    QString name;
    QString topic;
    bool isPrivate = false;
    qint64 members = 0;
    qint64 messages = 0;
    bool operator==(const RoomSummary &) const = default;
};

struct RoomState
{
    QString epoch; //!< of the database: changes when a backup is restored
    qint64 lastSeq = 0;
    qint64 readSeq = 0;
    qint64 othersReadSeq = 0; //!< of the other member who read most; having joined is not reading
    qint64 changeSeq = 0;     //!< how many changes the room's messages have had
    bool operator==(const RoomState &) const = default;
};

class RoomStore
{
public:
    virtual ~RoomStore() = default;
    //! With createdBy and members as members. NameTaken for a second public room of the name (without case).
    //! A directKey that exists gives the room that has it.
    virtual Result<protocol::Room> createRoom(const NewRoom &room) = 0;
    //! The rooms that the person is a member of, newest activity first; unread and mentions computed from the
    //! read cursor (others' messages with seq > readSeq, deleted ones excluded; a mention is `@username` as a
    //! word, or `@room`).
    virtual Result<QList<protocol::Room>> roomsOf(const QString &userId) = 0;
    virtual Result<protocol::Room> roomFor(const QString &userId, const QString &roomId) = 0;
    //! Every room by its name, those of two excluded: they are nobody else's business.
    virtual Result<QList<RoomSummary>> rooms() = 0;
    //! Public rooms that the person has not joined.
    virtual Result<QList<protocol::Room>> publicRooms(const QString &userId) = 0;
    //! The one gate's question. AccessDenied for a room that is private and not theirs or does not exist.
    virtual Result<RoomAccess> access(const QString &userId, const QString &roomId) = 0;
    virtual Result<QList<protocol::User>> members(const QString &roomId) = 0;
    //! Idempotent; true when this changed something.
    virtual Result<bool> addMember(const QString &roomId, const QString &userId, qint64 now) = 0;
    virtual Result<bool> removeMember(const QString &roomId, const QString &userId) = 0;
    virtual Result<RoomState> state(const QString &roomId, const QString &userId) = 0;
    //! Moves the person's read cursor forward to the message; never back. Gives the cursor as it is after.
    //! NotFound for a message id that is not in the room; a seq past the newest means the newest.
    virtual Result<qint64> markRead(const QString &roomId, const QString &userId, const Position &upTo) = 0;
    //! Ids of everybody who shares at least one room with the person, the person excluded.
    virtual Result<QList<QString>> contacts(const QString &userId) = 0;
};

} // namespace hearth::server
