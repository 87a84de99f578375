#pragma once

#include "app/outbox/outbox.h"
#include "app/store/store.h"

#include <QObject>
#include <QTimer>

namespace hearth::app {

//! Takes messages from the network into the store, many in one transaction, and says what came. A message of
//! our own that waits in the outbox leaves it in the same transaction: after a kill it is in exactly one of
//! the two.
class Incoming : public QObject
{
    Q_OBJECT

public:
    //! What comes within this time is stored and shown together: a flood costs one write and one layout.
    static constexpr int gatherMs = 16;

    Incoming(Store &store, Outbox &outbox, QString selfId, QObject *parent = nullptr);

    //! Soon.
    void add(const protocol::Message &message);
    //! A message of our own that the server has acked. It may be here already, and changed since.
    void sent(const protocol::Message &message);
    //! At once.
    void addNow(const QList<protocol::Message> &messages);
    //! What was gathered is stored and shown now.
    void flush();

Q_SIGNALS:
    //! Oldest first.
    void arrived(const QString &roomId, const QList<protocol::Message> &messages);
    //! The room's newest message is not the neighbour of what was stored before.
    void holeFound(const QString &roomId);
    void outboxChanged();

private:
    Store &m_store;
    Outbox &m_outbox;
    const QString m_selfId;
    QList<protocol::Message> m_gathered;
    QTimer m_timer;
};

} // namespace hearth::app
