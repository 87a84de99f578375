#pragma once

#include "shared/base/result.h"
#include "shared/protocol/entities.h"
#include "shared/protocol/notification.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace hearth::server {

//! A reason to notify somebody of a message. An empty userId is everybody in the room.
struct Reason
{
    QString userId;
    protocol::NotificationType type = protocol::NotificationType::Mention;
    bool operator==(const Reason &) const = default;
};

//! Why a message concerns whom, its words aside.
struct Reasons
{
    QList<Reason> all;
    bool hasKeywords = false; //!< somebody has some: the message's words have to be looked for
};

//! A member of a room, as far as notifying goes.
struct Addressee
{
    QString userId;
    protocol::NotificationLevel level = protocol::NotificationLevel::Mentions;
    std::optional<protocol::QuietHours> quietHours;
    std::optional<qint64> quietUntil;
    bool operator==(const Addressee &) const = default;
};

struct NewNotification
{
    QString userId; //!< whom it is for
    protocol::NotificationType type = protocol::NotificationType::Mention;
    QString roomId;
    qint64 seq = 0; //!< of the room's message; 0: of none
    QString authorId;
    qint64 createdAt = 0;
    bool isSilent = false;
};

//! A notification and whom it is for.
struct Notified
{
    QString userId;
    protocol::Notification notification;
    bool operator==(const Notified &) const = default;
};

//! Notifications that are to be shown no longer, of one person.
struct Cleared
{
    QString userId;
    QList<QString> ids;
    bool operator==(const Cleared &) const = default;
};

//! A page of a person's, by position.
struct NotificationQuery
{
    QString userId;
    qint64 before = 0; //!< exclusive; 0: from the newest
    bool onlyUnread = false;
    int limit = 100;
};

//! What a device has not been told.
struct MissedQuery
{
    QString userId;
    qint64 after = 0; //!< position, exclusive
    qint64 upTo = 0;  //!< position, inclusive
    qint64 since = 0; //!< stored later than that, ms since 1970
    int limit = 100;
};

//! What people are to hear of, and what they want to.
//!
//! Guarantees: a position is higher than every earlier one, whoever it was for, also after a restart and, as
//! long as the clock does not go back, after a restore; it is never given twice. One notification a person
//! and message. What a notification says of its message is the message as it is now, so that a deleted text
//! is nowhere else. Who left a room sees none of that room's.
class NotificationStore
{
public:
    virtual ~NotificationStore() = default;

    //! Whom the message concerns and why, its words aside; the author included, each maybe several times.
    Result<Reasons> reasons(const protocol::Message &message)
    {
        const auto all = reasonsEach({message});
        return all ? Result(all->front()) : all.error();
    }
    //! The same for each, in their order.
    virtual Result<QList<Reasons>> reasonsEach(const QList<protocol::Message> &messages) = 0;
    //! Whose keyword is among these words, which are folded.
    virtual Result<QList<Reason>> keywordReasons(const QStringList &words) = 0;
    //! Whom the message names by now; an empty id is everybody in the room.
    virtual Result<QStringList> named(const QString &roomId, qint64 seq) = 0;
    //! Makes the message name these of the room's members, beside those whom its text names.
    virtual Result<Done> addNamed(const protocol::Message &message, const QStringList &userIds) = 0;
    //! Those of the people who are members of the room; everybody in it where `userIds` is empty.
    virtual Result<QList<Addressee>> addressees(const QString &roomId, const QStringList &userIds) = 0;

    //! The notification as it was stored; nothing where the person has had one of that message.
    virtual Result<std::optional<Notified>> add(const NewNotification &notification) = 0;
    //! Forgets the person's oldest beyond `kept`.
    virtual Result<Done> prune(const QString &userId, int kept) = 0;
    //! Forgets those of a message. Read ones count as cleared, too.
    virtual Result<QList<Cleared>> removeOf(const QString &roomId, qint64 seq) = 0;

    //! Unread ones become read; the answer is which these were.
    virtual Result<Cleared> read(const QString &userId, const QList<QString> &ids) = 0;
    //! Those of the room up to the message `upTo`, and those that are of no message.
    virtual Result<Cleared> readRoom(const QString &userId, const QString &roomId, qint64 upTo) = 0;
    virtual Result<Cleared> readAll(const QString &userId) = 0;

    //! The newest first.
    virtual Result<QList<protocol::Notification>> page(const NotificationQuery &query) = 0;
    //! Unread ones, the oldest first.
    virtual Result<QList<protocol::Notification>> missed(const MissedQuery &query) = 0;
    //! Everybody's unread ones after a position, the first `limit` of them.
    virtual Result<QList<Notified>> after(qint64 position, int limit) = 0;
    virtual Result<qint64> unreadCount(const QString &userId) = 0;
    //! The highest position given so far; 0 where there is none.
    virtual Result<qint64> lastPosition() = 0;

    virtual Result<protocol::NotificationSettings> settings(const QString &userId) = 0;
    //! Keywords are compared by `foldedName`; one that is there twice is kept once.
    virtual Result<Done> setSettings(
        const QString &userId, const protocol::NotificationSettings &settings) = 0;
    //! Of the rooms whose level is not `mentions`.
    virtual Result<QList<protocol::RoomLevel>> levels(const QString &userId) = 0;
    //! Of a member; leaving the room forgets it.
    virtual Result<Done> setLevel(
        const QString &userId, const QString &roomId, protocol::NotificationLevel level) = 0;
};

//! The id of the notification at a position, and back; 0 for what is no such id.
[[nodiscard]] QString notificationId(qint64 position);
[[nodiscard]] qint64 notificationPosition(const QString &id);

//! A text's first words on one line: at most 160 characters, then an ellipsis.
[[nodiscard]] QString excerptOf(const QString &text);

} // namespace hearth::server
