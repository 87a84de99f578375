#pragma once

#include "server/features/rooms.h"

namespace hearth::server {

//! The accounts, for who runs the server: /api/users.
class People : public QObject
{
    Q_OBJECT

public:
    People(const Services &services, Accounts &accounts, Rooms &rooms, QObject *parent = nullptr);

private:
    void list(const HttpRequest &request, const Responder &respond);
    void change(const HttpRequest &request, const QString &userId, const Responder &respond);
    void remove(const HttpRequest &request, const QString &userId, const Responder &respond);

    Services m_services;
    Accounts &m_accounts;
    Rooms &m_rooms;
};

} // namespace hearth::server
