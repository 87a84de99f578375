#pragma once

#include "server/features/gate.h"
#include "server/features/notifications.h"
#include "server/features/rooms.h"

namespace hearth::server {

//! Who belongs to a room and what they may do there: the REST paths under /api/rooms/{id}/members, and who
//! has read a message.
class Membership : public QObject
{
    Q_OBJECT

public:
    Membership(const Services &services, Accounts &accounts, Notifications &notifications,
        PresenceFeature &presence, Rooms &rooms, QObject *parent = nullptr);

private:
    void list(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void add(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void setRole(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void remove(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void readers(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    using Read = std::function<Result<QList<RoomMember>>(Database &)>;
    using Encode = HttpResponse (*)(const QList<protocol::Member> &people);
    //! Behind the gate.
    void answer(const HttpRequest &request, const Responder &respond, Verb verb, const QString &roomId,
        const Read &read, Encode encode);

    Services m_services;
    Accounts &m_accounts;
    Notifications &m_notifications;
    PresenceFeature &m_presence;
    Rooms &m_rooms;
};

} // namespace hearth::server
