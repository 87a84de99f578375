#pragma once

#include "server/storage/alertstore.h"
#include "server/storage/dashboardstore.h"

namespace hearth::server {

class Statements;

class SqliteDashboards final : public DashboardStore
{
public:
    explicit SqliteDashboards(Statements &statements) : m_statements(statements) {}

    Result<QList<protocol::Dashboard>> dashboards() override;
    Result<protocol::Dashboard> dashboard(const QString &id) override;
    Result<Done> put(const protocol::Dashboard &dashboard) override;
    Result<Done> removeDashboard(const QString &id) override;

private:
    Statements &m_statements;
};

class SqliteAlerts final : public AlertStore
{
public:
    explicit SqliteAlerts(Statements &statements) : m_statements(statements) {}

    Result<QList<protocol::Alert>> alerts() override;
    Result<protocol::Alert> alert(const QString &id) override;
    Result<Done> put(const protocol::Alert &alert) override;
    Result<Done> removeAlert(const QString &id) override;

private:
    Statements &m_statements;
};

} // namespace hearth::server
