#pragma once

#include "server/features/channels.h"
#include "server/features/hookpayload.h"
#include "server/features/messages.h"

namespace hearth::server {

//! Incoming webhooks: `POST /hooks/{token}` becomes a message in the hook's room, or a value on a channel.
//! Who may add people to a room makes and takes back its hooks, under /api/rooms/{id}/hooks. A hook speaks by
//! an account of its own, which belongs to the room, is none of its people and cannot sign in: the gate is
//! the same as for everybody. Its values are those of who made it, and pass as far as that person may publish
//! now.
class Hooks : public QObject
{
    Q_OBJECT

public:
    Hooks(const Services &services, Accounts &accounts, Messages &messages, Channels &channels);

    [[nodiscard]] quint64 received() const { return m_received; }
    [[nodiscard]] quint64 refused() const { return m_refused; }
    //! Hooks beyond Limits::hooksPerRoom.
    [[nodiscard]] quint64 tooMany() const { return m_tooMany; }

private:
    void list(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void make(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void remove(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void receive(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void say(
        const protocol::User &bot, const Hook &hook, const HookMessage &message, const Responder &respond);
    void publish(const Hook &hook, const HookValues &values, const Responder &respond);

    Services m_services;
    Accounts &m_accounts;
    Messages &m_messages;
    Channels &m_channels;
    quint64 m_received = 0;
    quint64 m_refused = 0;
    quint64 m_tooMany = 0;
};

} // namespace hearth::server
