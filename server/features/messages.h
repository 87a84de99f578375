#pragma once

#include "server/features/accounts.h"
#include "server/features/charts.h"
#include "server/features/notifications.h"
#include "server/features/ratelimit.h"
#include "server/features/roomfeed.h"
#include "server/features/typing.h"
#include "shared/protocol/events.h"

#include <deque>
#include <map>

namespace hearth::server {

//! What people say: stored, then acked and sent to the room, in the order of the commits. Read cursors.
class Messages : public QObject
{
    Q_OBJECT

public:
    //! `rate`: shared with what else counts as a message.
    Messages(const Services &services, RoomFeed &feed, Accounts &accounts, Notifications &notifications,
        Typing &typing, RateLimit &rate, Charts &charts, QObject *parent = nullptr);

    //! Whose words a message is: an alert's concerns everybody in the room.
    enum class Voice { Person, Alert };

    //! As if the person had sent the event.
    void send(const protocol::User &user, const protocol::MessageSend &event,
        const std::function<void(Result<protocol::MessageSendAck>)> &answer, Voice voice = Voice::Person);
    [[nodiscard]] quint64 sent() const { return m_sent; }

private:
    using Said = std::function<void(Result<protocol::MessageSendAck>)>;
    using Place = std::pair<QString, QString>; //!< a person, and the room that they speak in
    struct Spoken
    {
        protocol::User user;
        NewMessage message;
        std::optional<protocol::Panel> panel;
        Voice voice = Voice::Person;
        Said answer;
    };
    //! In the order in which they came: behind a panel, whose values are read first, the rest waits.
    void speak(const Spoken &spoken);
    void show(const Spoken &spoken);
    void goOn(const Place &place);
    //! Stores it, and tells of it.
    void say(const protocol::User &user, const NewMessage &message, Voice voice, const Said &answer);
    //! That the message, which is queued now, has been given to the kernel.
    void observeFlush();
    void markRead(Socket &socket, const protocol::ChatRead &event,
        const std::function<void(Result<protocol::EmptyAck>)> &answer);
    void post(const HttpRequest &request, const QString &roomId, const Responder &respond);

    Services m_services;
    RoomFeed &m_feed;
    Accounts &m_accounts;
    Notifications &m_notifications;
    Typing &m_typing;
    RateLimit &m_rate;
    Charts &m_charts;
    std::map<Place, std::deque<Spoken>> m_behind; //!< those behind a panel that is being read
    Timing m_commitSeconds;
    Timing m_flushSeconds;
    std::vector<Timing::Point> m_unflushed; //!< when they were committed
    quint64 m_sent = 0;
};

} // namespace hearth::server
