#pragma once

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

//! Rows of texts that are being typed: a panel's series, its thresholds. What they mean is their owner's to
//! say.
class DashboardRows : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(DashboardRows)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    DashboardRows(QList<QByteArray> keys, qsizetype most, QObject *parent = nullptr)
        : QAbstractListModel(parent), m_keys(std::move(keys)), m_most(most)
    {}

    int count() const { return int(m_rows.size()); }
    //! Each with a text for each key.
    const QList<QStringList> &rows() const { return m_rows; }
    void setRows(const QList<QStringList> &rows);
    Q_INVOKABLE void set(int row, const QString &key, const QString &text);
    //! An empty row at the end, as long as there is room.
    Q_INVOKABLE void add();
    Q_INVOKABLE void remove(int row);

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : count(); }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    const QList<QByteArray> m_keys;
    const qsizetype m_most;
    QList<QStringList> m_rows;
};

} // namespace hearth::app
