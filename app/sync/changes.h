#pragma once

#include "app/outbox/outbox.h"
#include "app/store/store.h"
#include "shared/protocol/events.h"

#include <QObject>

namespace hearth::app {

//! Takes what becomes of messages that were said (edits, deletions, reactions, pins) into the store: from
//! events, from what recovery brings, and from the acks of one's own. A room's changes are counted without
//! holes: who hears one that is not the next has missed some.
class Changes : public QObject
{
    Q_OBJECT

public:
    Changes(Store &store, Outbox &outbox, QString selfId, QObject *parent = nullptr);

    void take(const protocol::MessageUpdated &event);
    void take(const protocol::MessageDeleted &event);
    void take(const protocol::MessageReacted &event);
    void take(const protocol::MessagePinned &event);
    //! `messages` as they are now; every change of these rooms is known up to `positions`.
    void recovered(
        const QList<protocol::Message> &messages, const QList<protocol::ChangePosition> &positions);
    //! The server has it: what is shown stays the same, whether the event comes before or after a kill.
    void acked(const OutboxItem &item);

Q_SIGNALS:
    void changed(const QString &roomId, const QList<hearth::protocol::Message> &messages);
    void holeFound(const QString &roomId);
    //! An unread message changed that only the server can have counted.
    void countsOutdated();

private:
    template <class Event, class Apply>
    void note(const Event &event, Apply apply);
    void save(const protocol::Message &message);

    Store &m_store;
    Outbox &m_outbox;
    const QString m_selfId;
};

} // namespace hearth::app
