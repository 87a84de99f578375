#include "app/viewmodels/peoplemodel.h"

#include "app/models/bidi.h"
#include "app/models/match.h"
#include "app/models/memberlistmodel.h"
#include "app/sync/accountsession.h"

#include <algorithm>

namespace hearth::app {

PeopleModel::PeopleModel(AccountSession &account, QObject *parent)
    : QAbstractListModel(parent), m_account(account)
{}

void PeopleModel::begin(const QString &withoutRoomId)
{
    QSet<QString> inside{m_account.account().userId};
    for (const MemberRecord &each : m_account.store().members(withoutRoomId))
        inside.insert(each.userId);
    m_people.clear();
    for (const MemberRecord &each : m_account.store().people()) {
        if (!inside.contains(each.userId))
            m_people += each;
    }
    std::ranges::sort(m_people, [](const MemberRecord &a, const MemberRecord &b) {
        const int names = a.displayName.localeAwareCompare(b.displayName);
        return names != 0 ? names < 0 : a.userId < b.userId;
    });
    m_chosen.clear();
    m_query.clear();
    find();
    Q_EMIT queryChanged();
    Q_EMIT chosenChanged();
}

void PeopleModel::setQuery(const QString &query)
{
    if (m_query == query)
        return;
    m_query = query;
    find();
    Q_EMIT queryChanged();
}

void PeopleModel::find()
{
    const QString typed = m_query.trimmed();
    beginResetModel();
    m_shown.clear();
    for (const MemberRecord &each : std::as_const(m_people)) {
        if (matchRank(each.displayName, typed) >= 0 || matchRank(each.username, typed) >= 0)
            m_shown += each;
    }
    endResetModel();
    Q_EMIT countChanged();
}

void PeopleModel::toggle(int row)
{
    if (row < 0 || row >= count())
        return;
    const QString id = m_shown.at(row).userId;
    if (!m_chosen.remove(id))
        m_chosen.insert(id);
    Q_EMIT dataChanged(index(row), index(row), {IsChosenRole});
    Q_EMIT chosenChanged();
}

QStringList PeopleModel::chosen() const
{
    return m_chosen.values();
}

QString PeopleModel::chosenText() const
{
    QStringList names;
    for (const MemberRecord &each : m_people) {
        if (m_chosen.contains(each.userId))
            names += safeName(each.displayName);
    }
    return names.join(QStringLiteral(", "));
}

int PeopleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PeopleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MemberRecord &row = m_shown.at(index.row());
    switch (role) {
    case UserIdRole:
        return row.userId;
    case Qt::DisplayRole:
    case DisplayNameRole:
        return safeName(row.displayName);
    case UsernameRole:
        return safeName(row.username);
    case StatusTextRole:
        return statusText(m_account.presence(row.userId), row.lastSeen, m_account.clock().wallMs());
    case PresenceRole:
        return m_account.presence(row.userId);
    case IsChosenRole:
        return m_chosen.contains(row.userId);
    default:
        return {};
    }
}

QHash<int, QByteArray> PeopleModel::roleNames() const
{
    return {{UserIdRole, "userId"}, {DisplayNameRole, "displayName"}, {UsernameRole, "username"},
        {StatusTextRole, "statusText"}, {PresenceRole, "presence"}, {IsChosenRole, "isChosen"}};
}

} // namespace hearth::app
