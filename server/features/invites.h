#pragma once

#include "server/features/accounts.h"

namespace hearth::server {

//! Invites: /api/invites.
class Invites : public QObject
{
    Q_OBJECT

public:
    Invites(const Services &services, Accounts &accounts, QObject *parent = nullptr);

private:
    void make(const HttpRequest &request, const Responder &respond);
    void list(const HttpRequest &request, const Responder &respond);
    void revoke(const HttpRequest &request, const QString &inviteId, const Responder &respond);

    Services m_services;
    Accounts &m_accounts;
};

} // namespace hearth::server
