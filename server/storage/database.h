#pragma once

#include "shared/base/result.h"
#include "shared/protocol/entities.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace hearth::server {

struct UserRecord
{
    protocol::User user;
    QString passwordHash; //!< Argon2id, PHC string
    qint64 createdAt = 0;
    bool operator==(const UserRecord &) const = default;
};

struct InviteRecord
{
    QByteArray codeHash; //!< SHA-256 of the code: a stolen database invites nobody
    QString createdBy;   //!< user id; empty for the setup code
    protocol::Role role = protocol::Role::Member;
    int usesLeft = 1;
    qint64 expiresAt = 0; //!< ms since 1970; 0 = never
    bool operator==(const InviteRecord &) const = default;
};

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

struct NewMessage
{
    QString id;
    QString roomId;
    QString userId;
    QString content;
    QString clientId; //!< empty when the sender did not name it
    qint64 createdAt = 0;
    QString replyTo = {}; //!< id of the message that it answers; empty for none
};

struct Appended
{
    protocol::Message message;
    bool isNew = true; //!< false: this user's clientId was stored before; message is that one
    bool operator==(const Appended &) const = default;
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

//! A place in a room's history: by message id, or by seq where id is empty.
struct Position
{
    QString messageId;
    qint64 seq = 0;
};

struct HistoryQuery
{
    QString roomId;
    std::optional<Position> after;
    std::optional<Position> before;
    int limit = 100; //!< 1 to 100
};

//! The one message that a person changes, and when, in ms since 1970.
struct ChangeRequest
{
    QString roomId;
    QString messageId;
    QString userId;
    qint64 at = 0;
};

enum class Mark { Set, Taken };

struct Changed
{
    protocol::Message message; //!< as it is now
    bool isNew = true;         //!< false: it was so already, and nothing was stored
    bool operator==(const Changed &) const = default;
};

//! Which changes of a room to tell: those from `after` (exclusive) to `upTo` (inclusive), of messages up to
//! `seen` (inclusive).
struct ChangesQuery
{
    QString roomId;
    qint64 after = 0;
    qint64 upTo = 0;
    Position seen;
    int limit = 100; //!< 1 to 101: one more than an answer holds says whether there is more
};

class AccountStore
{
public:
    virtual ~AccountStore() = default;
    //! NameTaken when the username exists, whatever its case. The first account of a database becomes Owner.
    virtual Result<protocol::User> createUser(const UserRecord &record) = 0;
    //! By username without case. NotFound.
    virtual Result<UserRecord> userByName(const QString &username) = 0;
    virtual Result<protocol::User> userById(const QString &userId) = 0;
    virtual Result<QList<protocol::User>> users() = 0;
    virtual Result<qint64> userCount() = 0;
    //! NotFound for nobody, as in setRole().
    virtual Result<Done> setPassword(const QString &userId, const QString &passwordHash) = 0;
    virtual Result<Done> setRole(const QString &userId, protocol::Role role) = 0;

    virtual Result<Done> addToken(const QByteArray &tokenHash, const QString &userId, qint64 createdAt) = 0;
    //! Whose token it is. Unauthorized when unknown or revoked.
    virtual Result<protocol::User> userByToken(const QByteArray &tokenHash) = 0;
    virtual Result<Done> revokeToken(const QByteArray &tokenHash) = 0;
    //! Every token of the person; how many there were.
    virtual Result<qint64> revokeTokensOf(const QString &userId) = 0;
    //! Grows with every revocation, whichever process did it: who holds tokens in memory asks this one
    //! number.
    virtual Result<qint64> revocations() = 0;

    virtual Result<Done> addInvite(const InviteRecord &invite) = 0;
    //! Takes one use, atomically. InviteInvalid when unknown, used up or expired at `now` (ms since 1970).
    virtual Result<InviteRecord> redeemInvite(const QByteArray &codeHash, qint64 now) = 0;
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

class MessageStore
{
public:
    virtual ~MessageStore() = default;
    //! Gives the message the room's next seq. (userId, clientId) is unique for ever: the same again gives the
    //! stored message with isNew = false, also once it was deleted. InvalidRequest for the same clientId in
    //! another room, and for a replyTo that is no message of this room (a deleted one is).
    virtual Result<Appended> append(const NewMessage &message) = 0;
    //! NotFound where the room has no such message. A deleted one is there, with no text.
    virtual Result<protocol::Message> message(const QString &roomId, const QString &messageId) = 0;
    //! A page, oldest first. With `after`: the messages that follow it. Else the newest, those before
    //! `before` where given. A Position whose id is not in the room: NotFound.
    virtual Result<QList<protocol::Message>> history(const HistoryQuery &query) = 0;
};

//! What becomes of a message after it was said. Who may do it is not asked here.
//!
//! Guarantees: each change takes the room's next changeSeq, from 1 without holes, and the message keeps that
//! of its last one. To ask for what is so already is no change: nothing is stored, no number is spent, and
//! isNew is false. NotFound where the room has no such message, and, saying that it was deleted, for any
//! change of a deleted one but its deletion.
class ChangeStore
{
public:
    static constexpr int maxEmoji = protocol::reactionsRange.max; //!< different ones under a message
    static constexpr int maxPins = 100;                           //!< in a room

    virtual ~ChangeStore() = default;
    //! The text before is kept; mentions become those of the new text.
    virtual Result<Changed> edit(const ChangeRequest &request, const QString &content) = 0;
    //! Wipes the text, the texts before, mentions, reactions and pin. What stays is the message's place, its
    //! writer, what it answered, and its clientId, which is used up for ever.
    virtual Result<Changed> remove(const ChangeRequest &request) = 0;
    //! The person's own emoji. TooMany for one more than maxEmoji.
    virtual Result<Changed> react(const ChangeRequest &request, const QString &emoji, Mark mark) = 0;
    //! For everybody. TooMany for one more than maxPins.
    virtual Result<Changed> pin(const ChangeRequest &request, Mark mark) = 0;

    //! What the message said before, oldest first: those after the edit `after` (a changeSeq), at most 100.
    virtual Result<QList<protocol::EarlierText>> earlierTexts(
        const QString &roomId, const QString &messageId, qint64 after) = 0;
    //! The last pinned first.
    virtual Result<QList<protocol::Message>> pins(const QString &roomId) = 0;
    //! Each changed message once, as it is now, by its last change, the oldest first.
    virtual Result<QList<protocol::Message>> changes(const ChangesQuery &query) = 0;
    //! The changeSeq after which are all changes that happened later than `at` (ms since 1970); the room's
    //! own where there is none.
    virtual Result<qint64> positionAt(const QString &roomId, qint64 at) = 0;
};

//! What an operator does with the whole. Outside of a transaction, renewEpoch() excepted.
class MaintenanceStore
{
public:
    virtual ~MaintenanceStore() = default;
    //! A consistent copy as of now, while others read and write; private to its owner, on disk when this
    //! returns. InvalidRequest where the file exists: a backup never replaces anything.
    virtual Result<Done> backUp(const QString &file) = 0;
    //! A line for each thing that is not as it must be: the file itself, references, holes in seq, cursors
    //! past the end, counts of changes, and what is left of deleted messages.
    virtual Result<QStringList> faults() = 0;
    //! These are not the rooms that the clients knew: each of them begins anew.
    virtual Result<Done> renewEpoch() = 0;
};

//! One connection to the truth, synchronous; used by one thread at a time (storage.h decides which).
//! The contract suite in tests/server runs on every backend.
class Database
{
public:
    virtual ~Database() = default;

    virtual AccountStore &accounts() = 0;
    virtual RoomStore &rooms() = 0;
    virtual MessageStore &messages() = 0;
    virtual ChangeStore &changes() = 0;
    virtual MaintenanceStore &maintenance() = 0;
    //! Random text made when the database is made, and anew when a backup is restored.
    virtual QString epoch() const = 0;

    //! A write transaction. begin() takes the write lock; commit() returns once the data is on disk.
    //! Any failure is Unavailable, and nothing of the transaction is stored.
    virtual Result<Done> begin() = 0;
    virtual Result<Done> commit() = 0;
    virtual void rollback() = 0;
    //! Inside a transaction: a part that can fail alone.
    virtual Result<Done> savepoint() = 0;
    virtual void release() = 0;
    virtual void rollbackToSavepoint() = 0;
};

//! Opens a connection on the calling thread, running migrations first where `mayMigrate`. NewerDatabase when
//! the file's version is above ours; Unavailable, with the path and the system's reason, when it cannot be
//! opened.
using DatabaseFactory = std::function<Result<std::unique_ptr<Database>>(bool mayMigrate)>;

} // namespace hearth::server
