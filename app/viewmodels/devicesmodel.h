#pragma once

#include "app/models/remotelist.h"
#include "shared/protocol/administration.h"

namespace hearth::app {

class AccountSession;

//! Where this person is signed in: the last used first.
class DevicesModel : public RemoteList
{
    Q_OBJECT
    QML_NAMED_ELEMENT(DevicesModel)
    QML_UNCREATABLE("made by the program")

public:
    enum Role {
        NameRole = Qt::UserRole,
        DetailsRole,   //!< since when, and when it was last used
        IsCurrentRole, //!< the one that is looked at
        IsOnlineRole,
    };

    explicit DevicesModel(AccountSession &account, QObject *parent = nullptr);

    void refresh() override;
    //! It is signed out at once.
    Q_INVOKABLE void end(int row);
    Q_INVOKABLE void endOthers();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    AccountSession &m_account;
    QList<protocol::SignIn> m_rows;
};

} // namespace hearth::app
