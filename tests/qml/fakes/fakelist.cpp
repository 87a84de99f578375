#include "fakelist.h"

void FakeList::setRows(const QVariantList &rows)
{
    beginResetModel();
    m_rows = rows;
    if (!rows.isEmpty())
        m_keys = rows.first().toMap().keys();
    endResetModel();
    Q_EMIT rowsChanged();
}

void FakeList::fill(const QVariantMap &row, int times)
{
    QVariantList rows;
    rows.reserve(times);
    for (int i = 0; i < times; ++i) {
        QVariantMap copy = row;
        copy[QStringLiteral("messageId")] = QString::number(i);
        copy[QStringLiteral("plainText")] = QStringLiteral("message %1").arg(i);
        rows.append(copy);
    }
    setRows(rows);
}

void FakeList::prepend(const QVariantMap &row)
{
    beginInsertRows({}, 0, 0);
    m_rows.prepend(row);
    endInsertRows();
    Q_EMIT rowsChanged();
}

void FakeList::append(const QVariantList &rows)
{
    if (rows.isEmpty())
        return;
    beginInsertRows({}, count(), count() + int(rows.size()) - 1);
    m_rows += rows;
    endInsertRows();
    Q_EMIT rowsChanged();
}

void FakeList::removeAt(int row)
{
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
    Q_EMIT rowsChanged();
}

int FakeList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant FakeList::data(const QModelIndex &index, int role) const
{
    const int key = role - Qt::UserRole;
    if (key < 0 || key >= m_keys.size() || index.row() >= count())
        return {};
    return m_rows.at(index.row()).toMap().value(m_keys.at(key));
}

QHash<int, QByteArray> FakeList::roleNames() const
{
    QHash<int, QByteArray> names;
    for (int i = 0; i < m_keys.size(); ++i)
        names.insert(Qt::UserRole + i, m_keys.at(i).toUtf8());
    return names;
}
