#pragma once

#include "server/features/numberwatch.h"
#include "server/features/rooms.h"

namespace hearth::server {

//! The accounts, for who runs the server: /api/users. Whom the operator removes beside the running server is
//! missing to the others within a second, too.
class People : public QObject
{
    Q_OBJECT

public:
    People(const Services &services, Accounts &accounts, Rooms &rooms, QObject *parent = nullptr);

private:
    void list(const HttpRequest &request, const Responder &respond);
    void change(const HttpRequest &request, const QString &userId, const Responder &respond);
    void remove(const HttpRequest &request, const QString &userId, const Responder &respond);

    enum class Reach { Here, Everywhere };
    void tellOffline(
        const QString &userId, qint64 lastSeen, const QSet<QString> &contacts, Reach reach) const;
    void departed(qint64 last);
    void tellOutside();

    Services m_services;
    Accounts &m_accounts;
    Rooms &m_rooms;
    qint64 m_toldUpTo = -1; //!< of the departures that other processes noted; -1: not asked yet
    NumberWatch m_departures;
};

} // namespace hearth::server
