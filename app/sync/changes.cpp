#include "app/sync/changes.h"

#include "app/outbox/applied.h"

#include <QMap>

namespace hearth::app {

Changes::Changes(Store &store, Outbox &outbox, QString selfId, QObject *parent)
    : QObject(parent), m_store(store), m_outbox(outbox), m_selfId(std::move(selfId))
{}

void Changes::take(const protocol::MessageUpdated &event)
{
    note(event, [&](protocol::Message &message) {
        message.content = event.content;
        message.editedAt = event.editedAt;
    });
}

void Changes::take(const protocol::MessageDeleted &event)
{
    note(event, setDeleted);
}

void Changes::take(const protocol::MessageReacted &event)
{
    note(event, [&](protocol::Message &message) {
        message.reactions = event.reactions.isEmpty() ? std::nullopt : std::optional(event.reactions);
    });
}

void Changes::take(const protocol::MessagePinned &event)
{
    note(event, [&](protocol::Message &message) {
        message.pinnedAt = event.on ? std::optional(event.pinnedAt) : std::nullopt;
    });
}

template <class Event, class Apply>
void Changes::note(const Event &event, Apply apply)
{
    const auto room = m_store.room(event.roomId);
    if (!room)
        return;
    if (auto message = m_store.message(event.id)) {
        apply(*message);
        save(*message);
    }
    if (event.changeSeq == room->changeSeq + 1)
        m_store.setChangeSeq(event.roomId, event.changeSeq);
    else if (event.changeSeq > room->changeSeq)
        Q_EMIT holeFound(event.roomId);
    if (event.seq > room->readSeq)
        Q_EMIT countsOutdated();
}

void Changes::save(const protocol::Message &message)
{
    if (const auto updated = m_store.updateMessages({message}); !updated.isEmpty())
        Q_EMIT changed(message.roomId, updated);
}

void Changes::recovered(
    const QList<protocol::Message> &messages, const QList<protocol::ChangePosition> &positions)
{
    QMap<QString, QList<protocol::Message>> byRoom;
    m_store.database().transaction([&] {
        for (const protocol::Message &each : m_store.updateMessages(messages))
            byRoom[each.roomId] += each;
        for (const protocol::ChangePosition &each : positions)
            m_store.setChangeSeq(each.roomId, each.changeSeq);
        return true;
    });
    for (auto it = byRoom.begin(); it != byRoom.end(); ++it)
        Q_EMIT changed(it.key(), it.value());
}

void Changes::acked(const OutboxItem &item)
{
    QList<protocol::Message> updated;
    m_store.database().transaction([&] {
        if (const auto message = m_store.message(item.target))
            updated = m_store.updateMessages({applied(*message, item, m_selfId)});
        m_outbox.remove(item.clientId);
        return true;
    });
    if (!updated.isEmpty())
        Q_EMIT changed(item.roomId, updated);
}

} // namespace hearth::app
