#pragma once

#include "server/features/accounts.h"
#include "server/features/notifications.h"
#include "server/features/ratelimit.h"
#include "server/features/roomfeed.h"
#include "shared/protocol/events.h"

namespace hearth::server {

//! What becomes of a message after it was said: edits, deletions, reactions, pins. Stored, then acked and
//! sent to the room, in the order of the commits; what changed nothing is acked and not sent. Each counts as
//! a message of the person's.
class Changes : public QObject
{
    Q_OBJECT

public:
    //! `rate`: shared with what else counts as a message.
    Changes(const Services &services, RoomFeed &feed, Accounts &accounts, Notifications &notifications,
        RateLimit &rate, QObject *parent = nullptr);

    //! As if the person had sent the event.
    void edit(const protocol::User &user, const protocol::MessageEdit &event,
        const std::function<void(Result<protocol::ChangeAck>)> &reply);
    [[nodiscard]] quint64 made() const { return m_made; }

Q_SIGNALS:
    //! Stored and told to the room.
    void reacted(const protocol::MessageReacted &reaction);

private:
    using Reply = std::function<void(Result<protocol::ChangeAck>)>;
    //! Fills in whom it notifies, where it does.
    using Act = std::function<Result<Changed>(Database &, const ChangeRequest &, News &)>;
    using Tell = std::function<void(const Changed &)>;

    //! Runs `act` behind the gate; where it changed something, `tell` tells the room, after the reply.
    template <protocol::WireEvent E>
    void change(const protocol::User &user, const E &event, Act act, Tell tell, const Reply &reply);
    void make(const protocol::User &user, const protocol::MessageEdit &event, const Reply &reply);
    void make(const protocol::User &user, const protocol::MessageDelete &event, const Reply &reply);
    void make(const protocol::User &user, const protocol::MessageReact &event, const Reply &reply);
    void make(const protocol::User &user, const protocol::MessagePin &event, const Reply &reply);
    template <protocol::WireEvent E>
    void bindEvent();
    template <protocol::WireEvent E>
    void tellRoom(const E &event)
    {
        m_feed.tell(ChangesTrack, event.changeSeq, event);
    }

    //! The same by REST: `eventOf` makes the event of the request and the ids in its path.
    template <protocol::WireEvent E>
    void addPath(const QByteArray &method, const QString &below,
        std::function<Result<E>(const HttpRequest &, const QStringList &)> eventOf);
    void addPaths();

    Services m_services;
    RoomFeed &m_feed;
    Accounts &m_accounts;
    Notifications &m_notifications;
    RateLimit &m_rate;
    quint64 m_made = 0;
};

} // namespace hearth::server
