#include "server/features/recovery.h"

#include "server/features/binding.h"
#include "server/features/gate.h"
#include "server/features/requests.h"

namespace hearth::server {

using protocol::ChangePosition;
using protocol::Message;
using protocol::Recover;
using protocol::RecoverAck;

namespace {

//! As it stands in the answer.
qint64 bytesOf(const Message &message)
{
    QByteArray json;
    protocol::appendObject(json, message);
    return json.size();
}

//! Fills one answer. Messages of every room come before any change: who does not know of changes, and asks
//! for the same ones again, still gets on.
class Answering
{
public:
    //! `bytes`: a frame that is larger than the send queue would close the socket. 0: no bound.
    Answering(Database &db, const QString &userId, const Recover &asked, int messages, qint64 bytes)
        : m_db(db), m_userId(userId), m_asked(asked), m_left(messages), m_bytes(bytes)
    {}

    Result<RecoverAck> fill()
    {
        if (const auto checked = checkPositions(); !checked)
            return checked.error();
        for (auto it = m_asked.rooms.cbegin(); it != m_asked.rooms.cend(); ++it) {
            if (const auto added = addMessages(it.key(), positionOf(it.value())); !added)
                return added.error();
        }
        for (auto it = m_asked.rooms.cbegin(); it != m_asked.rooms.cend(); ++it) {
            if (const auto added = addChanges(it.key(), positionOf(it.value())); !added)
                return added.error();
        }
        if (const auto added = addReads(); !added)
            return added.error();
        m_ack.changed = m_changed;
        m_ack.changes = m_positions;
        return m_ack;
    }

private:
    Result<Done> checkPositions()
    {
        const auto positions = m_asked.changes.value_or(QList<ChangePosition>());
        for (qsizetype i = 0; i < positions.size(); ++i) {
            if (!m_asked.rooms.contains(positions[i].roomId))
                return Error(ErrorCode::InvalidRequest,
                    QStringLiteral("changes[%1].roomId: is not one of `rooms`").arg(i));
            m_known.insert(positions[i].roomId, positions[i].changeSeq);
            if (positions[i].readCount)
                m_knownReads.insert(positions[i].roomId, *positions[i].readCount);
        }
        return Done{};
    }

    //! As many as there is room for; how many these are.
    qsizetype take(const QList<Message> &page, QList<Message> &into)
    {
        qsizetype taken = 0;
        for (; taken < page.size() && m_left > 0; ++taken, --m_left) {
            m_used += bytesOf(page[taken]);
            const bool isFirst = m_ack.messages.isEmpty() && m_changed.isEmpty();
            if (m_bytes > 0 && m_used > m_bytes && !isFirst) {
                m_left = 0;
                break;
            }
            into += page[taken];
        }
        return taken;
    }

    Result<Done> addMessages(const QString &roomId, const Position &seen)
    {
        if (const auto access = pass(m_db, m_userId, roomId, Verb::Follow); !access)
            return access.error();
        // The count of changes is read before the messages: what changes between the two is told next time.
        const auto state = m_db.rooms().state(roomId, m_userId);
        if (!state)
            return state.error();
        m_counts.insert(roomId, state->changeSeq);
        m_readCounts.insert(roomId, state->readCount);
        // A full answer still looks whether the next room has something.
        const auto page = m_db.messages().history({roomId, seen, {}, std::max(1, m_left)});
        if (!page)
            return page.error();
        const bool isCut = take(*page, m_ack.messages) < page->size() ||
                           (!page->isEmpty() && page->last().seq < state->lastSeq);
        m_ack.more = m_ack.more || isCut;
        return Done{};
    }

    //! Of messages up to `seen`; those after it come as they are now.
    Result<Done> addChanges(const QString &roomId, const Position &seen)
    {
        const auto known = m_known.contains(roomId) ? Result<qint64>(m_known.value(roomId))
                                                    : m_db.changes().positionAt(roomId, m_asked.since);
        if (!known)
            return known.error();
        const qint64 count = m_counts.value(roomId);
        const auto page = m_db.changes().changes({roomId, *known, count, seen, m_left + 1});
        if (!page)
            return page.error();
        const qsizetype taken = take(*page, m_changed);
        const bool isCut = taken < page->size();
        const qint64 last = taken > 0 ? page->at(taken - 1).changeSeq.value_or(0) : *known;
        m_positions += {roomId, isCut ? last : count, {}};
        m_ack.more = m_ack.more || (isCut && m_asked.changes);
        return Done{};
    }

    //! Into the positions of the changes, which are there by now.
    Result<Done> addReads()
    {
        QList<protocol::ReadCursor> reads;
        for (ChangePosition &position : m_positions) {
            const auto known = m_knownReads.constFind(position.roomId);
            if (known == m_knownReads.constEnd())
                continue;
            position.readCount = m_readCounts.value(position.roomId);
            if (*known >= *position.readCount)
                continue; // nobody has read: no look at the members
            const int left = maxReads - int(reads.size());
            const auto moves = m_db.rooms().readsAfter(position.roomId, m_userId, *known, left + 1);
            if (!moves)
                return moves.error();
            const bool isCut = moves->size() > left;
            for (const ReadMove &each : moves->first(std::min<qsizetype>(left, moves->size())))
                reads.append({position.roomId, each.userId, each.seq});
            if (isCut)
                position.readCount = left > 0 ? moves->at(left - 1).count : *known;
            m_ack.more = m_ack.more || isCut;
        }
        if (!m_knownReads.isEmpty())
            m_ack.reads = reads;
        return Done{};
    }

    static constexpr int maxReads = 500; // as many as RecoverAck::reads holds

    Database &m_db;
    const QString m_userId;
    const Recover &m_asked;
    int m_left;
    const qint64 m_bytes;
    qint64 m_used = 0;
    QHash<QString, qint64> m_known;      //!< the client's positions in the changes
    QHash<QString, qint64> m_counts;     //!< each room's changes, up to which this answer tells
    QHash<QString, qint64> m_knownReads; //!< its positions in the moves of read cursors
    QHash<QString, qint64> m_readCounts;
    RecoverAck m_ack;
    QList<Message> m_changed;
    QList<ChangePosition> m_positions;
};

//! What the connection was not sent: notifications of before it began. By time alone, each once.
MissedQuery missedBy(const Caller &caller, const Recover &asked, int limit)
{
    const bool isExact = asked.notificationsAfter.has_value();
    return {caller.user.id, isExact ? notificationPosition(*asked.notificationsAfter) : caller.notifiedSince,
        caller.notifiedAfter, isExact ? 0 : asked.since, limit + 1};
}

//! Into the answer as many as it holds. Who asks by time alone may ask again before the answer is there.
void addNotifications(
    RecoverAck &ack, QList<protocol::Notification> page, Caller &caller, bool isExact, int limit)
{
    if (page.size() > limit) {
        page.resize(limit);
        ack.more = true;
    }
    for (const protocol::Notification &each : page) {
        const qint64 position = notificationPosition(each.id);
        if (!isExact && position <= caller.notifiedSince)
            continue;
        ack.notifications += each;
        if (!isExact)
            caller.notifiedSince = position;
    }
}

} // namespace

Recovery::Recovery(const Services &services, PresenceFeature &presence, QObject *parent)
    : QObject(parent), m_services(services), m_presence(presence)
{
    bind<Recover>(services.chat, [this](Socket &socket, const Recover &event, const Answer<Recover> &answer) {
        recover(socket, event, answer);
    });
}

void Recovery::recover(
    Socket &socket, const Recover &event, const std::function<void(Result<RecoverAck>)> &answer)
{
    struct Missed
    {
        RecoverAck ack;
        QList<protocol::Notification> notifications;
        QList<QString> contacts;
    };
    const QPointer<Socket> guard(&socket);
    const int messages = m_services.limits.pageSize;
    const qint64 bytes = m_services.limits.sendQueueBytes / 2;
    m_services.storage.read<Missed>(
        this,
        [=, userId = callerOf(socket).user.id, query = missedBy(callerOf(socket), event, messages)](
            Database &db) -> Result<Missed> {
            const auto ack = Answering(db, userId, event, messages, bytes).fill();
            if (!ack)
                return ack.error();
            const auto notifications = db.notifications().missed(query);
            if (!notifications)
                return notifications.error();
            const auto contacts = db.rooms().contacts(userId);
            return contacts ? Result(Missed{*ack, *notifications, *contacts}) : contacts.error();
        },
        [=, this](const Result<Missed> &missed) {
            if (!guard)
                return;
            if (!missed)
                return answer(missed.error());
            RecoverAck ack = missed->ack;
            addNotifications(ack, missed->notifications, *std::any_cast<Caller>(&guard->data),
                event.notificationsAfter.has_value(), messages);
            ack.presenceUpdates = m_presence.changedSince(missed->contacts, event.since);
            answer(ack);
        });
}

} // namespace hearth::server
