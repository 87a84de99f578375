#pragma once

#include "app/outbox/database.h"
#include "app/store/records.h"
#include "shared/protocol/events/rooms.h"

#include <limits>
#include <optional>

namespace hearth::app {

//! What one account has seen, on disk, so that the window opens before the network answers.
//!
//! Each room's seq has no holes on the server. Here a hole between two stored rows means "not loaded yet", so
//! a page ends at a hole, and no message is ever shown beside one that is not its neighbour.
class Store
{
public:
    struct Self
    {
        QString userId, username;
    };

    Store(Database &database, Self self) : m_database(database), m_self(std::move(self)) {}

    [[nodiscard]] QList<RoomRecord> rooms() const;
    [[nodiscard]] std::optional<RoomRecord> room(const QString &roomId) const;
    //! Exactly these are the person's rooms now; what is not among them is forgotten. Returns the forgotten
    //! ids.
    QStringList setRooms(const QList<protocol::Room> &rooms);
    void saveRoom(const protocol::Room &room);
    //! It was renamed, described anew, opened or closed.
    void describeRoom(const protocol::RoomUpdated &now);
    void forgetRoom(const QString &roomId);
    //! True where another epoch was known: the server was restored from a backup and the messages were
    //! forgotten.
    bool setEpoch(const QString &roomId, const QString &epoch);
    void setJoined(const QString &roomId, qint64 lastSeq, qint64 readSeq);
    //! Never goes back.
    void setReadSeq(const QString &roomId, qint64 seq);
    //! Somebody else has read up to here; never goes back.
    void setOthersRead(const QString &roomId, qint64 seq);
    //! What lies between the old cursor and this one is not missed: it was deleted, or it will be loaded on
    //! scroll.
    void setCursor(const QString &roomId, qint64 seq);

    //! In one transaction; moves each room's cursor over what is contiguous. Where a newer state of a message
    //! is stored, it stays, and is put into the list.
    void saveMessages(QList<protocol::Message> &messages);
    //! Puts what is known now of messages that are stored into their place; others stay unknown, and so does
    //! a state that is older than what is stored. Returns those that were.
    QList<protocol::Message> updateMessages(const QList<protocol::Message> &messages);
    //! Never goes back.
    void setChangeSeq(const QString &roomId, qint64 changeSeq);
    //! Never goes on: the changes after it are to be asked for again.
    void rewindChangeSeq(const QString &roomId, qint64 changeSeq);
    //! A page of history, oldest first, as the server gave it for `before`: what is missing between its
    //! messages is known to be gone. `isFirst`: nothing lies below it.
    void savePage(const QString &roomId, qint64 before, const QList<protocol::Message> &page, bool isFirst);
    //! Up to `limit` messages right below `before`, newest first, ending at the first hole.
    [[nodiscard]] QList<protocol::Message> page(const QString &roomId, qint64 before, int limit) const;
    //! The newest page.
    [[nodiscard]] QList<protocol::Message> newest(const QString &roomId, int limit) const;
    [[nodiscard]] std::optional<protocol::Message> message(const QString &messageId) const;
    //! Whether this seq is stored, or known to be gone.
    [[nodiscard]] bool has(const QString &roomId, qint64 seq) const;

    //! Where a search has come, from the newest message on.
    struct ScanPosition
    {
        qint64 createdAt = std::numeric_limits<qint64>::max();
        QString roomId{};
        qint64 seq = 0;
    };
    //! The next messages of all rooms (or of one) that are not deleted, the newest first; moves the position
    //! behind them. Fewer than `limit`: there are no more.
    [[nodiscard]] QList<protocol::Message> scan(
        const QString &roomId, ScanPosition &position, int limit) const;
    //! What answers this message, oldest first, deleted ones too.
    [[nodiscard]] QList<protocol::Message> answers(const QString &roomId, const QString &messageId) const;
    //! Those that are not deleted.
    [[nodiscard]] int answerCount(const QString &roomId, const QString &messageId) const;
    //! What is kept at hand in the room, the last first.
    [[nodiscard]] QList<protocol::Message> pinned(const QString &roomId) const;

    void setMembers(const QString &roomId, const QList<protocol::Member> &members);
    void addMember(const QString &roomId, const QString &userId, const QString &username);
    //! What this person may do in the room now.
    void setRole(const QString &roomId, const QString &userId, protocol::Role role);
    void removeMember(const QString &roomId, const QString &userId);
    [[nodiscard]] QList<MemberRecord> members(const QString &roomId) const;
    [[nodiscard]] std::optional<MemberRecord> person(const QString &userId) const;
    //! Everybody that was ever seen.
    [[nodiscard]] QList<MemberRecord> people() const;
    void setLastSeen(const QString &userId, qint64 at);

    //! What is half written in a room, or in a thread: `place` is the room's id, or `room/message`. It goes
    //! with the room, and is not kept of one that is none of the person's.
    [[nodiscard]] QString draft(const QString &place) const;
    void setDraft(const QString &place, const QString &text);
    [[nodiscard]] QStringList roomsWithDraft() const;
    //! Small facts of the window, such as the last room.
    [[nodiscard]] QString setting(const QString &key) const;
    void setSetting(const QString &key, const QString &value);

    Database &database() const { return m_database; }

private:
    [[nodiscard]] QList<RoomRecord> readRooms(const QString &roomId) const;
    void advanceCursor(const QString &roomId);
    bool saveMessage(const protocol::Message &message);
    [[nodiscard]] protocol::Message newerOf(const protocol::Message &message) const;

    Database &m_database;
    const Self m_self;
};

//! Whether the text names this person, everybody in the room, or everybody who is here.
[[nodiscard]] bool mentions(const QString &content, const QString &username);

} // namespace hearth::app
