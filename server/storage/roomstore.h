#pragma once

#include "server/storage/position.h"
#include "shared/base/result.h"
#include "shared/protocol/entities.h"

#include <QList>
#include <QString>

#include <optional>

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

//! What decides on what a person may do in a room. There is no value for "no such room": it is AccessDenied,
//! as for a stranger.
struct RoomAccess
{
    QString roomId;
    bool isMember = false; //!< false: a public room that the person has not joined
    bool isPrivate = false;
    bool isArchived = false;
    bool isDirect = false;
    protocol::Role role = protocol::Role::Guest;       //!< as a member of the room
    protocol::Role serverRole = protocol::Role::Guest; //!< as an account
    bool operator==(const RoomAccess &) const = default;
};

//! A room that access() does not refuse to a person, by the name that they see.
struct KnownRoom
{
    RoomAccess access;
    QString name; //!< of a room of two: the other's username
    bool operator==(const KnownRoom &) const = default;
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
    qint64 readCount = 0;     //!< how many moves its read cursors have made, joining included
    bool operator==(const RoomState &) const = default;
};

//! How far a room has come: its newest message, and how many changes its messages have had.
struct RoomPosition
{
    QString roomId;
    qint64 lastSeq = 0;
    qint64 changeSeq = 0;
    bool operator==(const RoomPosition &) const = default;
};

//! How far somebody has read after markRead(), and whether that is further than before.
struct ReadMark
{
    qint64 seq = 0;
    bool isNew = true;
    bool operator==(const ReadMark &) const = default;
};

//! Where a member's read cursor stands since its last move.
struct ReadMove
{
    QString userId;
    qint64 seq = 0;   //!< 0: has read nothing as a member
    qint64 count = 0; //!< which of the room's moves it was
    bool operator==(const ReadMove &) const = default;
};

struct RoomMember
{
    protocol::User user;
    protocol::Role role = protocol::Role::Member; //!< in this room
    qint64 lastSeen = 0;                          //!< ms since 1970; 0 = never
    bool operator==(const RoomMember &) const = default;
};

//! What comes of somebody's leaving a room.
struct Departure
{
    bool isNew = false;                  //!< false: was no member
    std::optional<RoomMember> heir = {}; //!< who owns the room now, where nobody did any more
    bool operator==(const Departure &) const = default;
};

//! Who asks for which room; whether they are in it is for the gate to say.
struct PersonInRoom
{
    QString userId;
    QString roomId;
};

//! What is there stays as it is.
struct RoomChange
{
    std::optional<QString> name;
    std::optional<QString> topic;
    std::optional<bool> isPrivate;
    std::optional<qint64> archivedAt; //!< ms since 1970; 0 opens it again
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
    //! Public rooms in use that the person has not joined; none for a guest of the server.
    virtual Result<QList<protocol::Room>> publicRooms(const QString &userId) = 0;
    //! The one gate's question. AccessDenied for a room that does not exist, or is not theirs and private or
    //! they a guest of the server.
    Result<RoomAccess> access(const QString &userId, const QString &roomId)
    {
        const auto all = accessEach({{userId, roomId}});
        return all ? all->front() : all.error();
    }
    //! The same for each, in their order; an Error of the whole is the database's.
    virtual Result<QList<Result<RoomAccess>>> accessEach(const QList<PersonInRoom> &all) = 0;
    //! The same of all rooms at once: those that it refuses are not there. In no order.
    virtual Result<QList<KnownRoom>> knownRooms(const QString &userId) = 0;
    //! True when this changed something. NameTaken as in createRoom(), NotFound.
    virtual Result<bool> changeRoom(const QString &roomId, const RoomChange &change) = 0;
    //! By username. Who has no password, by whom something else speaks, is not among them.
    virtual Result<QList<RoomMember>> members(const QString &roomId) = 0;
    //! NotFound for who is none.
    virtual Result<RoomMember> member(const QString &roomId, const QString &userId) = 0;
    //! Idempotent; true when this changed something.
    virtual Result<bool> addMember(const QString &roomId, const QString &userId, qint64 now) = 0;
    //! The person's notifications of the room go, too. A room that is left without an owner gets another: an
    //! admin, else who has been there longest; nobody without a password.
    virtual Result<Departure> removeMember(const QString &roomId, const QString &userId) = 0;
    //! NotFound for who is no member.
    virtual Result<Done> setMemberRole(const QString &roomId, const QString &userId, protocol::Role role) = 0;
    //! Members who have read the message, its writer and those who do not share it excluded.
    virtual Result<QList<RoomMember>> readersOf(const QString &roomId, const Position &message) = 0;
    virtual Result<RoomState> state(const QString &roomId, const QString &userId) = 0;
    //! Of those that there are, in no order.
    virtual Result<QList<RoomPosition>> positions(const QStringList &roomIds) = 0;
    //! Moves the person's read cursor forward to the message; never back. Gives the cursor as it is after.
    //! NotFound for a message id that is not in the room; a seq past the newest means the newest.
    virtual Result<ReadMark> markRead(const QString &roomId, const QString &userId, const Position &upTo) = 0;
    //! The cursors that `viewerId` may know of, each once, by its last move, those after `after`.
    virtual Result<QList<ReadMove>> readsAfter(
        const QString &roomId, const QString &viewerId, qint64 after, int limit) = 0;
    //! Ids of all people who share at least one room with the person, the person excluded.
    virtual Result<QList<QString>> contacts(const QString &userId) = 0;
};

} // namespace hearth::server
