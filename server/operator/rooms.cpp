#include "server/operator/work.h"
#include "shared/base/ids.h"

#include <algorithm>

namespace hearth::server {

namespace {

//! Who makes the room: the one named with --by, else the owner.
Result<protocol::User> maker(Database &db, const QString &name)
{
    if (!name.isEmpty())
        return userNamed(db, name);
    const auto users = db.accounts().users();
    if (!users)
        return users.error();
    const auto owner = std::find_if(users->begin(), users->end(),
        [](const protocol::User &user) { return user.role == protocol::Role::Owner; });
    if (owner != users->end())
        return *owner;
    return Error(
        ErrorCode::NotFound, QStringLiteral("nobody owns this server; name the room's maker with --by"));
}

Result<Outcome> add(const Call &call)
{
    const QString &name = call.words.at(0);
    const QString topic = call.options.value(QStringLiteral("topic"));
    if (name.trimmed().isEmpty() || name.size() > 80 || topic.size() > 250)
        return Error(ErrorCode::InvalidRequest,
            QStringLiteral("a room's name has 1 to 80 characters, its topic up to 250"));
    const auto made = change(call, [&](Database &db) -> Result<protocol::Room> {
        const auto by = maker(db, call.options.value(QStringLiteral("by")));
        if (!by)
            return by.error();
        const bool isPrivate = call.options.contains(QStringLiteral("private"));
        auto room =
            db.rooms().createRoom({newId(IdKind::Room), name, topic, isPrivate, by->id, {}, {}, nowMs()});
        if (!room)
            return room;
        const auto done = recordOfRoom(db, actOf(call), protocol::AuditAction::RoomCreated, *room);
        return done ? room : done.error();
    });
    if (!made && made.error().code == ErrorCode::NameTaken)
        return Error(ErrorCode::NameTaken, QStringLiteral("there is a public room '%1' already").arg(name));
    return made ? Result<Outcome>(Outcome{lineOf({QStringLiteral("added %1").arg(name), made->id})})
                : made.error();
}

Result<Outcome> list(const Call &call)
{
    const auto db = openDatabase(call.settings);
    if (!db)
        return db.error();
    const auto rooms = (*db)->rooms().rooms();
    if (!rooms)
        return rooms.error();
    Outcome out;
    for (const RoomSummary &room : *rooms)
        out.output +=
            lineOf({room.name, room.isPrivate ? QStringLiteral("private") : QStringLiteral("public"), room.id,
                QStringLiteral("%1 members").arg(room.members),
                QStringLiteral("%1 messages").arg(room.messages), room.topic});
    return out;
}

} // namespace

QList<Command> roomCommands()
{
    return {
        {QStringLiteral("room add"), QStringLiteral("NAME"),
            QStringLiteral("makes a room; apps that are open see it when they next connect"), add,
            {{QStringLiteral("topic"), QStringLiteral("what it is for"), QStringLiteral("TEXT")},
                {QStringLiteral("private"), QStringLiteral("only members find it")},
                {QStringLiteral("by"), QStringLiteral("who makes it and is its first member; else the owner"),
                    QStringLiteral("USER")}}},
        {QStringLiteral("room list"), {},
            QStringLiteral(
                "a line each: name, public or private, id, members, messages, topic; no rooms of two"),
            list},
    };
}

} // namespace hearth::server
