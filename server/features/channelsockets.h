#pragma once

#include "server/features/channelaccess.h"
#include "server/features/channels.h"

namespace hearth::server {

//! Channels over Socket.IO: `subscribe`, `unsubscribe`, `publish`. Who subscribes is in the Socket.IO room
//! `channel:<name>`.
class ChannelSockets : public QObject
{
    Q_OBJECT

public:
    ChannelSockets(const Services &services, Channels &channels);

    //! Somebody hears the channel on a socket.
    [[nodiscard]] bool isHeard(const QString &channel) const;

private:
    Services m_services;
    Channels &m_channels;
};

} // namespace hearth::server
