#pragma once

#include "shared/protocol/notification.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

//! What the person was notified of, the newest first.
class ActivityModel : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(ActivityModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { AuthorRole = Qt::UserRole, AuthorIdRole, ReasonRole, TextRole, AgoRole, UnreadRole };

    using QAbstractListModel::QAbstractListModel;

    int count() const { return int(m_rows.size()); }
    //! `now`: ms since 1970, for "5 minutes ago".
    void setRows(const QList<protocol::Notification> &rows, qint64 now);
    const QList<protocol::Notification> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    QList<protocol::Notification> m_rows;
    qint64 m_now = 0;
};

} // namespace hearth::app
