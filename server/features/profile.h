#pragma once

#include "server/features/accounts.h"

namespace hearth::server {

//! What a person sees and sets of their own account: GET and PATCH /api/me.
class Profile : public QObject
{
    Q_OBJECT

public:
    Profile(const Services &services, Accounts &accounts, QObject *parent = nullptr);

private:
    void show(const HttpRequest &request, const Responder &respond);
    void change(const HttpRequest &request, const Responder &respond);

    Services m_services;
    Accounts &m_accounts;
};

} // namespace hearth::server
