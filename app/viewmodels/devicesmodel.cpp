#include "app/viewmodels/devicesmodel.h"

#include "app/models/bidi.h"
#include "app/models/timetext.h"
#include "app/sync/accountsession.h"

namespace hearth::app {

DevicesModel::DevicesModel(AccountSession &account, QObject *parent) : RemoteList(parent), m_account(account)
{}

void DevicesModel::refresh()
{
    begin();
    m_account.rest().sessions(then(this, [this](const QList<protocol::SignIn> &sessions) {
        beginResetModel();
        m_rows = sessions;
        endResetModel();
        Q_EMIT countChanged();
    }));
}

void DevicesModel::end(int row)
{
    if (row < 0 || row >= m_rows.size() || m_rows.at(row).current)
        return;
    begin();
    m_account.rest().endSession(m_rows.at(row).id, then(this, [this](Done) { refresh(); }));
}

void DevicesModel::endOthers()
{
    begin();
    m_account.rest().endOtherSessions(then(this, [this](Done) { refresh(); }));
}

int DevicesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant DevicesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const protocol::SignIn &row = m_rows.at(index.row());
    const qint64 now = m_account.clock().wallMs();
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return row.device.isEmpty() ? tr("A device without a name") : safeName(row.device);
    case DetailsRole:
        return row.current  ? tr("This device, since %1").arg(dateTimeText(row.createdAt))
               : row.online ? tr("Connected now, since %1").arg(dateTimeText(row.createdAt))
               : row.lastSeen > 0
                   ? tr("Last used %1, since %2").arg(agoText(row.lastSeen, now), dateTimeText(row.createdAt))
                   : tr("Since %1").arg(dateTimeText(row.createdAt));
    case IsCurrentRole:
        return row.current;
    case IsOnlineRole:
        return row.online;
    default:
        return {};
    }
}

QHash<int, QByteArray> DevicesModel::roleNames() const
{
    return {
        {NameRole, "name"}, {DetailsRole, "about"}, {IsCurrentRole, "isCurrent"}, {IsOnlineRole, "isOnline"}};
}

} // namespace hearth::app
