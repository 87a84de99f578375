#pragma once

#include "app/models/remotelist.h"
#include "shared/protocol/administration.h"

namespace hearth::app {

class AccountSession;

//! The invites that can still be used: everybody's for those who run the server, else one's own.
class InvitesModel : public RemoteList
{
    Q_OBJECT
    QML_NAMED_ELEMENT(InvitesModel)
    QML_UNCREATABLE("made by the program")

public:
    enum Role {
        TitleRole = Qt::UserRole, //!< what whoever uses it becomes, and how many may
        DetailsRole,              //!< whose it is, until when
    };

    explicit InvitesModel(AccountSession &account, QObject *parent = nullptr);

    void refresh() override;
    Q_INVOKABLE void revoke(int row);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    AccountSession &m_account;
    QList<protocol::Invite> m_rows;
};

} // namespace hearth::app
