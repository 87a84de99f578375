#pragma once

#include "server/features/presence.h"
#include "shared/protocol/events.h"

namespace hearth::server {

//! What somebody missed who was away: messages, changes of older ones, notifications, and who came and went.
//! In parts of at most Limits::pageSize messages, and of so many bytes as a send queue holds.
class Recovery : public QObject
{
    Q_OBJECT

public:
    Recovery(const Services &services, PresenceFeature &presence, QObject *parent = nullptr);

private:
    void recover(Socket &socket, const protocol::Recover &event,
        const std::function<void(Result<protocol::RecoverAck>)> &answer);

    Services m_services;
    PresenceFeature &m_presence;
};

} // namespace hearth::server
