#pragma once

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

class AccountSession;

//! What Ctrl-K finds: rooms, people, dashboards and commands, the best match first.
class SwitcherModel : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(SwitcherModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)

public:
    enum Role { KindRole = Qt::UserRole, ItemIdRole, TitleRole, SubtitleRole };

    //! One thing that can be found. `kind` is "room", "person", "dashboard", "command", or "search" for the
    //! words typed.
    struct Item
    {
        QString kind, itemId, title, subtitle;
    };

    explicit SwitcherModel(AccountSession &account, QObject *parent = nullptr);

    QString query() const { return m_query; }
    void setQuery(const QString &query);
    //! Does what the row says: the signal `activated` carries it out.
    Q_INVOKABLE void activate(int row);
    //! Finds again, with what is there now; when the switcher opens.
    Q_INVOKABLE void refresh();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void queryChanged();
    //! Commands: "create-room", "create-dashboard", "settings", "keys", "search" are the window's to do;
    //! "sign-out" is done here.
    void activated(const QString &kind, const QString &itemId);

private:
    AccountSession &m_account;
    QString m_query;
    QList<Item> m_items;
};

} // namespace hearth::app
