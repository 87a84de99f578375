#pragma once

#include "app/outbox/outbox.h"
#include "app/store/store.h"
#include "shared/protocol/events.h"

#include <QObject>

namespace hearth::app {

//! Takes what becomes of messages that were said (edits, deletions, reactions, pins) into the store: from
//! events, from what recovery brings, and from the acks of one's own. A room's changes are counted without
//! holes, and its changeSeq says up to which one every stored message is current: who hears one that is not
//! the next has missed some, and asks for them instead of taking it.
class Changes : public QObject
{
    Q_OBJECT

public:
    Changes(Store &store, Outbox &outbox, QString selfId, QObject *parent = nullptr);

    void take(const protocol::MessageUpdated &event);
    void take(const protocol::MessageDeleted &event);
    void take(const protocol::MessageReacted &event);
    void take(const protocol::MessagePinned &event);
    void take(const protocol::MessageChanged &event);
    //! After the answer's messages were stored. It holds changed ones as they are now; every change of its
    //! rooms is known up to its positions.
    void recovered(const protocol::RecoverAck &ack);
    //! Messages of the room were stored as they were when it had had so many changes; later ones that were
    //! heard meanwhile may have found nothing to change, and are asked for again.
    void pageStored(const QString &roomId, std::optional<qint64> changeSeq);
    //! A change was heard that is later than what is known without a hole.
    [[nodiscard]] bool isBehind(const QString &roomId) const;
    //! Another connection begins: what it brings tells how far behind this is.
    void forgetHeard() { m_heard.clear(); }
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
    QHash<QString, qint64> m_heard; //!< of each room, the latest
};

} // namespace hearth::app
