#pragma once

#include "app/store/records.h"

#include <QAbstractListModel>
#include <QSet>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

class AccountSession;

//! The people that this device has met, to choose some of them for a room.
class PeopleModel : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(PeopleModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int chosenCount READ chosenCount NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenText READ chosenText NOTIFY chosenChanged)

public:
    enum Role {
        UserIdRole = Qt::UserRole,
        DisplayNameRole,
        UsernameRole,
        StatusTextRole,
        PresenceRole,
        IsChosenRole,
    };

    explicit PeopleModel(AccountSession &account, QObject *parent = nullptr);

    //! Begins to choose: everybody but oneself and who is in this room already; nobody is chosen.
    Q_INVOKABLE void begin(const QString &withoutRoomId);
    Q_INVOKABLE void toggle(int row);

    QString query() const { return m_query; }
    void setQuery(const QString &query);
    int count() const { return int(m_shown.size()); }
    int chosenCount() const { return int(m_chosen.size()); }
    //! "Anna, Ben"; those who are chosen, whether the query shows them or not.
    QString chosenText() const;
    QStringList chosen() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void queryChanged();
    void countChanged();
    void chosenChanged();

private:
    void find();

    AccountSession &m_account;
    QList<MemberRecord> m_people; //!< by name
    QList<MemberRecord> m_shown;
    QSet<QString> m_chosen;
    QString m_query;
};

} // namespace hearth::app
