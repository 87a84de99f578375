#pragma once

#include "server/features/accounts.h"
#include "server/features/presence.h"
#include "server/features/ratelimit.h"
#include "server/features/typing.h"
#include "shared/protocol/events.h"

namespace hearth::server {

//! What people say: stored, then acked and sent to the room, in the order of the commits. History, read
//! cursors and recovery of what was missed.
class Messages : public QObject
{
    Q_OBJECT

public:
    Messages(const Services &services, Accounts &accounts, PresenceFeature &presence, Typing &typing,
        QObject *parent = nullptr);

    [[nodiscard]] quint64 sent() const { return m_sent; }
    [[nodiscard]] quint64 limited() const { return m_limited; }

private:
    void send(const protocol::User &user, const protocol::MessageSend &event,
        const std::function<void(Result<protocol::MessageSendAck>)> &answer);
    void markRead(Socket &socket, const protocol::ChatRead &event,
        const std::function<void(Result<protocol::EmptyAck>)> &answer);
    void recover(Socket &socket, const protocol::Recover &event,
        const std::function<void(Result<protocol::RecoverAck>)> &answer);
    void history(const HttpRequest &request, const QString &roomId, const Responder &respond);
    void post(const HttpRequest &request, const QString &roomId, const Responder &respond);

    Services m_services;
    Accounts &m_accounts;
    PresenceFeature &m_presence;
    Typing &m_typing;
    RateLimit m_rate;
    quint64 m_sent = 0;
    quint64 m_limited = 0;
};

} // namespace hearth::server
