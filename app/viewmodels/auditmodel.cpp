#include "app/viewmodels/auditmodel.h"

#include "app/models/bidi.h"
#include "app/models/timetext.h"
#include "app/sync/accountsession.h"

namespace hearth::app {

using protocol::AuditAction;
using protocol::AuditEntry;

namespace {

//! With %1 for who did it and %2 for what it was done to.
QString sentence(AuditAction action)
{
    switch (action) {
    case AuditAction::UserCreated:
        return AuditModel::tr("%1 made the account %2");
    case AuditAction::UserRole:
        return AuditModel::tr("%1 gave %2 another role");
    case AuditAction::UserDisabled:
        return AuditModel::tr("%1 disabled %2");
    case AuditAction::UserEnabled:
        return AuditModel::tr("%1 let %2 sign in again");
    case AuditAction::UserRemoved:
        return AuditModel::tr("%1 removed %2");
    case AuditAction::UserPassword:
        return AuditModel::tr("%1 changed the password of %2");
    case AuditAction::InviteCreated:
        return AuditModel::tr("%1 made an invite");
    case AuditAction::InviteRevoked:
        return AuditModel::tr("%1 revoked an invite");
    case AuditAction::SessionRevoked:
        return AuditModel::tr("%1 signed %2 out");
    case AuditAction::RoomCreated:
        return AuditModel::tr("%1 made the room %2");
    case AuditAction::RoomArchived:
        return AuditModel::tr("%1 archived the room %2");
    case AuditAction::RoomReopened:
        return AuditModel::tr("%1 opened the room %2 again");
    case AuditAction::RoomRemovedMember:
        return AuditModel::tr("%1 removed somebody from the room %2");
    case AuditAction::TokenCreated:
        return AuditModel::tr("%1 made a token for %2");
    case AuditAction::TokenRevoked:
        return AuditModel::tr("%1 revoked the tokens of %2");
    case AuditAction::BackupRestored:
        return AuditModel::tr("%1 restored a backup");
    }
    return {};
}

QString textOf(const AuditEntry &entry)
{
    const QString who = entry.username.isEmpty() ? AuditModel::tr("The operator") : safeName(entry.username);
    const QString text = sentence(entry.action);
    // Both at once, so that a name with %2 in it stays one.
    return text.contains(QLatin1String("%2")) ? text.arg(who, safeName(entry.target)) : text.arg(who);
}

} // namespace

AuditModel::AuditModel(AccountSession &account, QObject *parent) : RemoteList(parent), m_account(account)
{}

void AuditModel::refresh()
{
    ask({});
}

void AuditModel::loadMore()
{
    if (hasMore() && !isBusy())
        ask(m_next);
}

void AuditModel::ask(const QString &before)
{
    begin();
    m_account.rest().audit(before, then(this, [this, before](const RestClient::Listed<AuditEntry> &page) {
        if (before.isEmpty()) {
            beginResetModel();
            m_rows = page.items;
            endResetModel();
        } else if (!page.items.isEmpty()) {
            beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + page.items.size()) - 1);
            m_rows += page.items;
            endInsertRows();
        }
        m_next = page.next;
        Q_EMIT countChanged();
        Q_EMIT stateChanged();
    }));
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AuditEntry &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return textOf(row);
    case WhenRole:
        return dateTimeText(row.at);
    case DetailRole:
        return safeName(row.detail.value_or(QString()));
    default:
        return {};
    }
}

QHash<int, QByteArray> AuditModel::roleNames() const
{
    return {{TextRole, "what"}, {WhenRole, "when"}, {DetailRole, "detail"}};
}

} // namespace hearth::app
