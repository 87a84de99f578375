#include "server/demo/settling.h"

#include "server/auth/passwords.h"
#include "server/auth/tokens.h"
#include "shared/base/ids.h"

namespace hearth::server {

namespace {

Result<Done> addPeople(Database &db, const DemoScript &script, qint64 now, DemoCast &cast)
{
    const auto hash = Passwords::hashBlocking(QString::fromLatin1(demoPassword));
    if (!hash)
        return hash.error();
    for (const DemoPerson &person : script.people) {
        auto found = db.accounts().userByName(person.username);
        if (!found) {
            const auto made = db.accounts().createUser(
                {{newId(IdKind::User), person.username, person.displayName, protocol::Role::Member}, *hash,
                    now});
            if (!made)
                return made.error();
            found = UserRecord{*made, *hash, now};
        }
        const QString token = newSecret();
        if (auto added = db.sessions().add(
                {newId(IdKind::SignIn), secretHash(token), found->user.id, QStringLiteral("demo"), now, now});
            !added)
            return added;
        cast.people.insert(person.username, {found->user, token});
    }
    return Done{};
}

Result<Done> addRoom(Database &db, const DemoRoom &room, qint64 at, DemoCast &cast)
{
    NewRoom wanted;
    wanted.id = newId(IdKind::Room);
    wanted.name = room.direct.isEmpty() ? room.name : QString();
    wanted.topic = room.topic;
    wanted.isPrivate = room.isPrivate;
    wanted.createdAt = at;
    for (const QString &member : room.members)
        wanted.members += cast.people.value(member).user.id;
    wanted.createdBy = wanted.members.first();
    if (!room.direct.isEmpty()) {
        QStringList two = wanted.members;
        two.sort();
        wanted.directKey = two.join(QLatin1Char('+'));
    }
    const auto made = db.rooms().createRoom(wanted);
    if (!made)
        return made.error();
    cast.rooms.insert(room.name, made->id);
    return Done{};
}

Result<Done> addHistory(Database &db, const DemoScript &script, const DemoCast &cast)
{
    for (const DemoLine &line : script.history) {
        const auto appended = db.messages().append({newId(IdKind::Message), cast.rooms.value(line.room),
            cast.people.value(line.who).user.id, line.text, {}, line.at});
        if (!appended)
            return appended.error();
    }
    return Done{};
}

//! Everybody has read everything, but `you` have something to come back to.
Result<Done> moveCursors(Database &db, const DemoScript &script, const DemoCast &cast)
{
    for (const DemoRoom &room : script.rooms) {
        const QString roomId = cast.rooms.value(room.name);
        for (const QString &member : room.members) {
            const QString userId = cast.people.value(member).user.id;
            const auto state = db.rooms().state(roomId, userId);
            if (!state)
                return state.error();
            const bool isYou = member == script.people.first().username;
            const Position upTo{{}, state->lastSeq - (isYou ? room.unread : 0)};
            if (const auto moved = db.rooms().markRead(roomId, userId, upTo); !moved)
                return moved.error();
        }
    }
    return Done{};
}

Result<Done> addRooms(Database &db, const DemoScript &script, DemoCast &cast)
{
    const qint64 first = script.history.isEmpty() ? 0 : script.history.first().at;
    for (const DemoRoom &room : script.rooms) {
        if (auto added = addRoom(db, room, first, cast); !added)
            return added;
    }
    if (auto added = addHistory(db, script, cast); !added)
        return added;
    return moveCursors(db, script, cast);
}

//! The rooms of an earlier run, as `you` see them.
Result<Done> findRooms(Database &db, const DemoScript &script, DemoCast &cast)
{
    const auto rooms = db.rooms().roomsOf(cast.people.value(script.people.first().username).user.id);
    if (!rooms)
        return rooms.error();
    for (const protocol::Room &room : *rooms)
        cast.rooms.insert(room.directUserId ? QStringLiteral("direct:") + room.name : room.name, room.id);
    return Done{};
}

} // namespace

Result<DemoCast> settle(Database &db, const DemoScript &script, qint64 now)
{
    const auto count = db.accounts().userCount();
    if (!count)
        return count.error();
    DemoCast cast;
    if (const auto added = addPeople(db, script, now, cast); !added)
        return added.error();
    const auto done = *count == 0 ? addRooms(db, script, cast) : findRooms(db, script, cast);
    return done ? Result<DemoCast>(cast) : done.error();
}

} // namespace hearth::server
