#pragma once

#include "server/features/notifications.h"
#include "server/features/rooms.h"

namespace hearth::server {

//! The rooms there are: their list, one of them, making and changing one, under /api/rooms.
class RoomDirectory : public QObject
{
    Q_OBJECT

public:
    RoomDirectory(const Services &services, Accounts &accounts, Notifications &notifications, Rooms &rooms,
        QObject *parent = nullptr);

private:
    void list(const HttpRequest &request, const Responder &respond);
    void create(const HttpRequest &request, const Responder &respond);
    void show(const HttpRequest &request, const QString &roomId, const Responder &respond);
    void change(const HttpRequest &request, const QString &roomId, const Responder &respond);
    struct ChangedRoom
    {
        protocol::Room room;
        bool isNew = false;
        QSet<QString> members; //!< their personal rooms
    };
    [[nodiscard]] static Result<ChangedRoom> changeRoom(
        Database &db, const Act &act, const QString &roomId, RoomChange wanted);
    void tellUpdated(const ChangedRoom &changed, const QString &userId);

    Services m_services;
    Accounts &m_accounts;
    Notifications &m_notifications;
    Rooms &m_rooms;
};

} // namespace hearth::server
