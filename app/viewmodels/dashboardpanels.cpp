#include "app/viewmodels/dashboardpanels.h"

#include <algorithm>

namespace hearth::app {

using protocol::Panel;

DashboardPanels::DashboardPanels(ChannelFeed &feed, TimeRange &range, QObject *parent)
    : QAbstractListModel(parent), m_feed(feed), m_range(range)
{}

qsizetype DashboardPanels::find(const QString &panelId) const
{
    const auto found =
        std::ranges::find_if(m_rows, [&](const Row &each) { return each.panel->panelId() == panelId; });
    return found == m_rows.end() ? -1 : found - m_rows.begin();
}

void DashboardPanels::keepOnly(const QList<Panel> &panels)
{
    for (qsizetype row = m_rows.size() - 1; row >= 0; --row) {
        PanelData *gone = m_rows.at(row).panel;
        if (std::ranges::find(panels, gone->panelId(), &Panel::id) != panels.end())
            continue;
        beginRemoveRows({}, int(row), int(row));
        m_rows.removeAt(row);
        endRemoveRows();
        gone->deleteLater(); // QML may draw it once more
    }
}

void DashboardPanels::set(const QList<Panel> &panels, const grid::Items &places)
{
    const int before = count();
    keepOnly(panels);
    const QList<QString> order = grid::readingOrder(places);
    for (qsizetype at = 0; at < order.size(); ++at) {
        const Panel &panel = *std::ranges::find(panels, order.at(at), &Panel::id);
        const qsizetype now = find(panel.id);
        if (now < 0) {
            beginInsertRows({}, int(at), int(at));
            m_rows.insert(at, Row{new PanelData(panel, m_feed, m_range, this),
                                  *std::ranges::find(places, panel.id, &grid::Item::id)});
            endInsertRows();
        } else {
            if (now != at && beginMoveRows({}, int(now), int(now), {}, int(at))) {
                m_rows.move(now, at);
                endMoveRows();
            }
            if (m_rows.at(at).panel->panel() != panel)
                m_rows.at(at).panel->setPanel(panel);
        }
    }
    place(places);
    if (before != count())
        Q_EMIT countChanged();
}

void DashboardPanels::place(const grid::Items &places)
{
    for (const grid::Item &each : places) {
        const qsizetype row = find(each.id);
        if (row < 0 || m_rows.at(row).place == each)
            continue;
        m_rows[row].place = each;
        Q_EMIT dataChanged(index(int(row)), index(int(row)), {ColumnRole, RowRole, WideRole, HighRole});
    }
}

int DashboardPanels::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant DashboardPanels::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case PanelIdRole:
        return row.panel->panelId();
    case PanelRole:
        return QVariant::fromValue(row.panel);
    case ColumnRole:
        return row.place.x;
    case RowRole:
        return row.place.y;
    case WideRole:
        return row.place.w;
    case HighRole:
        return row.place.h;
    default:
        return {};
    }
}

QHash<int, QByteArray> DashboardPanels::roleNames() const
{
    return {{PanelIdRole, "panelId"}, {PanelRole, "panel"}, {ColumnRole, "column"}, {RowRole, "line"},
        {WideRole, "wide"}, {HighRole, "high"}};
}

} // namespace hearth::app
