#include "app/sync/changes.h"

#include "app/outbox/applied.h"

#include <QMap>
#include <QSet>

#include <algorithm>

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

void Changes::take(const protocol::MessageChanged &event)
{
    note(event, [&](protocol::Message &message) { message = event; });
}

template <class Event, class Apply>
void Changes::note(const Event &event, Apply apply)
{
    const auto room = m_store.room(event.roomId);
    const qint64 changeSeq = std::optional<qint64>(event.changeSeq).value_or(0);
    if (!room || changeSeq <= room->changeSeq)
        return;
    m_heard[event.roomId] = std::max(m_heard.value(event.roomId), changeSeq);
    // On top of a state that misses one before, it would look newer than that one when it is recovered.
    if (changeSeq > room->changeSeq + 1) {
        Q_EMIT holeFound(event.roomId);
        return;
    }
    if (auto message = m_store.message(event.id)) {
        apply(*message);
        message->changeSeq = changeSeq;
        save(*message);
    }
    m_store.setChangeSeq(event.roomId, changeSeq);
    if (event.seq > room->readSeq)
        Q_EMIT countsOutdated();
}

void Changes::save(const protocol::Message &message)
{
    if (const auto updated = m_store.updateMessages({message}); !updated.isEmpty())
        Q_EMIT changed(message.roomId, updated);
}

void Changes::recovered(const protocol::RecoverAck &ack)
{
    QSet<QString> withMessages;
    for (const protocol::Message &each : ack.messages)
        withMessages.insert(each.roomId);
    QMap<QString, QList<protocol::Message>> byRoom;
    m_store.database().transaction([&] {
        const auto changed = ack.changed.value_or(QList<protocol::Message>());
        for (const protocol::Message &each : m_store.updateMessages(changed))
            byRoom[each.roomId] += each;
        for (const auto &each : ack.changes.value_or(QList<protocol::ChangePosition>())) {
            // What was heard since of a message that only now came has found nothing to change.
            if (withMessages.contains(each.roomId))
                m_store.rewindChangeSeq(each.roomId, each.changeSeq);
            m_store.setChangeSeq(each.roomId, each.changeSeq);
        }
        return true;
    });
    for (auto it = byRoom.begin(); it != byRoom.end(); ++it) {
        Q_EMIT changed(it.key(), it.value());
        const auto room = m_store.room(it.key());
        if (room &&
            std::ranges::any_of(it.value(), [&](const auto &each) { return each.seq > room->readSeq; }))
            Q_EMIT countsOutdated();
    }
}

void Changes::pageStored(const QString &roomId, std::optional<qint64> changeSeq)
{
    const auto room = m_store.room(roomId);
    if (!room || !changeSeq || *changeSeq >= room->changeSeq)
        return;
    m_store.rewindChangeSeq(roomId, *changeSeq);
    Q_EMIT holeFound(roomId);
}

bool Changes::isBehind(const QString &roomId) const
{
    const auto room = m_store.room(roomId);
    return room && m_heard.value(roomId) > room->changeSeq;
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
