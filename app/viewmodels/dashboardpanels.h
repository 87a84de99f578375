#pragma once

#include "app/live/paneldata.h"
#include "app/viewmodels/dashboardgrid.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

//! The panels of a dashboard, each with what it shows and where it stands at present, in the order of
//! reading.
class DashboardPanels : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(DashboardPanels)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { PanelIdRole = Qt::UserRole, PanelRole, ColumnRole, RowRole, WideRole, HighRole };

    DashboardPanels(ChannelFeed &feed, TimeRange &range, QObject *parent = nullptr);

    int count() const { return int(m_rows.size()); }
    //! By small steps, so that what a panel shows goes on; `places` has one for each panel.
    void set(const QList<protocol::Panel> &panels, const grid::Items &places);
    //! The same panels elsewhere.
    void place(const grid::Items &places);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    struct Row
    {
        PanelData *panel = nullptr;
        grid::Item place;
    };
    [[nodiscard]] qsizetype find(const QString &panelId) const;
    void keepOnly(const QList<protocol::Panel> &panels);

    ChannelFeed &m_feed;
    TimeRange &m_range;
    QList<Row> m_rows;
};

} // namespace hearth::app
