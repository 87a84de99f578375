#include "app/sync/sender.h"

namespace hearth::app {

Sender::Sender(Connection &connection, Outbox &outbox, Incoming &incoming, Uploader &uploader, SignedIn self,
    std::function<double()> random, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_outbox(outbox)
    , m_incoming(incoming)
    , m_uploader(uploader)
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
    using Kind = OutboxItem::Kind;
    m_inFlight.insert(item.roomId);
    switch (item.kind) {
    case Kind::Message:
        return sendMessage(item);
    case Kind::Edit:
        return ask(item, protocol::MessageEdit{item.roomId, item.target, item.content});
    case Kind::Delete:
        return ask(item, protocol::MessageDelete{item.roomId, item.target});
    case Kind::React:
    case Kind::Unreact:
        return ask(
            item, protocol::MessageReact{item.roomId, item.target, item.content, item.kind == Kind::React});
    case Kind::Pin:
    case Kind::Unpin:
        return ask(item, protocol::MessagePin{item.roomId, item.target, item.kind == Kind::Pin});
    }
}

void Sender::sendMessage(const OutboxItem &item)
{
    protocol::MessageSend event{item.roomId, item.content, item.clientId};
    if (!item.target.isEmpty())
        event.replyTo = item.target;
    for (const OutgoingFile &each : item.files) {
        if (!each.file)
            return upload(item);
        (event.files ? *event.files : event.files.emplace()) += each.file->id;
    }
    ask(item, event);
}

void Sender::upload(const OutboxItem &item)
{
    m_uploader.upload(item.clientId, [self = QPointer<Sender>(this), item](const Result<Done> &uploaded) {
        if (!self)
            return;
        self->m_inFlight.remove(item.roomId);
        if (!uploaded)
            return self->failed(item, uploaded.error());
        self->m_backoff.reset();
        self->pump();
    });
}

template <protocol::WireEvent E>
void Sender::ask(const OutboxItem &item, const E &event)
{
    m_connection.send(event, [self = QPointer<Sender>(this), item](const Result<typename E::Ack> &ack) {
        if (!self)
            return;
        self->m_inFlight.remove(item.roomId);
        if (!ack)
            return self->failed(item, ack.error());
        self->done(item, *ack);
        // It names another message than was sent: at once again, and it would be asked for without end.
        if (self->m_outbox.find(item.clientId))
            return self->failed(item, ErrorCode::Internal);
        self->m_backoff.reset();
        Q_EMIT self->outboxChanged();
        self->pump();
    });
}

void Sender::done(const OutboxItem &item, const protocol::MessageSendAck &ack)
{
    protocol::Message message;
    message.id = ack.id;
    message.seq = ack.seq;
    message.roomId = item.roomId;
    message.userId = m_self.userId;
    message.username = m_self.username;
    message.content = item.content;
    message.createdAt = ack.createdAt;
    message.clientId = item.clientId;
    if (!item.target.isEmpty())
        message.replyTo = item.target;
    for (const OutgoingFile &each : item.files) {
        if (each.file)
            (message.files ? *message.files : message.files.emplace()) += *each.file;
    }
    m_incoming.sent(message);
    if (!item.files.isEmpty())
        Q_EMIT filesSent(item.files);
}

void Sender::done(const OutboxItem &item, const protocol::ChangeAck &)
{
    Q_EMIT changed(item);
}

void Sender::failed(const OutboxItem &item, const Error &error)
{
    if (isRetryable(error.code)) {
        if (!m_again.isActive())
            m_again.start(m_backoff.nextMs());
        return;
    }
    if (m_outbox.find(item.clientId)) {
        m_outbox.refuse(item.clientId, error.message);
        Q_EMIT refused(item.clientId, error.message);
        Q_EMIT outboxChanged();
    }
    pump();
}

} // namespace hearth::app
