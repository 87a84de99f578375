#pragma once

#include "server/broker/broker.h"
#include "server/features/accounts.h"

namespace hearth::server {

//! Single-use tickets for what cannot send a header, such as a browser's EventSource: `POST /api/tickets
//! {path}` → `{ticket}`, used as `?ticket=` on that path, once, within Limits::ticketMs. In a log or a
//! history it is worth nothing. Servers of one team tell each other of theirs, by the hashes, so that one is
//! good on each.
class Tickets : public QObject
{
    Q_OBJECT

public:
    Tickets(const Services &services, Accounts &accounts, Broker &broker);

    //! As Accounts::authenticate(), and also by a ticket for the request's path.
    void authenticate(
        const HttpRequest &request, const Responder &respond, std::function<void(const Caller &)> next);

    [[nodiscard]] quint64 refused() const { return m_refused; }

private:
    struct Ticket
    {
        QString userId;
        QByteArray tokenHash; //!< of who asked for it: revoking that one ends it, too
        QString path;
        qint64 expiresAt = 0; //!< on the steady clock
    };

    //! To all servers, this one among them. One without a path is used up.
    void tell(const QByteArray &hash, const Ticket &ticket);
    void heard(const QByteArray &payload);
    void make(const HttpRequest &request, const Responder &respond);
    void sweep();

    Services m_services;
    Accounts &m_accounts;
    Broker &m_broker;
    Broker::Subscription m_subscription;
    QHash<QByteArray, Ticket> m_tickets; //!< by its hash
    quint64 m_refused = 0;
};

} // namespace hearth::server
