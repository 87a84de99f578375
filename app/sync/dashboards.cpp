#include "app/sync/dashboards.h"

#include "app/net/connection.h"
#include "shared/protocol/events.h"

#include <QPointer>

#include <algorithm>

namespace hearth::app {

using protocol::Dashboard;

Dashboards::Dashboards(Connection &connection, RestClient &rest, Database &database, QObject *parent)
    : QObject(parent), m_rest(rest), m_store(database), m_all(m_store.all())
{
    connect(&connection, &Connection::eventReceived, this, &Dashboards::hear);
}

const Dashboard *Dashboards::find(const QString &dashboardId) const
{
    const auto found = std::ranges::find(m_all, dashboardId, &Dashboard::id);
    return found == m_all.end() ? nullptr : &*found;
}

void Dashboards::refresh()
{
    m_rest.dashboards([self = QPointer(this), news = m_news](const Result<QList<Dashboard>> &all) {
        if (!self || !all)
            return; // without a connection: the next one asks
        if (news != self->m_news)
            self->refresh();
        else
            self->takeAll(*all);
    });
}

void Dashboards::hear(const QString &name, const QJsonArray &arguments)
{
    using protocol::DashboardChanged;
    if (name != QLatin1String(DashboardChanged::info.name))
        return;
    const auto event = protocol::decodeArguments<DashboardChanged>(arguments, protocol::UnknownKeys::Skip);
    if (!event)
        return;
    const Dashboard *known = find(event->id);
    if (event->version == 0)
        return forget(event->id);
    if (known && known->version >= event->version)
        return;
    ask(event->id);
}

void Dashboards::ask(const QString &dashboardId)
{
    m_rest.dashboard(dashboardId, [self = QPointer(this), id = dashboardId](const Result<Dashboard> &now) {
        if (!self)
            return;
        if (now)
            self->take(*now);
        else if (now.error().code == ErrorCode::NotFound)
            self->forget(id);
    });
}

void Dashboards::put(const protocol::PutDashboard &wanted, RestClient::Reply<Dashboard> reply)
{
    m_rest.putDashboard(wanted,
        [self = QPointer(this), id = wanted.id, reply = std::move(reply)](const Result<Dashboard> &stored) {
            if (!self)
                return;
            if (stored)
                self->stored(*stored);
            else if (id && stored.error().code == ErrorCode::NotFound)
                self->forget(*id);
            reply(stored);
        });
}

//! What was edited meanwhile is an edit of what is stored now. Its board may be closed by now.
void Dashboards::stored(const Dashboard &dashboard)
{
    take(dashboard);
    auto edit = m_store.edit(dashboard.id);
    if (!edit)
        return;
    if (edit->name == dashboard.name && edit->panels == dashboard.panels)
        return m_store.removeEdit(dashboard.id);
    edit->version = dashboard.version;
    m_store.saveEdit(*edit);
}

void Dashboards::remove(const QString &dashboardId, RestClient::Reply<Done> reply)
{
    m_rest.removeDashboard(dashboardId,
        [self = QPointer(this), dashboardId, reply = std::move(reply)](const Result<Done> &done) {
            if (!self)
                return;
            if (done)
                self->m_store.removeEdit(dashboardId); // of what was deleted here nothing is kept
            if (done || done.error().code == ErrorCode::NotFound)
                self->forget(dashboardId);
            reply(done);
        });
}

void Dashboards::take(const Dashboard &dashboard)
{
    const auto found = std::ranges::find(m_all, dashboard.id, &Dashboard::id);
    // An answer may have been overtaken by a later one, or by the deletion.
    if (found == m_all.end() ? m_gone.contains(dashboard.id) : found->version >= dashboard.version)
        return;
    if (found == m_all.end() && m_all.size() >= mostKept)
        return;
    ++m_news;
    if (found == m_all.end())
        m_all += dashboard;
    else
        *found = dashboard;
    m_store.save(dashboard);
    Q_EMIT listChanged();
    Q_EMIT changed(dashboard.id);
}

void Dashboards::takeAll(const QList<Dashboard> &dashboards)
{
    const QList<Dashboard> before =
        std::exchange(m_all, dashboards.first(std::min(mostKept, dashboards.size())));
    m_isHeard = true;
    m_store.setAll(m_all);
    Q_EMIT listChanged();
    for (const Dashboard &each : QList<Dashboard>(m_all)) { // who hears of one may change them
        if (!before.contains(each))
            Q_EMIT changed(each.id);
    }
    for (const Dashboard &each : before) {
        if (!find(each.id))
            Q_EMIT changed(each.id);
    }
}

void Dashboards::forget(const QString &dashboardId)
{
    ++m_news;
    m_gone += dashboardId;
    if (m_gone.size() > mostKept)
        m_gone.removeFirst();
    if (m_all.removeIf([&](const Dashboard &each) { return each.id == dashboardId; }) == 0)
        return;
    m_store.remove(dashboardId);
    Q_EMIT listChanged();
    Q_EMIT changed(dashboardId);
}

} // namespace hearth::app
