#include "app/store/dashboardstore.h"

#include "shared/base/strictjson.h"
#include "shared/protocol/codec.h"

#include <QJsonObject>

namespace hearth::app {

using protocol::Dashboard;

namespace {

QString bodyOf(const Dashboard &dashboard)
{
    return QString::fromUtf8(toCompactJson(protocol::encodeObject(dashboard)));
}

std::optional<Dashboard> dashboardFrom(const QString &body)
{
    const auto json = parseStrictJson(body.toUtf8());
    const auto dashboard =
        protocol::decode<Dashboard>(json ? json->toObject() : QJsonObject(), protocol::UnknownKeys::Skip);
    return dashboard ? std::optional(*dashboard) : std::nullopt;
}

} // namespace

QList<Dashboard> DashboardStore::all() const
{
    QList<Dashboard> out;
    m_database.run(QStringLiteral("dashboards.all"), {}, [&](const QSqlQuery &row) {
        if (auto dashboard = dashboardFrom(row.value(0).toString()))
            out += *std::move(dashboard);
    });
    return out;
}

void DashboardStore::setAll(const QList<Dashboard> &dashboards)
{
    m_database.transaction([&] {
        m_database.run(QStringLiteral("dashboards.clear"));
        for (const Dashboard &each : dashboards)
            save(each);
        return true;
    });
}

void DashboardStore::save(const Dashboard &dashboard)
{
    m_database.run(QStringLiteral("dashboards.save"), {dashboard.id, bodyOf(dashboard)});
}

void DashboardStore::remove(const QString &dashboardId)
{
    m_database.run(QStringLiteral("dashboards.remove"), {dashboardId});
}

std::optional<Dashboard> DashboardStore::edit(const QString &dashboardId) const
{
    std::optional<Dashboard> out;
    m_database.run(QStringLiteral("dashboards.edit"), {dashboardId},
        [&](const QSqlQuery &row) { out = dashboardFrom(row.value(0).toString()); });
    return out;
}

void DashboardStore::saveEdit(const Dashboard &edit)
{
    m_database.run(QStringLiteral("dashboards.save_edit"), {edit.id, bodyOf(edit)});
}

void DashboardStore::removeEdit(const QString &dashboardId)
{
    m_database.run(QStringLiteral("dashboards.remove_edit"), {dashboardId});
}

} // namespace hearth::app
