#pragma once

#include "server/features/accounts.h"

namespace hearth::server {

//! What was done, for who runs the server: GET /api/audit.
class Audit : public QObject
{
    Q_OBJECT

public:
    Audit(const Services &services, Accounts &accounts, QObject *parent = nullptr);

private:
    void page(const HttpRequest &request, const Responder &respond);

    Services m_services;
    Accounts &m_accounts;
};

} // namespace hearth::server
