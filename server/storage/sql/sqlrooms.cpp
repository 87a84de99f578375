#include "server/storage/sql/sqlrooms.h"

#include "server/storage/mentions.h"
#include "server/storage/sql/sqlaccounts.h"
#include "server/storage/sql/statements.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace hearth::server {

namespace {

protocol::Room roomFrom(const Rows &rows)
{
    protocol::Room room;
    room.id = rows.text(0);
    room.name = rows.text(1);
    room.topic = rows.text(2);
    room.isPrivate = rows.flag(3);
    room.directUserId = rows.textOrNothing(4);
    room.lastSeq = rows.number(5);
    room.readSeq = rows.number(6);
    room.unread = rows.number(7);
    room.mentions = rows.number(8);
    room.lastAt = rows.number(9);
    if (!rows.isNull(10))
        room.role = roleFrom(rows.text(10));
    room.archivedAt = rows.numberOrNothing(11);
    return room;
}

Result<QList<RoomMember>> membersFrom(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    QList<RoomMember> members;
    while (rows->next())
        members.append({userFrom(*rows), roleFrom(rows->text(4)), rows->number(5)});
    if (auto end = rows->end(); !end)
        return end.error();
    return members;
}

std::optional<QString> folded(const std::optional<QString> &name)
{
    return name ? std::optional(foldedName(*name)) : std::nullopt;
}

//! AccessDenied as if there were no such room.
Result<RoomAccess> accessFrom(const Rows &rows, const QString &roomId)
{
    RoomAccess access;
    access.roomId = roomId;
    access.isPrivate = rows.flag(0);
    access.isMember = !rows.isNull(1);
    if (access.isMember)
        access.role = roleFrom(rows.text(1));
    access.isArchived = rows.flag(2);
    access.isDirect = rows.flag(3);
    access.serverRole = roleFrom(rows.text(4));
    if (access.isMember || (!access.isPrivate && access.serverRole != protocol::Role::Guest))
        return access;
    return ErrorCode::AccessDenied;
}

} // namespace

Result<protocol::Room> SqlRooms::createRoom(const NewRoom &room)
{
    const QStringList pair = room.directKey.isEmpty() ? QStringList() : room.directKey.split(u'+');
    if (!pair.isEmpty() && pair.size() != 2)
        return Error(ErrorCode::InvalidRequest, QStringLiteral("directKey must name two people"));
    auto id = existingRoom(room, pair);
    if (!id)
        return id.error();
    if (id->isEmpty()) {
        if (auto inserted = insertRoom(room, pair); !inserted)
            return inserted.error();
        id = room.id;
    }
    // In an old room of two as well: whoever left it is needed again.
    for (const QString &member : QStringList{room.createdBy} + room.members) {
        if (auto added = addMember(*id, member, room.createdAt); !added)
            return added.error();
    }
    return roomFor(room.createdBy, *id);
}

//! The room of these two; empty where a new one may be made.
Result<QString> SqlRooms::existingRoom(const NewRoom &room, const QStringList &pair)
{
    if (pair.isEmpty() && room.isPrivate)
        return QString();
    auto rows = pair.isEmpty() ? m_statements.run("publicRoomNamed", foldedName(room.name))
                               : m_statements.run("directRoom", pair[0], pair[1]);
    if (!rows)
        return rows.error();
    if (!rows->next()) {
        auto end = rows->end();
        return end ? Result<QString>(QString()) : end.error();
    }
    return pair.isEmpty() ? Result<QString>(ErrorCode::NameTaken) : rows->text(0);
}

Result<Done> SqlRooms::insertRoom(const NewRoom &room, const QStringList &pair)
{
    const auto one = pair.isEmpty() ? std::nullopt : std::optional(pair[0]);
    const auto other = pair.isEmpty() ? std::nullopt : std::optional(pair[1]);
    auto rows = m_statements.run("createRoom", room.id, room.name, foldedName(room.name), room.topic,
        room.isPrivate || !pair.isEmpty(), one, other, room.createdBy, room.createdAt);
    return rows ? Result<Done>(Done{}) : rows.error();
}

Result<QList<protocol::Room>> SqlRooms::list(const char *statement, const QString &userId)
{
    auto rows = m_statements.run(statement, userId);
    if (!rows)
        return rows.error();
    QList<protocol::Room> rooms;
    while (rows->next())
        rooms.append(roomFrom(*rows));
    if (auto end = rows->end(); !end)
        return end.error();
    return rooms;
}

Result<QList<protocol::Room>> SqlRooms::roomsOf(const QString &userId)
{
    return list("roomsOf", userId);
}

Result<QList<protocol::Room>> SqlRooms::publicRooms(const QString &userId)
{
    return list("publicRooms", userId);
}

Result<QList<RoomSummary>> SqlRooms::rooms()
{
    auto rows = m_statements.run("rooms");
    if (!rows)
        return rows.error();
    QList<RoomSummary> all;
    while (rows->next())
        all.append(
            {rows->text(0), rows->text(1), rows->text(2), rows->flag(3), rows->number(4), rows->number(5)});
    if (auto end = rows->end(); !end)
        return end.error();
    return all;
}

Result<protocol::Room> SqlRooms::roomFor(const QString &userId, const QString &roomId)
{
    auto rows = m_statements.run("roomFor", userId, roomId);
    if (!rows)
        return rows.error();
    if (rows->next())
        return roomFrom(*rows);
    auto end = rows->end();
    return end ? Error(ErrorCode::AccessDenied) : end.error();
}

Result<QList<Result<RoomAccess>>> SqlRooms::accessEach(const QList<PersonInRoom> &all)
{
    QList<Result<RoomAccess>> accesses;
    const auto valuesOf = [](const PersonInRoom &each) { return std::tie(each.userId, each.roomId); };
    const auto read = [&](qsizetype i, Rows &rows) -> Result<Done> {
        const bool isThere = rows.next();
        if (auto end = rows.end(); !isThere && !end)
            return end;
        accesses += isThere ? accessFrom(rows, all.at(i).roomId) : ErrorCode::AccessDenied;
        return Done{};
    };
    const auto done = m_statements.runEach("access", all, valuesOf, read);
    return done ? Result(accesses) : done.error();
}

Result<QList<KnownRoom>> SqlRooms::knownRooms(const QString &userId)
{
    auto rows = m_statements.run("knownRooms", userId);
    if (!rows)
        return rows.error();
    QList<KnownRoom> all;
    while (rows->next()) {
        KnownRoom room;
        room.access.roomId = rows->text(0);
        room.access.isMember = rows->flag(1);
        room.access.isPrivate = rows->flag(2);
        room.name = rows->text(3);
        all.append(room);
    }
    const auto end = rows->end();
    return end ? Result(all) : end.error();
}

Result<bool> SqlRooms::changeRoom(const QString &roomId, const RoomChange &change)
{
    auto now = m_statements.run("roomNamed", roomId);
    if (!now)
        return now.error();
    if (!now->next())
        return ErrorCode::NotFound;
    const QString name = change.name.value_or(now->text(0));
    const bool isPrivate = change.isPrivate.value_or(now->flag(1));
    if (!isPrivate) {
        auto other = m_statements.run("publicRoomNamed", foldedName(name));
        if (!other)
            return other.error();
        if (other->next() && other->text(0) != roomId)
            return ErrorCode::NameTaken;
    }
    auto rows = m_statements.run("changeRoom", roomId, change.name, folded(change.name), change.topic,
        change.isPrivate ? int(*change.isPrivate) : -1, change.archivedAt.value_or(-1));
    return rows ? Result<bool>(rows->affected() > 0) : rows.error();
}

Result<QList<RoomMember>> SqlRooms::members(const QString &roomId)
{
    return membersFrom(m_statements.run("members", roomId));
}

Result<RoomMember> SqlRooms::member(const QString &roomId, const QString &userId)
{
    const auto found = membersFrom(m_statements.run("member", roomId, userId));
    if (!found)
        return found.error();
    return found->isEmpty() ? Result<RoomMember>(ErrorCode::NotFound) : found->first();
}

Result<QList<RoomMember>> SqlRooms::readersOf(const QString &roomId, const Position &message)
{
    const auto seq = seqOf(m_statements, roomId, message);
    if (!seq)
        return seq.error();
    return membersFrom(m_statements.run("readersOf", roomId, *seq));
}

Result<Done> SqlRooms::setMemberRole(const QString &roomId, const QString &userId, protocol::Role role)
{
    return someAffected(m_statements.run("setMemberRole", roomId, userId, roleText(role)));
}

Result<bool> SqlRooms::addMember(const QString &roomId, const QString &userId, qint64 now)
{
    {
        auto rows = m_statements.run("addMember", roomId, userId, now);
        if (!rows)
            return rows.error();
        if (rows->affected() == 0)
            return false;
    }
    const auto counted = m_statements.change("countReadMove", roomId);
    return counted ? Result<bool>(true) : counted.error();
}

Result<Departure> SqlRooms::removeMember(const QString &roomId, const QString &userId)
{
    {
        auto rows = m_statements.run("removeMember", roomId, userId);
        if (!rows)
            return rows.error();
        if (rows->affected() == 0)
            return Departure{};
    }
    if (const auto done = m_statements.change("forgetNotificationsOf", roomId, userId); !done)
        return done.error();
    QString heir;
    {
        auto rows = m_statements.run("succeed", roomId);
        if (!rows)
            return rows.error();
        if (rows->next())
            heir = rows->text(0);
    }
    if (heir.isEmpty())
        return Departure{true, {}};
    const auto owner = member(roomId, heir);
    return owner ? Result(Departure{true, *owner}) : owner.error();
}

Result<RoomState> SqlRooms::state(const QString &roomId, const QString &userId)
{
    auto rows = m_statements.run("state", roomId, userId);
    if (!rows)
        return rows.error();
    if (rows->next())
        return RoomState{rows->text(2), rows->number(0), rows->number(1), rows->number(3), rows->number(4),
            rows->number(5)};
    auto end = rows->end();
    return end ? Error(ErrorCode::AccessDenied) : end.error();
}

Result<QList<RoomPosition>> SqlRooms::positions(const QStringList &roomIds)
{
    const QByteArray list = QJsonDocument(QJsonArray::fromStringList(roomIds)).toJson(QJsonDocument::Compact);
    return listOf(m_statements.run("positions", QString::fromUtf8(list)), [](const Rows &row) {
        return RoomPosition{row.text(0), row.number(1), row.number(2)};
    });
}

Result<ReadMark> SqlRooms::markRead(const QString &roomId, const QString &userId, const Position &upTo)
{
    const auto seq = seqOf(m_statements, roomId, upTo);
    if (!seq)
        return seq.error();
    const auto before = state(roomId, userId);
    if (!before)
        return before.error();
    const qint64 reached = std::min(*seq, before->lastSeq);
    if (reached <= before->readSeq)
        return ReadMark{before->readSeq, false};
    if (const auto moved = m_statements.change("moveCursor", roomId, userId, reached); !moved)
        return moved.error();
    const auto counted = m_statements.change("countReadMove", roomId);
    return counted ? Result(ReadMark{reached, true}) : counted.error();
}

Result<QList<ReadMove>> SqlRooms::readsAfter(
    const QString &roomId, const QString &viewerId, qint64 after, int limit)
{
    auto rows = m_statements.run("readsAfter", roomId, viewerId, after, limit);
    if (!rows)
        return rows.error();
    QList<ReadMove> moves;
    while (rows->next())
        moves.append({rows->text(0), rows->number(1), rows->number(2)});
    const auto end = rows->end();
    return end ? Result(moves) : end.error();
}

Result<QList<QString>> SqlRooms::contacts(const QString &userId)
{
    auto rows = m_statements.run("contacts", userId);
    if (!rows)
        return rows.error();
    QList<QString> ids;
    while (rows->next())
        ids.append(rows->text(0));
    if (auto end = rows->end(); !end)
        return end.error();
    return ids;
}

} // namespace hearth::server
