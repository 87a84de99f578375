#pragma once

#include "app/net/connection.h"
#include "app/net/restclient.h"
#include "app/store/store.h"
#include "app/sync/changes.h"
#include "app/sync/incoming.h"

#include <QPointer>
#include <QSet>

namespace hearth::app {

//! After each new connection: which rooms there are, what was missed in each, and the presence of their
//! people. Also mends a hole that shows up while live. The answers of an earlier connection are ignored.
class CatchUp : public QObject
{
    Q_OBJECT

public:
    //! A room that is further behind gets its newest page only; the rest is loaded when somebody scrolls
    //! there.
    static constexpr qint64 farBehind = 500;
    static constexpr int pageSize = 50;
    static constexpr int roomsPerCall = 100;

    CatchUp(Connection &connection, RestClient &rest, Store &store, Incoming &incoming, Changes &changes,
        QObject *parent = nullptr);

    //! `since`: when the app was last connected, ms since 1970.
    void start(qint64 since);
    //! Joins one more room and fetches what it has.
    void joinRoom(const QString &roomId);
    void mend(const QString &roomId);

    //! Messages fetched and all that were missed, in this catching up; 0 of 0 while not known.
    qint64 fetched() const { return m_fetched; }
    qint64 total() const { return m_total; }

Q_SIGNALS:
    void progressed();
    void done();
    void roomsChanged();
    //! Stored messages were forgotten or a gap lies between: what is shown must be loaded anew.
    void roomReset(const QString &roomId);
    void membersChanged(const QString &roomId);
    void memberSeen(const hearth::protocol::Member &member);
    void presenceUpdated(const hearth::protocol::PresenceChanged &presence);
    //! Nothing can be fetched now.
    void failed(const QString &reason);

private:
    void joined(const QString &roomId, const Result<protocol::JoinRoomAck> &ack);
    void fetchNewest(const QString &roomId, qint64 lastSeq);
    void tellReadSeq(const std::optional<RoomRecord> &room, qint64 known);
    void stepDone();
    void recover();
    void fail(const QString &reason);
    void recovered(const protocol::Recover &asked, const protocol::RecoverAck &ack);
    [[nodiscard]] bool isToBeAskedAgain(
        const protocol::ChangePosition &asked, const protocol::RecoverAck &ack);
    template <class T>
    auto current(T reply);

    Connection &m_connection;
    RestClient &m_rest;
    Store &m_store;
    Incoming &m_incoming;
    Changes &m_changes;
    QSet<QString> m_behind; //!< rooms that recover() asks for
    qint64 m_since = 0;
    qint64 m_fetched = 0;
    qint64 m_total = 0;
    int m_steps = 0; //!< answers awaited before recover()
    quint64 m_run = 0;
    bool m_catchingUp = false;
    bool m_recovering = false;
};

} // namespace hearth::app
