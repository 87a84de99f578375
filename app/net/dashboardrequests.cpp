// The requests about dashboards and what they are made of, alerts and webhooks.
#include "app/net/answers.h"
#include "app/net/restclient.h"

namespace hearth::app {

namespace {

const auto dashboardsPath = QStringLiteral("/api/dashboards");

QString dashboardPath(const QString &dashboardId)
{
    return dashboardsPath + QLatin1Char('/') + dashboardId;
}

const auto alertsPath = QStringLiteral("/api/alerts");

QString hooksPath(const QString &roomId)
{
    return QStringLiteral("/api/rooms/%1/hooks").arg(roomId);
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

void RestClient::makeChannelToken(
    const QString &name, const QStringList &publish, const QStringList &read, Reply<QString> reply)
{
    send("POST", QStringLiteral("/api/channel-tokens"), {},
        {{QStringLiteral("name"), name}, {QStringLiteral("publish"), QJsonArray::fromStringList(publish)},
            {QStringLiteral("read"), QJsonArray::fromStringList(read)}},
        [reply = std::move(reply)](const Result<QJsonObject> &json) {
            reply(json ? Result<QString>(json->value(QLatin1String("token")).toString())
                       : Result<QString>(json.error()));
        });
}

// ---- alerts ----

void RestClient::alerts(Reply<QList<protocol::Alert>> reply)
{
    send("GET", alertsPath, {}, {}, listTo("alerts", std::move(reply)));
}

void RestClient::putAlert(const protocol::PutAlert &wanted, Reply<protocol::Alert> reply)
{
    send("PUT", alertsPath, {}, protocol::encodeObject(wanted), decodedTo("alert", std::move(reply)));
}

void RestClient::removeAlert(const QString &alertId, Reply<Done> reply)
{
    send("DELETE", alertsPath + QLatin1Char('/') + alertId, {}, {}, doneTo(std::move(reply)));
}

// ---- webhooks ----

void RestClient::hooks(const QString &roomId, Reply<QList<protocol::ShownHook>> reply)
{
    send("GET", hooksPath(roomId), {}, {}, listTo("hooks", std::move(reply)));
}

void RestClient::makeHook(const QString &roomId, const QString &name, Reply<protocol::HookWithToken> reply)
{
    QJsonObject wanted;
    if (!name.isEmpty())
        wanted.insert(QStringLiteral("name"), name);
    send("POST", hooksPath(roomId), {}, wanted, decodedTo("hook", std::move(reply)));
}

void RestClient::removeHook(const QString &roomId, const QString &hookId, Reply<Done> reply)
{
    send("DELETE", hooksPath(roomId) + QLatin1Char('/') + hookId, {}, {}, doneTo(std::move(reply)));
}

} // namespace hearth::app
