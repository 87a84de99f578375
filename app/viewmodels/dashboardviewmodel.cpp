#include "app/viewmodels/dashboardviewmodel.h"

#include "app/live/panelchannels.h"
#include "app/models/bidi.h"
#include "app/sync/accountsession.h"
#include "app/viewmodels/names.h"

#include <algorithm>

namespace hearth::app {

using protocol::Dashboard;
using protocol::Panel;

DashboardViewModel::DashboardViewModel(AccountSession &account, ChannelFeed &feed, TimeRange &range,
    ChannelsModel &channels, const Dashboard &dashboard, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_range(range)
    , m_channels(channels)
    , m_panels(new DashboardPanels(feed, range, this))
    , m_share(new DashboardShare(
          account, [this]() -> const Dashboard & { return m_base; }, this))
    , m_alerts(new AlertsModel(account, this))
    , m_base(dashboard)
    , m_now(dashboard)
{
    connect(&account.dashboards(), &Dashboards::changed, this, [this](const QString &changedId) {
        if (changedId == dashboardId())
            takeNews();
    });
    connect(&account, &AccountSession::caughtUp, this, [this] {
        if (m_waits)
            save();
    });
    // What was not saved at the last time goes on.
    if (const auto edit = account.dashboards().store().edit(dashboard.id)) {
        m_now = *edit;
        m_base.version = edit->version;
        m_isEditing = true;
        if (edit->version < dashboard.version)
            noteConflict();
        else
            m_noteText = tr("This change is not saved yet. It is kept on this computer.");
    }
    show();
}

QString DashboardViewModel::name() const
{
    return safeName(m_now.name);
}

void DashboardViewModel::setColumns(int columns)
{
    if (m_columns == columns || columns < 1)
        return;
    m_columns = columns;
    show();
    Q_EMIT columnsChanged();
}

grid::Items DashboardViewModel::items() const
{
    grid::Items out;
    for (const Panel &each : m_now.panels)
        out += grid::Item{each.id, int(each.x), int(each.y), int(each.w), int(each.h)};
    return out;
}

void DashboardViewModel::show()
{
    m_drag.reset(); // it moves panels that may not be there any more
    const grid::Items places = m_columns == protocol::gridColumns ? grid::packed(items(), m_columns)
                                                                  : grid::folded(items(), m_columns);
    m_panels->set(m_now.panels, places);
    showPlaces(places);
    const QStringList placed = channelsOf(m_now.panels);
    m_channels.setPlaced({placed.begin(), placed.end()});
}

void DashboardViewModel::showPlaces(const grid::Items &places)
{
    m_panels->place(places);
    m_lines = grid::rowsOf(places);
    Q_EMIT layoutChanged();
}

void DashboardViewModel::showAlerts(const QString &panelId)
{
    if (panelId.isEmpty())
        return m_alerts->begin({}, channelsOf(m_now.panels), {});
    const auto found = std::ranges::find(m_now.panels, panelId, &Panel::id);
    const Panel panel = found == m_now.panels.end() ? Panel() : *found;
    m_alerts->begin(panel.thresholds.value_or(QList<protocol::Threshold>()), channelsOf(QList{panel}),
        panel.series.isEmpty() ? QString() : panel.series.first().field);
}

// ---- what others do ----

void DashboardViewModel::takeNews()
{
    if (m_isBusy || m_isLeaving)
        return; // it is the answer's turn
    const Dashboard *now = m_account.dashboards().find(dashboardId());
    if (!now && !isDirty())
        return Q_EMIT closed(tr("“%1” was deleted.").arg(name()));
    m_isGone = !now;
    if (!now) {
        m_noteText =
            tr("Somebody deleted this dashboard. What you changed is kept here: save it as a new one, "
               "or throw it away.");
        return Q_EMIT changed();
    }
    if (isDirty() && now->version > m_base.version)
        noteConflict();
    else if (!isDirty())
        take(*now);
    Q_EMIT changed();
}

void DashboardViewModel::take(const Dashboard &now)
{
    m_base = now;
    m_now = now;
    show();
    Q_EMIT changed();
}

void DashboardViewModel::noteConflict()
{
    const Dashboard *now = m_account.dashboards().find(dashboardId());
    const QString who = now ? shownName(m_account.store(), now->updatedBy, tr("Somebody")) : tr("Somebody");
    m_isConflict = true;
    m_noteText = tr("%1 changed this dashboard while you were editing it. Yours is kept here: save it over "
                    "theirs, or throw it away.")
                     .arg(who);
}

void DashboardViewModel::setLeaving(bool leaving)
{
    if (std::exchange(m_isLeaving, leaving) && !leaving)
        takeNews();
}

// ---- saving ----

void DashboardViewModel::setEditing(bool editing)
{
    if (std::exchange(m_isEditing, editing) != editing)
        Q_EMIT editingChanged();
}

void DashboardViewModel::beginEdit()
{
    setEditing(true);
    m_channels.refresh();
    Q_EMIT changed();
}

void DashboardViewModel::discard()
{
    m_account.dashboards().store().removeEdit(dashboardId());
    if (m_isBusy) {
        m_discards = true; // what is under way cannot be taken back; what follows from it can
        return;
    }
    m_undo.clear();
    setEditing(false);
    m_isConflict = false;
    m_waits = false;
    m_noteText.clear();
    if (const Dashboard *now = m_account.dashboards().find(dashboardId()))
        take(*now);
    else
        Q_EMIT closed({});
}

void DashboardViewModel::save()
{
    if (m_isBusy || m_isConflict)
        return;
    m_waits = false;
    if (!isDirty() && !m_isGone)
        return discard();
    m_isBusy = true;
    m_noteText.clear();
    Q_EMIT changed();
    protocol::PutDashboard wanted{dashboardId(), m_now.name, m_now.panels, m_base.version};
    if (m_isGone) {
        wanted.id.reset();
        wanted.version.reset();
    }
    m_account.dashboards().put(
        wanted, [self = QPointer(this), sent = m_now](const Result<Dashboard> &answer) {
            if (self)
                self->sent(sent, answer);
        });
}

void DashboardViewModel::sent(const Dashboard &sent, const Result<Dashboard> &answer)
{
    m_isBusy = false;
    if (std::exchange(m_discards, false))
        return discard();
    if (answer) {
        m_account.dashboards().store().removeEdit(dashboardId());
        const bool goesOn = m_now.panels != sent.panels || m_now.name != sent.name;
        m_base = *answer;
        if (m_isGone)
            return Q_EMIT savedAsNew(answer->id);
        if (!goesOn) {
            m_undo.clear();
            setEditing(false);
            take(*answer);
        }
    } else if (answer.error().code == ErrorCode::Conflict) {
        m_account.dashboards().refresh();
        noteConflict();
    } else if (answer.error().code == ErrorCode::Unavailable) {
        m_waits = true;
        m_noteText = tr("Offline. What you changed is kept on this computer and will be saved.");
    } else {
        m_noteText = tr("It was not saved: %1").arg(answer.error().message);
    }
    if (isDirty()) {
        setEditing(true);
        keepEdit();
    }
    Q_EMIT changed();
    takeNews(); // what came while this was under way, whatever became of it
}

void DashboardViewModel::saveOver()
{
    if (const Dashboard *now = m_account.dashboards().find(dashboardId()))
        m_base.version = now->version;
    m_isConflict = false;
    save();
}

void DashboardViewModel::keepEdit()
{
    Dashboard edit = m_now;
    edit.version = m_base.version;
    m_account.dashboards().store().saveEdit(edit);
}

} // namespace hearth::app
