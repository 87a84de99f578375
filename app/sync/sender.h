#pragma once

#include "app/net/backoff.h"
#include "app/net/connection.h"
#include "app/outbox/outbox.h"
#include "app/sync/incoming.h"

#include <QPointer>
#include <QSet>

namespace hearth::app {

//! Sends the outbox while live: each room's messages one at a time, in order, with the same clientId over
//! every attempt. What may succeed later stays and is tried again; what never will is marked with the reason.
class Sender : public QObject
{
    Q_OBJECT

public:
    Sender(Connection &connection, Outbox &outbox, Incoming &incoming, SignedIn self,
        std::function<double()> random, QObject *parent = nullptr);

    //! Sends what can be sent now.
    void pump();

Q_SIGNALS:
    void refused(const QString &clientId, const QString &reason);
    void outboxChanged();

private:
    void send(const OutboxItem &item);
    void answered(const OutboxItem &item, const Result<protocol::MessageSendAck> &ack);

    Connection &m_connection;
    Outbox &m_outbox;
    Incoming &m_incoming;
    const SignedIn m_self;
    Backoff m_backoff;
    QTimer m_again;
    QSet<QString> m_inFlight; //!< rooms
};

} // namespace hearth::app
