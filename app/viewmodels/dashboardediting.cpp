// What is done to a dashboard's panels.
#include "app/models/bidi.h"
#include "app/sync/accountsession.h"
#include "app/viewmodels/dashboardviewmodel.h"
#include "shared/base/ids.h"

#include <algorithm>
#include <tuple>

namespace hearth::app {

using protocol::gridColumns;
using protocol::Panel;

void DashboardViewModel::edited(const QString &what, const QList<Panel> &panels)
{
    m_undo += Past{m_now.name, m_now.panels, what};
    if (m_undo.size() > undosAtMost)
        m_undo.removeFirst();
    m_now.panels = panels;
    if (!m_savesAtOnce)
        setEditing(true);
    keepEdit();
    show();
    Q_EMIT changed();
}

void DashboardViewModel::undo()
{
    if (m_undo.isEmpty())
        return;
    const Past past = m_undo.takeLast();
    m_now.name = past.name;
    m_now.panels = past.panels;
    if (isDirty())
        keepEdit();
    else
        m_account.dashboards().store().removeEdit(dashboardId());
    show();
    Q_EMIT changed();
}

void DashboardViewModel::rename(const QString &name)
{
    const QString wanted = name.trimmed();
    if (wanted.isEmpty() || wanted == m_now.name)
        return;
    const QString before = std::exchange(m_now.name, wanted);
    edited(tr("Renamed to “%1”").arg(safeName(wanted)), m_now.panels);
    m_undo.last().name = before;
}

void DashboardViewModel::addChannel(const QString &channel)
{
    putPanel(m_channels.panelFor(channel));
}

void DashboardViewModel::putPanel(const Panel &panel)
{
    m_savesAtOnce = !m_isEditing;
    const bool isPut = put(panel);
    // What was refused says why, which save() would take away.
    if (std::exchange(m_savesAtOnce, false) && isPut)
        save();
}

bool DashboardViewModel::put(const Panel &panel)
{
    QList<Panel> panels = m_now.panels;
    const auto found = std::ranges::find(panels, panel.id, &Panel::id);
    if (found != panels.end()) {
        Panel now = panel;
        // Where it stands is not the form's to say.
        std::tie(now.x, now.y, now.w, now.h) = std::tie(found->x, found->y, found->w, found->h);
        *found = now;
        edited(tr("Changed “%1”").arg(safeName(panel.title)), panels);
        return true;
    }
    if (panels.size() >= protocol::panelsRange.max) {
        m_noteText = tr("A dashboard holds %1 panels at most.").arg(protocol::panelsRange.max);
        Q_EMIT changed();
        return false;
    }
    Panel added = panel;
    added.id = newId(IdKind::Client);
    const grid::Item place = grid::placed(
        grid::packed(items(), gridColumns), {added.id, 0, 0, int(added.w), int(added.h)}, gridColumns);
    added.x = place.x;
    added.y = place.y;
    panels += added;
    edited(tr("Added “%1”").arg(safeName(panel.title)), panels);
    return true;
}

void DashboardViewModel::editPanel(const QString &panelId)
{
    const auto found = std::ranges::find(m_now.panels, panelId, &Panel::id);
    if (found != m_now.panels.end())
        describe(*found);
}

void DashboardViewModel::newPanel()
{
    describe(Panel());
}

void DashboardViewModel::describe(const Panel &panel)
{
    closeEditor();
    m_channels.refresh();
    m_editor = new PanelEditor(panel, this);
    connect(m_editor, &PanelEditor::saved, this, [this](const Panel &now) {
        closeEditor();
        putPanel(now);
    });
    Q_EMIT editorChanged();
}

void DashboardViewModel::closeEditor()
{
    if (!m_editor)
        return;
    PanelEditor *const gone = std::exchange(m_editor, nullptr);
    Q_EMIT editorChanged(); // QML lets go of it first
    gone->deleteLater();
}

QString DashboardViewModel::titleOf(const QString &panelId) const
{
    const auto found = std::ranges::find(m_now.panels, panelId, &Panel::id);
    return found == m_now.panels.end() ? QString() : safeName(found->title);
}

void DashboardViewModel::removePanel(const QString &panelId)
{
    QList<Panel> panels = m_now.panels;
    const QString what = tr("Removed “%1”").arg(titleOf(panelId));
    if (panels.removeIf([&](const Panel &each) { return each.id == panelId; }) == 0)
        return;
    edited(what, panels);
    Q_EMIT announced(what);
}

// ---- places ----

void DashboardViewModel::arrange(const QString &what, const grid::Items &places)
{
    // In the order of reading, as others will go through them.
    QList<Panel> panels;
    for (const QString &panelId : grid::readingOrder(places)) {
        const grid::Item &place = *std::ranges::find(places, panelId, &grid::Item::id);
        const auto found = std::ranges::find(m_now.panels, panelId, &Panel::id);
        if (found == m_now.panels.end())
            continue;
        Panel panel = *found;
        panel.x = place.x;
        panel.y = place.y;
        panel.w = place.w;
        panel.h = place.h;
        panels += panel;
    }
    if (panels != m_now.panels)
        edited(what, panels);
}

void DashboardViewModel::dragTo(const QString &panelId, int column, int line)
{
    if (m_columns != gridColumns)
        return;
    m_dragged = panelId;
    m_drag = grid::moved(items(), panelId, column, line, gridColumns);
    showPlaces(*m_drag);
}

void DashboardViewModel::stretchTo(const QString &panelId, int wide, int high)
{
    if (m_columns != gridColumns)
        return;
    m_dragged = panelId;
    m_drag = grid::resized(items(), panelId, wide, high, gridColumns);
    showPlaces(*m_drag);
}

void DashboardViewModel::drop()
{
    if (const auto places = std::exchange(m_drag, std::nullopt))
        arrange(tr("Moved “%1”").arg(titleOf(m_dragged)), *places);
}

void DashboardViewModel::cancelDrag()
{
    if (std::exchange(m_drag, std::nullopt))
        show();
}

void DashboardViewModel::step(const QString &panelId, int columns, int lines)
{
    using grid::Direction;
    if (m_columns != gridColumns)
        return Q_EMIT announced(tr("Panels are moved where the window is wide."));
    const Direction direction = columns < 0   ? Direction::Left
                                : columns > 0 ? Direction::Right
                                : lines < 0   ? Direction::Up
                                              : Direction::Down;
    if (const auto places = grid::stepped(items(), panelId, direction, gridColumns))
        arrange(tr("Moved “%1”").arg(titleOf(panelId)), *places);
    tell(panelId);
}

void DashboardViewModel::grow(const QString &panelId, int columns, int lines)
{
    if (m_columns != gridColumns)
        return Q_EMIT announced(tr("Panels are moved where the window is wide."));
    const grid::Items before = grid::packed(items(), gridColumns);
    const auto from = std::ranges::find(before, panelId, &grid::Item::id);
    if (from == before.end())
        return;
    arrange(tr("Resized “%1”").arg(titleOf(panelId)),
        grid::resized(before, panelId, from->w + columns, from->h + lines, gridColumns));
    tell(panelId);
}

void DashboardViewModel::tell(const QString &panelId)
{
    const auto panel = std::ranges::find(m_now.panels, panelId, &Panel::id);
    if (panel != m_now.panels.end())
        Q_EMIT announced(tr("%1: column %2, row %3, %4 wide, %5 high")
                             .arg(safeName(panel->title))
                             .arg(panel->x + 1)
                             .arg(panel->y + 1)
                             .arg(panel->w)
                             .arg(panel->h));
}

} // namespace hearth::app
