// The requests about dashboards, and what they are made of.
#include "app/net/answers.h"
#include "app/net/restclient.h"

namespace hearth::app {

namespace {

const auto dashboardsPath = QStringLiteral("/api/dashboards");

QString dashboardPath(const QString &dashboardId)
{
    return dashboardsPath + QLatin1Char('/') + dashboardId;
}

} // namespace

void RestClient::dashboards(Reply<QList<protocol::Dashboard>> reply)
{
    send("GET", dashboardsPath, {}, {}, listTo("dashboards", std::move(reply)));
}

void RestClient::dashboard(const QString &dashboardId, Reply<protocol::Dashboard> reply)
{
    send("GET", dashboardPath(dashboardId), {}, {}, decodedTo("dashboard", std::move(reply)));
}

void RestClient::putDashboard(const protocol::PutDashboard &wanted, Reply<protocol::Dashboard> reply)
{
    send("PUT", dashboardsPath, {}, protocol::encodeObject(wanted), decodedTo("dashboard", std::move(reply)));
}

void RestClient::removeDashboard(const QString &dashboardId, Reply<Done> reply)
{
    send("DELETE", dashboardPath(dashboardId), {}, {}, doneTo(std::move(reply)));
}

void RestClient::channels(Reply<QList<protocol::ChannelUpdate>> reply)
{
    send("GET", QStringLiteral("/api/channels"), {}, {}, listTo("channels", std::move(reply)));
}

} // namespace hearth::app
