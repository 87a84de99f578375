#pragma once

#include "app/net/connection.h"
#include "app/outbox/outbox.h"
#include "app/sync/incoming.h"
#include "app/sync/uploader.h"
#include "shared/base/backoff.h"

#include <QPointer>
#include <QSet>

namespace hearth::app {

//! Sends the outbox while live: what waits for a room one at a time, in order; a message with the same
//! clientId over every attempt, a change as it is, since to ask for it twice is to ask once. What may succeed
//! later stays and is tried again; what never will is marked with the reason.
class Sender : public QObject
{
    Q_OBJECT

public:
    Sender(Connection &connection, Outbox &outbox, Incoming &incoming, Uploader &uploader, SignedIn self,
        std::function<double()> random, QObject *parent = nullptr);

    //! Sends what can be sent now.
    void pump();

Q_SIGNALS:
    void refused(const QString &clientId, const QString &reason);
    void outboxChanged();
    //! The server has the message and its files.
    void filesSent(const QList<hearth::app::OutgoingFile> &files);
    //! The server has made the change.
    void changed(const hearth::app::OutboxItem &item);

private:
    void send(const OutboxItem &item);
    void sendMessage(const OutboxItem &item);
    //! The files first.
    void upload(const OutboxItem &item);
    template <protocol::WireEvent E>
    void ask(const OutboxItem &item, const E &event);
    void done(const OutboxItem &item, const protocol::MessageSendAck &ack);
    void done(const OutboxItem &item, const protocol::ChangeAck &ack);
    void failed(const OutboxItem &item, const Error &error);

    Connection &m_connection;
    Outbox &m_outbox;
    Incoming &m_incoming;
    Uploader &m_uploader;
    const SignedIn m_self;
    Backoff m_backoff;
    QTimer m_again;
    QSet<QString> m_inFlight; //!< rooms
};

} // namespace hearth::app
