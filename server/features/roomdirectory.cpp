#include "server/features/roomdirectory.h"

#include "server/features/binding.h"
#include "server/features/gate.h"
#include "server/features/requests.h"
#include "server/features/rest/rooms.h"
#include "shared/base/ids.h"
#include "shared/protocol/events.h"

namespace hearth::server {

namespace {

HttpResponse answerWith(const Result<protocol::Room> &room, int status = 200)
{
    return answerOf(room ? Result(RoomAnswer{*room}) : room.error(), status);
}

} // namespace

RoomDirectory::RoomDirectory(
    const Services &services, Accounts &accounts, Notifications &notifications, Rooms &rooms, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_accounts(accounts)
    , m_notifications(notifications)
    , m_rooms(rooms)
{
    Router &router = services.router;
    router.add("GET", QStringLiteral("/api/rooms"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            list(request, respond);
        });
    router.add("POST", QStringLiteral("/api/rooms"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            create(request, respond);
        });
    router.add("GET", QStringLiteral("/api/rooms/{id}"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            show(request, ids.at(0), respond);
        });
    router.add("PATCH", QStringLiteral("/api/rooms/{id}"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            change(request, ids.at(0), respond);
        });
}

void RoomDirectory::list(const HttpRequest &request, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, respond](const Caller &caller) {
        m_services.storage.read<RoomsAnswer>(
            this,
            [userId = caller.user.id](Database &db) -> Result<RoomsAnswer> {
                auto own = db.rooms().roomsOf(userId);
                auto open = db.rooms().publicRooms(userId);
                if (!own)
                    return own.error();
                if (!open)
                    return open.error();
                return RoomsAnswer{*own, *open};
            },
            [respond](const Result<RoomsAnswer> &lists) { respond(answerOf(lists)); });
    });
}

void RoomDirectory::create(const HttpRequest &request, const Responder &respond)
{
    const auto body = bodyAs<CreateRoom>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    if (!body->direct && !body->name)
        return respond(HttpResponse::error({ErrorCode::InvalidRequest, QStringLiteral("name: is missing")}));
    m_accounts.authenticate(request, respond, [this, respond, wanted = *body](const Caller &caller) {
        const QString me = caller.user.id;
        NewRoom room{newId(IdKind::Room), wanted.name.value_or(QString()), wanted.topic.value_or(QString()),
            wanted.isPrivate.value_or(false), me, wanted.members.value_or(QList<QString>()), {},
            m_services.clock.wallMs()};
        if (wanted.direct) {
            QStringList two{me, *wanted.direct};
            two.sort();
            room.directKey = two.join(QLatin1Char('+'));
            room.isPrivate = true;
            room.members = {*wanted.direct};
        }
        struct Made
        {
            protocol::Room room;
            News news;
            QList<Welcome> welcomes;
            QList<RoomMember> people; //!< of one that was there, to which somebody may have come back
        };
        m_services.storage.write<Made>(
            this,
            [room, occasion = m_notifications.occasion(), act = actOf(caller, m_services)](
                Database &db) -> Result<Made> {
                const auto maker = db.accounts().userById(room.createdBy);
                if (!maker)
                    return maker.error();
                if (maker->role == protocol::Role::Guest)
                    return Error(
                        ErrorCode::Forbidden, QStringLiteral("Guests make no rooms: ask who invited you"));
                for (const QString &member : room.members) {
                    if (!mustBeThere(db, member))
                        return Error(ErrorCode::NotFound, QStringLiteral("members: there is no such person"));
                }
                const auto made = db.rooms().createRoom(room);
                if (!made)
                    return made.error();
                // To talk to somebody is no invitation.
                const QStringList invited = room.directKey.isEmpty() ? room.members : QStringList();
                if (made->id == room.id) { // a room of two may have been there
                    const auto done = recordOfRoom(db, act, protocol::AuditAction::RoomCreated, *made);
                    if (!done)
                        return done.error();
                }
                const auto news = notifyOfRoom(db, made->id, invited, room.createdBy, occasion);
                if (!news)
                    return news.error();
                const auto welcomes = welcomesOf(db, made->id, QList<QString>{room.createdBy} + room.members);
                if (!welcomes)
                    return welcomes.error();
                const auto people =
                    made->id != room.id ? db.rooms().members(made->id) : Result(QList<RoomMember>());
                return people ? Result(Made{*made, *news, *welcomes, *people}) : people.error();
            },
            [this, respond](const Result<Made> &made) {
                if (!made)
                    return respond(HttpResponse::error(made.error()));
                m_rooms.tellAdded(made->welcomes);
                for (const RoomMember &each : made->people)
                    m_rooms.tellMember(made->room.id, memberOf(each));
                m_notifications.tell(made->news);
                respond(answerWith(made->room, 201));
            });
    });
}

void RoomDirectory::show(const HttpRequest &request, const QString &roomId, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, roomId, respond](const Caller &caller) {
        m_services.storage.read<protocol::Room>(
            this,
            [roomId, me = caller.user.id](Database &db) -> Result<protocol::Room> {
                if (const auto access = pass(db, me, roomId, Verb::Enter); !access)
                    return access.error();
                return db.rooms().roomFor(me, roomId);
            },
            [respond](const Result<protocol::Room> &room) { respond(answerWith(room)); });
    });
}

void RoomDirectory::change(const HttpRequest &request, const QString &roomId, const Responder &respond)
{
    const auto body = bodyAs<PatchRoom>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    RoomChange wanted{body->name, body->topic, body->isPrivate, {}};
    if (body->archived)
        wanted.archivedAt = *body->archived ? m_services.clock.wallMs() : 0;
    m_accounts.authenticate(request, respond, [this, roomId, respond, wanted](const Caller &caller) {
        m_services.storage.write<ChangedRoom>(
            this,
            [=, act = actOf(caller, m_services)](
                Database &db) { return changeRoom(db, act, roomId, wanted); },
            [this, respond, me = caller.user.id](const Result<ChangedRoom> &changed) {
                respond(answerWith(changed ? Result(changed->room) : changed.error()));
                if (changed && changed->isNew)
                    tellUpdated(*changed, me);
            });
    });
}

Result<RoomDirectory::ChangedRoom> RoomDirectory::changeRoom(
    Database &db, const Act &act, const QString &roomId, RoomChange wanted)
{
    const QString &userId = act.userId;
    const auto access = pass(db, userId, roomId, Verb::Manage);
    if (!access)
        return access.error();
    // When it was archived first stays.
    if (wanted.archivedAt && *wanted.archivedAt > 0 && access->isArchived)
        wanted.archivedAt.reset();
    const auto isNew = db.rooms().changeRoom(roomId, wanted);
    if (!isNew)
        return isNew.error();
    const auto room = db.rooms().roomFor(userId, roomId);
    if (!room)
        return room.error();
    const auto members = db.rooms().members(roomId);
    if (!members)
        return members.error();
    if (wanted.archivedAt && room->archivedAt.has_value() != access->isArchived) {
        using Action = protocol::AuditAction;
        const auto action = room->archivedAt ? Action::RoomArchived : Action::RoomReopened;
        if (const auto done = recordOfRoom(db, act, action, *room); !done)
            return done.error();
    }
    ChangedRoom changed{*room, *isNew, {}};
    for (const RoomMember &member : *members)
        changed.members += personalRoom(member.user.id);
    return changed;
}

//! Also to members who do not hear the room just now.
void RoomDirectory::tellUpdated(const ChangedRoom &changed, const QString &userId)
{
    if (changed.members.isEmpty())
        return;
    const protocol::Room &room = changed.room;
    const protocol::RoomUpdated event{
        room.id, room.name, room.topic, room.isPrivate, room.archivedAt.value_or(0), userId};
    m_services.chat.emitTo(changed.members, QString::fromLatin1(event.info.name),
        Encoded::ofText(protocol::argumentsText(event)));
}

} // namespace hearth::server
