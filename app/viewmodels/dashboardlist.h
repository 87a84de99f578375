#pragma once

#include "shared/protocol/dashboard.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

//! The team's dashboards by name.
class DashboardList : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(DashboardList)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { DashboardIdRole = Qt::UserRole, NameRole, IsCurrentRole };

    using QAbstractListModel::QAbstractListModel;

    int count() const { return int(m_rows.size()); }
    void setRows(QList<protocol::Dashboard> dashboards);
    void setCurrent(const QString &dashboardId);
    //! Of the row, or of the one that is called so, in any case; empty where there is none.
    [[nodiscard]] QString idAt(int row) const;
    [[nodiscard]] QString idOf(const QString &nameOrId) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    struct Row
    {
        QString id, name;
        bool operator==(const Row &) const = default;
    };

    QList<Row> m_rows;
    QString m_current;
};

} // namespace hearth::app
