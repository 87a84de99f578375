#include "server/storage/mentions.h"
#include "server/storage/sqlite/sqlitestores.h"

namespace hearth::server {

using protocol::Room;

Result<QList<Room>> SqliteRooms::list(const QString &statement, const QVariantList &values)
{
    QList<Room> rooms;
    const auto done = m_statements.run(statement, values, [&](const QSqlQuery &row) {
        Room room;
        room.id = row.value(0).toString();
        room.name = row.value(1).toString();
        room.topic = row.value(2).toString();
        room.isPrivate = row.value(3).toBool();
        if (!row.value(4).isNull())
            room.directUserId = row.value(4).toString();
        room.lastSeq = row.value(5).toLongLong();
        room.readSeq = row.value(6).toLongLong();
        room.unread = row.value(7).toLongLong();
        room.mentions = row.value(8).toLongLong();
        room.lastAt = row.value(9).toLongLong();
        rooms += room;
    });
    if (!done)
        return done.error();
    return rooms;
}

//! The id that the statement finds; empty where there is none.
Result<QString> SqliteRooms::idOf(const QString &statement, const QVariantList &values)
{
    QString id;
    const auto done =
        m_statements.run(statement, values, [&](const QSqlQuery &row) { id = row.value(0).toString(); });
    if (!done)
        return done.error();
    return id;
}

Result<Room> SqliteRooms::createRoom(const NewRoom &room)
{
    const QStringList two = room.directKey.split(QLatin1Char('+'), Qt::SkipEmptyParts);
    const bool isDirect = two.size() == 2;
    const auto existing = isDirect         ? idOf(QStringLiteral("directRoom"), {two.at(0), two.at(1)})
                          : room.isPrivate ? Result<QString>(QString())
                                           : idOf(QStringLiteral("publicRoomNamed"), {foldedName(room.name)});
    if (!existing)
        return existing.error();
    if (!existing->isEmpty() && !isDirect)
        return ErrorCode::NameTaken;
    if (!existing->isEmpty())
        return roomFor(room.createdBy, *existing);
    const auto made = m_statements.run(
        QStringLiteral("createRoom"), {room.id, room.name, foldedName(room.name), room.topic, room.isPrivate,
                                          isDirect ? two.at(0) : QVariant(),
                                          isDirect ? two.at(1) : QVariant(), room.createdBy, room.createdAt});
    if (!made)
        return made.error();
    for (const QString &member : QList<QString>{room.createdBy} + room.members) {
        if (const auto added = addMember(room.id, member, room.createdAt); !added)
            return added.error();
    }
    return roomFor(room.createdBy, room.id);
}

Result<QList<Room>> SqliteRooms::roomsOf(const QString &userId)
{
    return list(QStringLiteral("roomsOf"), {userId});
}

Result<Room> SqliteRooms::roomFor(const QString &userId, const QString &roomId)
{
    const auto rooms = list(QStringLiteral("roomFor"), {userId, roomId});
    if (!rooms)
        return rooms.error();
    if (rooms->isEmpty())
        return ErrorCode::AccessDenied;
    return rooms->first();
}

Result<QList<Room>> SqliteRooms::publicRooms(const QString &userId)
{
    return list(QStringLiteral("publicRooms"), {userId});
}

Result<RoomAccess> SqliteRooms::access(const QString &userId, const QString &roomId)
{
    std::optional<RoomAccess> found;
    const auto done = m_statements.run(QStringLiteral("access"), {userId, roomId}, [&](const QSqlQuery &row) {
        found = RoomAccess{roomId, row.value(1).toBool(), row.value(0).toBool()};
    });
    if (!done)
        return done.error();
    if (!found || (found->isPrivate && !found->isMember))
        return ErrorCode::AccessDenied;
    return *found;
}

Result<QList<protocol::User>> SqliteRooms::members(const QString &roomId)
{
    QList<protocol::User> users;
    const auto done = m_statements.run(
        QStringLiteral("members"), {roomId}, [&](const QSqlQuery &row) { users += userFrom(row); });
    if (!done)
        return done.error();
    return users;
}

Result<bool> SqliteRooms::addMember(const QString &roomId, const QString &userId, qint64 now)
{
    const auto done = m_statements.run(QStringLiteral("addMember"), {roomId, userId, now});
    if (!done)
        return done.error();
    return m_statements.changedRows() > 0;
}

Result<bool> SqliteRooms::removeMember(const QString &roomId, const QString &userId)
{
    const auto done = m_statements.run(QStringLiteral("removeMember"), {roomId, userId});
    if (!done)
        return done.error();
    return m_statements.changedRows() > 0;
}

Result<RoomState> SqliteRooms::state(const QString &roomId, const QString &userId)
{
    std::optional<RoomState> found;
    const auto done = m_statements.run(QStringLiteral("state"), {roomId, userId}, [&](const QSqlQuery &row) {
        found = RoomState{m_epoch, row.value(0).toLongLong(), row.value(1).toLongLong()};
    });
    if (!done)
        return done.error();
    if (!found)
        return ErrorCode::AccessDenied;
    return *found;
}

Result<qint64> SqliteRooms::markRead(const QString &roomId, const QString &userId, const Position &upTo)
{
    const auto seq = seqAt(m_statements, roomId, upTo);
    const auto before = state(roomId, userId);
    if (!seq)
        return seq.error();
    if (!before)
        return before.error();
    const qint64 target = std::min(*seq, before->lastSeq);
    const auto moved = m_statements.run(QStringLiteral("moveCursor"), {roomId, userId, target});
    if (!moved)
        return moved.error();
    return std::max(before->readSeq, target);
}

Result<QList<QString>> SqliteRooms::contacts(const QString &userId)
{
    QList<QString> ids;
    const auto done = m_statements.run(
        QStringLiteral("contacts"), {userId}, [&](const QSqlQuery &row) { ids += row.value(0).toString(); });
    if (!done)
        return done.error();
    return ids;
}

} // namespace hearth::server
