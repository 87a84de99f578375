#include "app/viewmodels/names.h"

#include "app/models/bidi.h"

#include <QHash>

namespace hearth::app {

QString shownName(const Store &store, const QString &userId, const QString &username)
{
    const auto known = store.person(userId);
    return safeName(known ? known->displayName : username);
}

QString shownRoom(const Store &store, const QString &roomId)
{
    const auto room = store.room(roomId);
    return room ? safeName(room->name) : QString();
}

QList<SearchName> searchPeople(const Store &store)
{
    QList<SearchName> out;
    for (const MemberRecord &each : store.people())
        out += SearchName{each.username, each.displayName};
    return out;
}

QList<SearchName> searchRooms(const Store &store)
{
    QHash<QString, QString> usernames;
    for (const MemberRecord &each : store.people())
        usernames.insert(each.userId, each.username);
    QList<SearchName> out;
    for (const RoomRecord &room : store.rooms())
        out += SearchName{room.isDirect() ? usernames.value(room.directUserId) : room.name, room.name};
    out.removeIf([](const SearchName &each) { return each.name.isEmpty(); });
    return out;
}

} // namespace hearth::app
