#include "server/features/roomfeed.h"

#include "server/features/caller.h"

namespace hearth::server {

using protocol::Message;

namespace {

//! What another server has said before may be on its way.
constexpr int gapMs = 100;
constexpr int mendMs = 25;
//! Rooms that are read at once: what is behind waits, and the database has other work.
constexpr int maxAsking = 4;
constexpr int sweepMs = 500;
constexpr int ticksWhole = 4;     //!< from one sweep to the next, where everything arrives
constexpr int ticksSettling = 6;  //!< after an absence, for which it is still looked at each of them
constexpr int strangersEvery = 4; //!< sweeps

QString roomIdOf(const QString &room)
{
    return room.mid(roomName({}).size());
}

} // namespace

struct RoomFeed::Missed
{
    RoomPosition upTo; //!< of what is below; the room's own where it is all
    QList<Message> messages;
    QList<Message> changed;
    RoomPosition asked; //!< what was expected then
    bool isAll = true;
};

RoomFeed::RoomFeed(const Services &services, int keepMs, QObject *parent)
    : QObject(parent), m_services(services), m_keepMs(keepMs)
{
    connect(&m_mending, &QTimer::timeout, this, &RoomFeed::mend);
    connect(&m_sweeping, &QTimer::timeout, this, &RoomFeed::sweep);
}

void RoomFeed::share(std::function<bool()> isWhole)
{
    m_isWhole = std::move(isWhole);
    for (const Track track : {MessagesTrack, ChangesTrack}) {
        m_services.chat.onPlaced(track,
            [this](const QString &room, const QString &event, const Encoded &arguments, const Place &place) {
                take(roomIdOf(room), place, {event, arguments});
            });
    }
    m_sweeping.start(sweepMs);
}

qsizetype RoomFeed::held() const
{
    qsizetype count = 0;
    for (const auto &[id, room] : m_rooms)
        count += room.messages.held() + room.changes.held();
    return count;
}

Sequence::Tell RoomFeed::telling(const QString &roomId) const
{
    return [&chat = m_services.chat, room = roomName(roomId)](const Sequence::Said &said) {
        chat.deliver({{room}, {}}, said.event, said.arguments);
    };
}

void RoomFeed::tellAll(const QString &roomId, const Place &place, const Sequence::Said &said)
{
    m_services.chat.tellPeers(roomName(roomId), said.event, said.arguments, place);
    take(roomId, place, said);
}

void RoomFeed::take(const QString &roomId, const Place &place, const Sequence::Said &said)
{
    Room *room = find(roomId);
    if (!room) // somebody else's
        return telling(roomId)(said);
    if (place.track == MessagesTrack) {
        room->messages.add(place.position, said, telling(roomId));
    } else {
        room->messages.expect(place.after);
        room->changes.hold(place.position, said);
    }
    tellChanges(*room, roomId);
    noteGap(*room, roomId);
}

void RoomFeed::tellChanges(Room &room, const QString &roomId)
{
    if (!room.messages.hasGap())
        room.changes.goOn(telling(roomId));
}

RoomFeed::Room *RoomFeed::find(const QString &roomId)
{
    const auto found = m_rooms.find(roomId);
    return found == m_rooms.end() ? nullptr : &found->second;
}

quint64 RoomFeed::leftOut() const
{
    quint64 count = 0;
    for (const auto &[id, room] : m_rooms)
        count += room.messages.leftOut() + room.changes.leftOut();
    return count;
}

void RoomFeed::enter(protocol::JoinRoomAck &state)
{
    if (!m_services.chat.hasPeers())
        return;
    Room *room = find(state.room);
    if (room && isOpen(state.room)) {
        // What has been told since it was read, the newcomer has not heard; and what it read may not have
        // come yet.
        room->messages.expect(state.lastSeq);
        room->changes.expect(state.changeSeq);
        state.lastSeq = std::max(state.lastSeq, room->messages.last());
        state.changeSeq = std::max(state.changeSeq, room->changes.last());
        return noteGap(*room, state.room);
    }
    m_rooms.insert_or_assign(state.room, Room{Sequence(state.lastSeq), Sequence(state.changeSeq)});
    // What others said between the reading and now, nobody here has heard.
    m_begun.insert(state.room);
    if (!m_mending.isActive())
        m_mending.start(mendMs);
}

// ---- what has not come ----

void RoomFeed::noteGap(Room &room, const QString &roomId)
{
    if (!room.hasGap()) {
        room.gapSince = 0;
        m_gaps.remove(roomId);
        return;
    }
    if (room.gapSince == 0)
        room.gapSince = m_services.clock.steadyMs();
    m_gaps.insert(roomId);
    if (!m_mending.isActive())
        m_mending.start(mendMs);
}

void RoomFeed::mend()
{
    if (!m_begun.isEmpty() && !m_isLooking)
        look(std::exchange(m_begun, {}).values());
    const qint64 before = m_services.clock.steadyMs() - gapMs;
    const auto gaps = m_gaps;
    for (const QString &roomId : gaps) {
        Room *room = find(roomId);
        if (!room)
            m_gaps.remove(roomId);
        else if (!room->isAsking && room->gapSince <= before && m_asking < maxAsking)
            ask(roomId, *room);
    }
    if (m_gaps.isEmpty() && m_begun.isEmpty())
        m_mending.stop();
}

void RoomFeed::ask(const QString &roomId, Room &room)
{
    room.isAsking = true;
    ++m_asking;
    const RoomPosition known{roomId, room.messages.last(), room.changes.last()};
    const RoomPosition asked{roomId, room.messages.expected(), room.changes.expected()};
    m_services.storage.read<Missed>(
        this,
        [known, asked, limit = m_services.limits.pageSize](Database &db) -> Result<Missed> {
            const auto positions = db.rooms().positions({known.roomId});
            if (!positions)
                return positions.error();
            if (positions->isEmpty())
                return Error(ErrorCode::NotFound);
            Missed missed{positions->first(), {}, {}, asked};
            const auto messages =
                db.messages().history({known.roomId, Position{{}, known.lastSeq}, {}, limit});
            if (!messages)
                return messages.error();
            missed.messages = *messages;
            if (messages->size() == limit) {
                // Changes may be of those behind: next time.
                missed.upTo = {known.roomId, messages->last().seq, known.changeSeq};
                missed.isAll = false;
                return missed;
            }
            const auto changed = db.changes().changes({known.roomId, known.changeSeq, missed.upTo.changeSeq,
                Position{{}, missed.upTo.lastSeq}, limit});
            if (!changed)
                return changed.error();
            missed.changed = *changed;
            if (changed->size() == limit) {
                missed.upTo.changeSeq = changed->last().changeSeq.value_or(0);
                missed.isAll = false;
            }
            return missed;
        },
        [this, roomId](const Result<Missed> &missed) {
            --m_asking;
            Room *now = find(roomId);
            if (!now)
                return;
            now->isAsking = false;
            now->gapSince = m_services.clock.steadyMs(); // again, should it fail or not be all
            if (missed)
                mended(roomId, *missed);
            else if (missed.error().code == ErrorCode::NotFound)
                m_rooms.erase(roomId);
            mend(); // the next one
        });
}

void RoomFeed::mended(const QString &roomId, const Missed &missed)
{
    Room *room = find(roomId);
    const auto tell = telling(roomId);
    for (const Message &each : missed.messages)
        m_figures.repaired += room->messages.fill(each.seq, saying(protocol::MessageNew{each}), tell) ? 1 : 0;
    m_figures.strange +=
        quint64(room->messages.settle(missed.upTo.lastSeq, missed.isAll ? missed.asked.lastSeq : 0));
    room->messages.goOn(tell);
    for (const Message &each : missed.changed) {
        const qint64 position = each.changeSeq.value_or(0);
        const bool isDeleted = each.deleted.value_or(false);
        // What it was that changed, nobody knows any more: as it is now.
        const auto said =
            isDeleted
                ? saying(protocol::MessageDeleted{each.id, each.roomId, each.seq, position, each.userId})
                : saying(protocol::MessageChanged{each});
        if (!room->changes.fill(position, said, tell))
            continue;
        ++m_figures.repaired;
        if (!isDeleted && each.editedAt)
            tell(saying(protocol::MessageUpdated{
                each.id, each.roomId, each.seq, position, each.content, *each.editedAt}));
    }
    m_figures.strange +=
        quint64(room->changes.settle(missed.upTo.changeSeq, missed.isAll ? missed.asked.changeSeq : 0));
    tellChanges(*room, roomId);
    if (!missed.isAll)
        room->gapSince = 1; // goes on at once
    noteGap(*room, roomId);
}

void RoomFeed::sweep()
{
    // After an absence the last that was lost is found by nothing else.
    m_wholeFor = m_isWhole() ? m_wholeFor + 1 : 0;
    const bool isSettled = m_wholeFor > ticksSettling;
    if (++m_ticks < (isSettled ? ticksWhole : 1) || m_isLooking)
        return;
    m_ticks = 0;
    QStringList roomIds;
    const qint64 now = m_services.clock.steadyMs();
    for (auto it = m_rooms.begin(); it != m_rooms.end();) {
        Room &room = it->second;
        if (isOpen(it->first)) {
            room.emptySince = 0;
            roomIds += it->first;
        } else if (room.emptySince == 0) {
            room.emptySince = now;
        } else if (now - room.emptySince > m_keepMs) {
            it = m_rooms.erase(it);
            continue;
        }
        ++it;
    }
    if (roomIds.isEmpty())
        return;
    look(roomIds);
    if (!isSettled && ++m_unsettled % strangersEvery == 0)
        lookForStrangers(roomIds);
}

void RoomFeed::lookForStrangers(const QStringList &roomIds)
{
    if (std::exchange(m_isLookingForStrangers, true))
        return;
    using Members = QHash<QString, QSet<QString>>;
    m_services.storage.read<Members>(
        this,
        [roomIds](Database &db) -> Result<Members> {
            Members all;
            for (const QString &roomId : roomIds) {
                const auto members = db.rooms().members(roomId);
                if (!members)
                    return members.error();
                for (const RoomMember &each : *members)
                    all[roomId].insert(each.user.id);
            }
            return all;
        },
        [this](const Result<Members> &members) {
            m_isLookingForStrangers = false;
            if (!members)
                return;
            for (auto it = members->cbegin(); it != members->cend(); ++it) {
                for (const Socket *socket : m_services.chat.socketsIn(roomName(it.key()))) {
                    if (const QString userId = callerOf(*socket).user.id; !it->contains(userId))
                        Q_EMIT strangerFound(it.key(), userId);
                }
            }
        });
}

void RoomFeed::look(const QStringList &roomIds)
{
    m_isLooking = true;
    QHash<QString, RoomPosition> told;
    for (const QString &roomId : roomIds) {
        if (const Room *room = find(roomId))
            told.insert(roomId, {roomId, room->messages.last(), room->changes.last()});
    }
    m_services.storage.read<Positions>(
        this, [roomIds](Database &db) { return db.rooms().positions(roomIds); },
        [this, told](const Result<Positions> &positions) {
            m_isLooking = false;
            for (const RoomPosition &each : positions ? *positions : Positions()) {
                Room *room = find(each.roomId);
                if (!room)
                    continue;
                const RoomPosition before = told.value(each.roomId);
                m_figures.strange += room->messages.correct(before.lastSeq, each.lastSeq) ? 1 : 0;
                m_figures.strange += room->changes.correct(before.changeSeq, each.changeSeq) ? 1 : 0;
                room->messages.expect(each.lastSeq);
                room->changes.expect(each.changeSeq);
                noteGap(*room, each.roomId);
            }
        });
}

} // namespace hearth::server
