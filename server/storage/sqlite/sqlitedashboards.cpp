#include "server/storage/sqlite/sqlitedashboards.h"

#include "server/storage/sqlite/jsonrows.h"

namespace hearth::server {

using protocol::Alert;
using protocol::Dashboard;

Result<QList<Dashboard>> SqliteDashboards::dashboards()
{
    return thingsOf<Dashboard>(m_statements.run("dashboards"));
}

Result<Dashboard> SqliteDashboards::dashboard(const QString &id)
{
    return thingOf<Dashboard>(m_statements.run("dashboardById", id));
}

Result<Done> SqliteDashboards::put(const Dashboard &dashboard)
{
    return m_statements.change("putDashboard", dashboard.id, dashboard.name, rowOf(dashboard));
}

Result<Done> SqliteDashboards::removeDashboard(const QString &id)
{
    return someAffected(m_statements.run("removeDashboard", id));
}

Result<QList<Alert>> SqliteAlerts::alerts()
{
    return thingsOf<Alert>(m_statements.run("alerts"));
}

Result<Alert> SqliteAlerts::alert(const QString &id)
{
    return thingOf<Alert>(m_statements.run("alertById", id));
}

Result<Done> SqliteAlerts::put(const Alert &alert)
{
    return m_statements.change("putAlert", alert.id, alert.name, alert.roomId, rowOf(alert));
}

Result<Done> SqliteAlerts::removeAlert(const QString &id)
{
    return someAffected(m_statements.run("removeAlert", id));
}

} // namespace hearth::server
