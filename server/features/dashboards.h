#pragma once

#include "server/features/channelaccess.h"
#include "shared/protocol/dashboard.h"

namespace hearth::server {

//! The team's dashboards, under /api/dashboards: members read and change them, and whoever is here hears that
//! one has changed. A channel token reads those of which it reads some channel: a wall screen needs no more.
class Dashboards : public QObject
{
    Q_OBJECT

public:
    Dashboards(const Services &services, Accounts &accounts, ChannelAccess &access);

    //! Those beyond Limits::dashboards.
    [[nodiscard]] quint64 refused() const { return m_refused; }

private:
    void list(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void show(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void put(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void remove(const HttpRequest &request, const QStringList &ids, const Responder &respond);

    Services m_services;
    Accounts &m_accounts;
    ChannelAccess &m_access;
    quint64 m_refused = 0;
};

} // namespace hearth::server
