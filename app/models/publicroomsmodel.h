#pragma once

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

//! Rooms that anybody may join and where the person is not yet.
class PublicRoomsModel : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(PublicRoomsModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { RoomIdRole = Qt::UserRole, NameRole, TopicRole };

    struct Row
    {
        QString roomId, name, topic;
        bool operator==(const Row &) const = default;
    };

    using QAbstractListModel::QAbstractListModel;

    int count() const { return int(m_rows.size()); }
    //! Sorted by name here.
    void setRows(QList<Row> rows);
    void remove(const QString &roomId);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    QList<Row> m_rows;
};

} // namespace hearth::app
