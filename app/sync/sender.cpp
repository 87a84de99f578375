#include "app/sync/sender.h"

namespace hearth::app {

Sender::Sender(Connection &connection, Outbox &outbox, Incoming &incoming, SignedIn self,
    std::function<double()> random, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_outbox(outbox)
    , m_incoming(incoming)
    , m_self(std::move(self))
    , m_backoff(std::move(random))
{
    m_again.setSingleShot(true);
    m_again.callOnTimeout(this, &Sender::pump);
    connect(&connection, &Connection::stateChanged, this, [this] {
        if (m_connection.state() == Connection::State::Live) {
            m_again.stop();
            m_backoff.reset();
            pump();
        }
    });
}

void Sender::pump()
{
    if (m_connection.state() != Connection::State::Live || m_again.isActive())
        return;
    for (const OutboxItem &head : m_outbox.heads()) {
        if (!m_inFlight.contains(head.roomId))
            send(head);
    }
}

void Sender::send(const OutboxItem &item)
{
    m_inFlight.insert(item.roomId);
    m_connection.send(protocol::MessageSend{item.roomId, item.content, item.clientId},
        [self = QPointer<Sender>(this), item](const Result<protocol::MessageSendAck> &ack) {
            if (self)
                self->answered(item, ack);
        });
}

void Sender::answered(const OutboxItem &item, const Result<protocol::MessageSendAck> &ack)
{
    m_inFlight.remove(item.roomId);
    if (ack) {
        m_backoff.reset();
        protocol::Message message{ack->id, ack->seq, item.roomId, m_self.userId, m_self.username,
            item.content, ack->createdAt, item.clientId};
        m_incoming.addNow({message});
        Q_EMIT outboxChanged();
        return pump();
    }
    if (isRetryable(ack.error().code)) {
        if (!m_again.isActive())
            m_again.start(m_backoff.nextMs());
        return;
    }
    if (m_outbox.find(item.clientId)) {
        m_outbox.refuse(item.clientId, ack.error().message);
        Q_EMIT refused(item.clientId, ack.error().message);
        Q_EMIT outboxChanged();
    }
    pump();
}

} // namespace hearth::app
