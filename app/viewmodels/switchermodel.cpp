#include "app/viewmodels/switchermodel.h"

#include "app/models/bidi.h"
#include "app/models/match.h"
#include "app/models/memberlistmodel.h"
#include "app/sync/accountsession.h"

#include <algorithm>

namespace hearth::app {

namespace {

constexpr qsizetype maxItems = 50;

} // namespace

SwitcherModel::SwitcherModel(AccountSession &account, QObject *parent)
    : QAbstractListModel(parent), m_account(account)
{
    connect(&account, &AccountSession::roomsChanged, this, &SwitcherModel::refresh);
    connect(&account, &AccountSession::roleChanged, this, &SwitcherModel::refresh);
    connect(&account.dashboards(), &Dashboards::listChanged, this, &SwitcherModel::refresh);
    refresh();
}

void SwitcherModel::setQuery(const QString &query)
{
    if (m_query == query)
        return;
    m_query = query;
    refresh();
    Q_EMIT queryChanged();
}

void SwitcherModel::refresh()
{
    QList<Item> all;
    QSet<QString> direct;
    for (const RoomRecord &room : m_account.store().rooms()) {
        direct.insert(room.directUserId);
        all += Item{QStringLiteral("room"), room.id, safeName(room.name), safeName(room.topic)};
    }
    for (const MemberRecord &person : m_account.store().people()) {
        if (person.userId != m_account.account().userId && !direct.contains(person.userId)) {
            all += Item{QStringLiteral("person"), person.userId, safeName(person.displayName),
                statusText(m_account.presence(person.userId), person.lastSeen, m_account.clock().wallMs())};
        }
    }
    for (const protocol::Dashboard &dashboard : m_account.dashboards().all())
        all += Item{QStringLiteral("dashboard"), dashboard.id, safeName(dashboard.name), tr("dashboard")};
    const auto command = [&](const char *id, const QString &title) {
        all += Item{QStringLiteral("command"), QLatin1String(id), title, tr("command")};
    };
    if (m_account.mayMake()) {
        command("create-room", tr("Create a room"));
        command("create-dashboard", tr("Create a dashboard"));
    }
    command("settings", tr("Settings"));
    command("keys", tr("Show all keys"));
    command("sign-out", tr("Sign out"));
    command("search", tr("Search messages"));

    const QString query = m_query.trimmed();
    QList<std::pair<int, Item>> found;
    for (const Item &item : std::as_const(all)) {
        if (const int rank = matchRank(item.title, query); rank >= 0)
            found += {rank, item};
    }
    std::ranges::stable_sort(found, {}, &std::pair<int, Item>::first);
    beginResetModel();
    m_items.clear();
    for (qsizetype i = 0; i < std::min(found.size(), maxItems); ++i)
        m_items += found.at(i).second;
    if (!query.isEmpty())
        m_items +=
            Item{QStringLiteral("search"), query, tr("Search messages for “%1”").arg(safeName(query)), {}};
    endResetModel();
}

void SwitcherModel::activate(int row)
{
    if (row < 0 || row >= m_items.size())
        return;
    const Item item = m_items.at(row);
    setQuery({});
    Q_EMIT activated(item.kind, item.itemId);
}

int SwitcherModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

QVariant SwitcherModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Item &item = m_items.at(index.row());
    switch (role) {
    case KindRole:
        return item.kind;
    case ItemIdRole:
        return item.itemId;
    case Qt::DisplayRole:
    case TitleRole:
        return item.title;
    case SubtitleRole:
        return item.subtitle;
    default:
        return {};
    }
}

QHash<int, QByteArray> SwitcherModel::roleNames() const
{
    return {{KindRole, "kind"}, {ItemIdRole, "itemId"}, {TitleRole, "title"}, {SubtitleRole, "subtitle"}};
}

} // namespace hearth::app
