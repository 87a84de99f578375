#pragma once

#include "app/models/emoji.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

//! Emoji to choose from: those that people put under messages first; with a query, those whose name has it.
class EmojiModel : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(EmojiModel)
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)

public:
    enum Role { NameRole = Qt::UserRole, PictureRole };

    explicit EmojiModel(QObject *parent = nullptr);

    QString query() const { return m_query; }
    void setQuery(const QString &query);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void queryChanged();

private:
    QString m_query;
    QList<Emoji> m_shown;
};

} // namespace hearth::app
