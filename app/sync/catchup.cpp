#include "app/sync/catchup.h"

#include <algorithm>

namespace hearth::app {

CatchUp::CatchUp(Connection &connection, RestClient &rest, Store &store, Incoming &incoming, Changes &changes,
    QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_rest(rest)
    , m_store(store)
    , m_incoming(incoming)
    , m_changes(changes)
{
    connect(&changes, &Changes::holeFound, this, &CatchUp::mend);
    connect(&incoming, &Incoming::holeFound, this, &CatchUp::mend);
}

//! A reply that is dropped when another connection has begun since.
template <class T>
auto CatchUp::current(T reply)
{
    return [self = QPointer<CatchUp>(this), run = m_run, reply = std::move(reply)](auto result) {
        if (self && self->m_run == run)
            reply(std::move(result));
    };
}

void CatchUp::start(qint64 since)
{
    ++m_run;
    m_since = since;
    m_fetched = m_total = 0;
    m_steps = 0;
    m_behind.clear();
    m_changes.forgetHeard();
    m_recovering = false;
    m_catchingUp = true;
    m_rest.rooms(current([this](Result<QList<protocol::Room>> rooms) {
        if (!rooms)
            return fail(rooms.error().message);
        m_store.setRooms(*rooms);
        Q_EMIT roomsChanged();
        ++m_steps;
        for (const protocol::Room &room : *rooms)
            joinRoom(room.id);
        stepDone();
    }));
}

void CatchUp::joinRoom(const QString &roomId)
{
    ++m_steps;
    m_connection.send(
        protocol::JoinRoom{roomId}, current([this, roomId](const Result<protocol::JoinRoomAck> &ack) {
            // Live without this room would be a silent gap.
            if (!ack && isRetryable(ack.error().code))
                return fail(ack.error().message);
            joined(roomId, ack);
            stepDone();
        }));
}

void CatchUp::joined(const QString &roomId, const Result<protocol::JoinRoomAck> &ack)
{
    if (!ack) {
        if (ack.error().code == ErrorCode::AccessDenied) {
            m_store.forgetRoom(roomId);
            Q_EMIT roomsChanged();
        }
        return;
    }
    if (m_store.setEpoch(roomId, ack->epoch))
        Q_EMIT roomReset(roomId);
    m_store.setJoined(roomId, ack->lastSeq, ack->readSeq);
    m_store.setOthersRead(roomId, ack->othersReadSeq);
    m_store.setMembers(roomId, ack->members);
    for (const protocol::Member &member : ack->members)
        Q_EMIT memberSeen(member);
    Q_EMIT membersChanged(roomId);

    const auto room = m_store.room(roomId);
    tellReadSeq(room, ack->readSeq);
    const qint64 behind = room ? ack->lastSeq - room->cursor : 0;
    // Nothing is stored: whatever comes, comes as it is now.
    if (room && room->cursor == 0)
        m_store.setChangeSeq(roomId, ack->changeSeq);
    else if (room && ack->changeSeq > room->changeSeq)
        m_behind.insert(roomId);
    if (behind <= 0)
        return;
    if (room->cursor == 0 || behind > farBehind)
        return fetchNewest(roomId, ack->lastSeq);
    m_total += behind;
    m_behind.insert(roomId);
    Q_EMIT progressed();
}

//! What was read while there was no connection.
void CatchUp::tellReadSeq(const std::optional<RoomRecord> &room, qint64 known)
{
    if (!room || room->readSeq <= known)
        return;
    const QList<protocol::Message> last = m_store.page(room->id, room->readSeq + 1, 1);
    if (!last.isEmpty())
        m_connection.tell(protocol::ChatRead{room->id, last.first().id});
}

void CatchUp::fetchNewest(const QString &roomId, qint64 lastSeq)
{
    ++m_steps;
    m_rest.messages(
        roomId, 0, pageSize, current([this, roomId, lastSeq](Result<RestClient::HistoryPage> page) {
            if (!page && isRetryable(page.error().code))
                return fail(page.error().message);
            if (page) {
                const QList<protocol::Message> &messages = page->messages;
                const qint64 top = messages.isEmpty() ? lastSeq : std::max(lastSeq, messages.last().seq);
                m_store.savePage(roomId, top + 1, messages, messages.size() < pageSize);
                m_changes.pageStored(roomId, page->changeSeq);
                m_store.setJoined(roomId, top, 0);
                m_store.setCursor(roomId, top);
                Q_EMIT roomReset(roomId);
            }
            stepDone();
        }));
}

void CatchUp::stepDone()
{
    if (--m_steps > 0)
        return;
    Q_EMIT roomsChanged();
    recover();
}

void CatchUp::recover()
{
    if (m_recovering)
        return;
    protocol::Recover ask;
    ask.since = m_since;
    ask.changes.emplace();
    for (const QString &each : std::as_const(m_behind)) {
        const auto room = m_store.room(each);
        if (room && ask.rooms.size() < roomsPerCall) {
            ask.rooms.insert(each, QString::number(room->cursor));
            *ask.changes += {each, room->changeSeq};
        }
    }
    if (ask.rooms.isEmpty()) {
        m_behind.clear();
        if (std::exchange(m_catchingUp, false))
            Q_EMIT done();
        return;
    }
    m_recovering = true;
    m_connection.send(ask, current([this, ask](Result<protocol::RecoverAck> ack) {
        m_recovering = false;
        if (!ack)
            return fail(ack.error().message);
        recovered(ask, *ack);
    }));
}

void CatchUp::recovered(const protocol::Recover &asked, const protocol::RecoverAck &ack)
{
    m_fetched += ack.messages.size();
    m_incoming.addNow(ack.messages);
    m_changes.recovered(ack);
    // The answer goes on from the cursor, oldest first: what is missing in it was deleted, and is not asked
    // for again.
    for (const protocol::Message &each : ack.messages)
        m_store.setCursor(each.roomId, each.seq);
    for (const protocol::PresenceChanged &each : ack.presenceUpdates)
        Q_EMIT presenceUpdated(each);
    Q_EMIT progressed();
    const bool isNothing =
        ack.messages.isEmpty() && ack.changed.value_or(QList<protocol::Message>()).isEmpty();
    if (!ack.more || isNothing) {
        // Everything came: a hole that is left is a message that was deleted.
        for (const protocol::ChangePosition &each : *asked.changes) {
            if (isToBeAskedAgain(each, ack))
                continue;
            m_behind.remove(each.roomId);
            if (const auto room = m_store.room(each.roomId))
                m_store.setCursor(each.roomId, room->lastSeq);
        }
    }
    recover();
}

//! Changed again while the answer was on its way. Only while asking gets on: no server can keep us at it.
bool CatchUp::isToBeAskedAgain(const protocol::ChangePosition &asked, const protocol::RecoverAck &ack)
{
    const auto room = m_store.room(asked.roomId);
    const bool gotOn = (room && room->changeSeq > asked.changeSeq) ||
                       std::ranges::any_of(ack.messages,
                           [&](const protocol::Message &each) { return each.roomId == asked.roomId; });
    return gotOn && m_changes.isBehind(asked.roomId);
}

void CatchUp::fail(const QString &reason)
{
    ++m_run; // the other answers of this connection count no more
    Q_EMIT failed(reason);
}

void CatchUp::mend(const QString &roomId)
{
    if (!m_connection.isOpen())
        return;
    m_behind.insert(roomId);
    if (m_steps == 0)
        recover();
}

} // namespace hearth::app
