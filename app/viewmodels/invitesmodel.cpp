#include "app/viewmodels/invitesmodel.h"

#include "app/models/bidi.h"
#include "app/models/timetext.h"
#include "app/sync/accountsession.h"

namespace hearth::app {

using protocol::Invite;

namespace {

QString titleOf(const Invite &invite)
{
    const QString role = invite.role == protocol::Role::Guest   ? InvitesModel::tr("Guest")
                         : invite.role == protocol::Role::Admin ? InvitesModel::tr("Admin")
                         : invite.role == protocol::Role::Owner ? InvitesModel::tr("Owner")
                                                                : InvitesModel::tr("Member");
    return invite.usesLeft == 1 ? InvitesModel::tr("%1, for one person").arg(role)
                                : InvitesModel::tr("%1, for %2 people").arg(role).arg(invite.usesLeft);
}

} // namespace

InvitesModel::InvitesModel(AccountSession &account, QObject *parent) : RemoteList(parent), m_account(account)
{}

void InvitesModel::refresh()
{
    begin();
    m_account.rest().invites(then(this, [this](const QList<Invite> &invites) {
        beginResetModel();
        m_rows = invites;
        endResetModel();
        Q_EMIT countChanged();
    }));
}

void InvitesModel::revoke(int row)
{
    if (row < 0 || row >= m_rows.size())
        return;
    begin();
    m_account.rest().revokeInvite(m_rows.at(row).id, then(this, [this](Done) { refresh(); }));
}

int InvitesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant InvitesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Invite &row = m_rows.at(index.row());
    const QString by = row.username.isEmpty() ? tr("the operator") : safeName(row.username);
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return titleOf(row);
    case DetailsRole:
        return row.expiresAt > 0 ? tr("By %1, until %2").arg(by, dateTimeText(row.expiresAt))
                                 : tr("By %1, without an end").arg(by);
    default:
        return {};
    }
}

QHash<int, QByteArray> InvitesModel::roleNames() const
{
    return {{TitleRole, "what"}, {DetailsRole, "about"}};
}

} // namespace hearth::app
