#include "app/viewmodels/dashboardrotation.h"

#include "app/models/bidi.h"
#include "app/viewmodels/dashboardsviewmodel.h"

namespace hearth::app {

DashboardRotation::DashboardRotation(DashboardsViewModel &dashboards, Wanted wanted, QObject *parent)
    : QObject(parent), m_dashboards(dashboards), m_wanted(std::move(wanted))
{
    connect(&dashboards, &DashboardsViewModel::listChanged, this, &DashboardRotation::look);
    m_timer.callOnTimeout(this, &DashboardRotation::next);
    m_timer.start(1'000 * m_wanted.seconds);
    look();
}

QStringList DashboardRotation::found() const
{
    QStringList out;
    for (const QString &name : m_wanted.names) {
        if (const QString id = m_dashboards.list()->idOf(name); !id.isEmpty() && !out.contains(id))
            out += id;
    }
    return out;
}

//! Which there are may change at any time: made, renamed, deleted.
void DashboardRotation::look()
{
    QStringList missing;
    for (const QString &name : m_wanted.names) {
        // Before the server has said which there are, nobody knows.
        if (m_dashboards.isHeard() && m_dashboards.list()->idOf(name).isEmpty())
            missing += safeName(name);
    }
    m_noteText = missing.isEmpty()
                     ? QString()
                     : tr("There is no dashboard “%1”.").arg(missing.join(QStringLiteral("”, “")));
    Q_EMIT changed();
    const DashboardViewModel *now = m_dashboards.current();
    if (!now || !found().contains(now->dashboardId()))
        next();
}

void DashboardRotation::next()
{
    const QStringList all = found();
    if (all.isEmpty())
        return m_dashboards.close();
    const DashboardViewModel *now = m_dashboards.current();
    const qsizetype at = now ? all.indexOf(now->dashboardId()) : -1;
    m_dashboards.open(all.at((at + 1) % all.size()));
}

} // namespace hearth::app
