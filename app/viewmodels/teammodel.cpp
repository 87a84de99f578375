#include "app/viewmodels/teammodel.h"

#include "app/models/bidi.h"
#include "app/models/match.h"
#include "app/models/timetext.h"
#include "app/sync/accountsession.h"

#include <algorithm>

namespace hearth::app {

using protocol::Account;

TeamModel::TeamModel(AccountSession &account, QObject *parent) : RemoteList(parent), m_account(account)
{
    connect(&account, &AccountSession::roleChanged, this, &TeamModel::mayMakeOwnersChanged);
    connect(&account, &AccountSession::roleChanged, this, &TeamModel::show);
}

bool TeamModel::mayMakeOwners() const
{
    return m_account.isOwner();
}

void TeamModel::setQuery(const QString &query)
{
    if (m_query == query)
        return;
    m_query = query;
    show();
    Q_EMIT queryChanged();
    loadMore(); // somebody further down may be meant
}

void TeamModel::refresh()
{
    m_all.clear();
    ask({});
}

void TeamModel::loadMore()
{
    if (hasMore() && !isBusy())
        ask(m_next);
}

void TeamModel::ask(const QString &after)
{
    begin();
    m_account.rest().team(after, then(this, [this](const RestClient::Listed<Account> &page) {
        m_all += page.items;
        m_next = page.next;
        show();
        if (!m_query.isEmpty())
            loadMore();
        Q_EMIT stateChanged();
    }));
}

void TeamModel::show()
{
    const QString typed = m_query.trimmed();
    beginResetModel();
    m_rows = m_all;
    m_rows.removeIf([&](const Account &each) {
        return matchRank(each.displayName, typed) < 0 && matchRank(each.username, typed) < 0;
    });
    endResetModel();
    Q_EMIT countChanged();
}

void TeamModel::change(const QString &userId, const QJsonObject &change)
{
    begin();
    m_account.rest().changePerson(userId, change, then(this, [this](const Account &now) {
        const auto it = std::ranges::find(m_all, now.id, &Account::id);
        if (it != m_all.end())
            *it = now;
        const auto shown = std::ranges::find(m_rows, now.id, &Account::id);
        if (shown == m_rows.end())
            return;
        *shown = now;
        const QModelIndex at = index(int(shown - m_rows.begin()));
        Q_EMIT dataChanged(at, at);
    }));
}

void TeamModel::setRole(const QString &userId, const QString &role)
{
    change(userId, {{QStringLiteral("role"), role}});
}

void TeamModel::setDisabled(const QString &userId, bool disabled)
{
    change(userId, {{QStringLiteral("disabled"), disabled}});
}

void TeamModel::removePerson(const QString &userId)
{
    begin();
    m_account.rest().removePerson(userId, then(this, [this, userId](Done) {
        m_all.removeIf([&](const Account &each) { return each.id == userId; });
        show();
    }));
}

int TeamModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant TeamModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Account &row = m_rows.at(index.row());
    switch (role) {
    case UserIdRole:
        return row.id;
    case Qt::DisplayRole:
    case NameRole:
        return safeName(row.displayName.isEmpty() ? row.username : row.displayName);
    case UsernameRole:
        return safeName(row.username);
    case RoleRole:
        return QLatin1String(protocol::enumNames(row.role)[size_t(row.role)]);
    case IsDisabledRole:
        return row.disabled.value_or(false);
    case IsSelfRole:
        return row.id == m_account.account().userId;
    case MayChangeRole:
        return row.id != m_account.account().userId &&
               (row.role != protocol::Role::Owner || m_account.isOwner());
    case DetailsRole:
        return row.disabled.value_or(false) ? tr("Disabled: cannot sign in")
               : row.lastSeen > 0 ? tr("Last seen %1").arg(agoText(row.lastSeen, m_account.clock().wallMs()))
                                  : tr("Has not been here yet");
    default:
        return {};
    }
}

QHash<int, QByteArray> TeamModel::roleNames() const
{
    return {{UserIdRole, "userId"}, {NameRole, "name"}, {UsernameRole, "username"}, {RoleRole, "role"},
        {IsDisabledRole, "isDisabled"}, {IsSelfRole, "isSelf"}, {MayChangeRole, "mayChange"},
        {DetailsRole, "about"}};
}

} // namespace hearth::app
