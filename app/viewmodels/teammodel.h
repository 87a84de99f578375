#pragma once

#include "app/models/remotelist.h"
#include "shared/protocol/administration.h"

namespace hearth::app {

class AccountSession;

//! Everybody who has an account, for those who run the server; filtered by what is typed.
class TeamModel : public RemoteList
{
    Q_OBJECT
    QML_NAMED_ELEMENT(TeamModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    //! Who looks is an owner, and may make others so.
    Q_PROPERTY(bool mayMakeOwners READ mayMakeOwners NOTIFY mayMakeOwnersChanged)

public:
    enum Role {
        UserIdRole = Qt::UserRole,
        NameRole,
        UsernameRole,
        RoleRole, //!< "owner", "admin", "member" or "guest"
        IsDisabledRole,
        IsSelfRole,
        MayChangeRole, //!< not oneself, and an owner's account only for an owner
        DetailsRole,   //!< when last seen, since when
    };

    explicit TeamModel(AccountSession &account, QObject *parent = nullptr);

    QString query() const { return m_query; }
    bool mayMakeOwners() const;
    void setQuery(const QString &query);

    void refresh() override;
    void loadMore() override;
    Q_INVOKABLE void setRole(const QString &userId, const QString &role);
    //! Signed out everywhere at once, and cannot sign in until it is taken back.
    Q_INVOKABLE void setDisabled(const QString &userId, bool disabled);
    //! For good; what they wrote stays.
    Q_INVOKABLE void removePerson(const QString &userId);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void queryChanged();
    void mayMakeOwnersChanged();

private:
    void ask(const QString &after);
    void change(const QString &userId, const QJsonObject &change);
    void show();

    AccountSession &m_account;
    QList<protocol::Account> m_all;
    QList<protocol::Account> m_rows; //!< those that the query lets through
    QString m_query;
};

} // namespace hearth::app
