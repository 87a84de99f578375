#include "app/sync/incoming.h"

#include <QMap>

#include <algorithm>

namespace hearth::app {

Incoming::Incoming(Store &store, Outbox &outbox, QString selfId, QObject *parent)
    : QObject(parent), m_store(store), m_outbox(outbox), m_selfId(std::move(selfId))
{
    m_timer.setSingleShot(true);
    m_timer.callOnTimeout(this, &Incoming::flush);
}

void Incoming::add(const protocol::Message &message)
{
    m_gathered += message;
    if (!m_timer.isActive())
        m_timer.start(gatherMs);
}

void Incoming::sent(const protocol::Message &message)
{
    addNow({m_store.message(message.id).value_or(message)});
}

void Incoming::addNow(const QList<protocol::Message> &messages)
{
    m_gathered += messages;
    flush();
}

void Incoming::flush()
{
    m_timer.stop();
    QList<protocol::Message> messages = std::exchange(m_gathered, {});
    if (messages.isEmpty())
        return;
    bool ours = false;
    m_store.database().transaction([&] {
        m_store.saveMessages(messages);
        for (const protocol::Message &each : messages) {
            if (each.userId == m_selfId && each.clientId && m_outbox.find(*each.clientId)) {
                m_outbox.remove(*each.clientId);
                ours = true;
            }
        }
        return true;
    });
    QMap<QString, QList<protocol::Message>> byRoom;
    for (const protocol::Message &each : messages)
        byRoom[each.roomId] += each;
    for (auto it = byRoom.begin(); it != byRoom.end(); ++it) {
        std::ranges::sort(it.value(), {}, &protocol::Message::seq);
        Q_EMIT arrived(it.key(), it.value());
        const auto room = m_store.room(it.key());
        if (room && room->cursor < room->lastSeq)
            Q_EMIT holeFound(it.key());
    }
    if (ours)
        Q_EMIT outboxChanged();
}

} // namespace hearth::app
