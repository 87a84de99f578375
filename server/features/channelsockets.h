#pragma once

#include "server/features/binding.h"
#include "server/features/channelaccess.h"
#include "server/features/channels.h"
#include "server/features/tokenwatch.h"
#include "shared/protocol/events.h"

#include <deque>

namespace hearth::server {

//! Channels over Socket.IO: `subscribe`, `unsubscribe`, `publish`. Who subscribes is in the Socket.IO room
//! `channel:<name>`. What many subscriptions begin with is more than is queued for a socket: they begin in
//! their order, each once there is room, and are acknowledged then.
class ChannelSockets : public QObject
{
    Q_OBJECT

public:
    ChannelSockets(const Services &services, Channels &channels, TokenWatch &tokens);

    //! Somebody hears the channel on a socket.
    [[nodiscard]] bool isHeard(const QString &channel) const;
    //! Subscriptions beyond Limits::channelsPerSocket.
    [[nodiscard]] quint64 refused() const { return m_refused; }

private:
    using Subscribed = Answer<protocol::ChannelSubscribe>;
    struct Waiting
    {
        QString channel;
        Subscribed answer;
    };
    //! Of one socket; a channel is in it once.
    struct Queue
    {
        QPointer<Socket> socket; //!< null: it is gone, and another may have its address
        std::deque<Waiting> waiting;

        //! Nobody is left to hear what a connection waited for that has ended.
        [[nodiscard]] bool isWaiting() const { return socket && socket->isConnected() && !waiting.empty(); }
        [[nodiscard]] std::deque<Waiting>::iterator find(const QString &channel);
    };

    void subscribe(Socket &socket, const QString &channel, const Subscribed &answer);
    void unsubscribe(Socket &socket, const QString &channel);
    void publish(Socket &socket, const protocol::ChannelPublish &event,
        const Answer<protocol::ChannelPublish> &answer);
    //! Its person's role has changed: it hears what that may hear.
    void review(Socket &socket);
    void goOn();
    void goOn(Queue &queue);
    [[nodiscard]] Queue &queueOf(Socket &socket);

    Services m_services;
    Channels &m_channels;
    QHash<Socket *, Queue> m_queues; //!< of those that have something in it
    Timer m_timer;
    quint64 m_refused = 0;
};

} // namespace hearth::server
