#pragma once

#include <QAbstractListModel>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

//! A list model whose rows are plain objects written in QML. The roles are all keys of the first row.
class FakeList : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QVariantList rows READ rows WRITE setRows NOTIFY rowsChanged)
    Q_PROPERTY(int count READ count NOTIFY rowsChanged)

public:
    using QAbstractListModel::QAbstractListModel;

    QVariantList rows() const { return m_rows; }
    void setRows(const QVariantList &rows);
    int count() const { return int(m_rows.size()); }

    //! `times` copies of `row`, with %1 in its messageId and plainText replaced by the number.
    Q_INVOKABLE void fill(const QVariantMap &row, int times);
    Q_INVOKABLE void prepend(const QVariantMap &row);
    Q_INVOKABLE void append(const QVariantList &rows);
    Q_INVOKABLE void removeAt(int row);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void rowsChanged();

private:
    QVariantList m_rows;
    QStringList m_keys;
};

class FakeSwitcher : public FakeList
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString query MEMBER m_query NOTIFY queryChanged)

public:
    using FakeList::FakeList;
    Q_INVOKABLE void activate(int row)
    {
        const QVariantMap chosen = rows().value(row).toMap();
        Q_EMIT activated(chosen.value(QStringLiteral("kind")).toString(),
            chosen.value(QStringLiteral("itemId")).toString());
    }

Q_SIGNALS:
    void queryChanged();
    void activated(const QString &kind, const QString &itemId);

private:
    QString m_query;
};
