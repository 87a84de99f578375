#include "app/viewmodels/dashboardchannels.h"

#include "app/models/bidi.h"
#include "app/models/match.h"
#include "app/sync/accountsession.h"
#include "shared/base/strictjson.h"

#include <QLocale>

#include <algorithm>

namespace hearth::app {

using protocol::ChannelUpdate;
using protocol::PanelKind;

namespace {

constexpr int shownCharacters = 60;
constexpr qsizetype fieldBytesAtMost = 256; //!< as a panel can name it

bool isNumber(const QJsonValue &value)
{
    return value.isDouble() || value.isBool();
}

QString valueTextOf(const QJsonValue &data)
{
    if (data.isDouble())
        return QLocale().toString(data.toDouble(), 'g', 6);
    if (data.isString())
        return safeName(data.toString()).left(shownCharacters);
    return safeName(QString::fromUtf8(toCompactJson(data))).left(shownCharacters);
}

} // namespace

ChannelsModel::ChannelsModel(AccountSession &account, QObject *parent)
    : RemoteList(parent), m_account(account)
{}

void ChannelsModel::refresh()
{
    begin();
    m_account.rest().channels(then(this, [this](const QList<ChannelUpdate> &all) {
        m_all = all;
        // No name has what these take out.
        m_all.removeIf([](const ChannelUpdate &each) { return safeName(each.channel) != each.channel; });
        show();
        Q_EMIT stateChanged();
    }));
}

void ChannelsModel::setPlaced(const QSet<QString> &channels)
{
    if (m_placed == channels)
        return;
    m_placed = channels;
    show();
}

void ChannelsModel::show()
{
    QList<ChannelUpdate> rows = m_all;
    rows.removeIf([&](const ChannelUpdate &each) { return m_placed.contains(each.channel); });
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = rows;
    endResetModel();
    Q_EMIT countChanged();
}

const ChannelUpdate *ChannelsModel::find(const QString &channel) const
{
    const auto found = std::ranges::find(m_all, channel, &ChannelUpdate::channel);
    return found == m_all.end() ? nullptr : &*found;
}

QStringList ChannelsModel::hints(const QString &typed) const
{
    QList<std::pair<int, QString>> found;
    for (const ChannelUpdate &each : m_all) {
        const int rank = matchRank(each.channel, typed.trimmed());
        if (rank >= 0 && each.channel != typed)
            found += {rank, each.channel};
    }
    std::ranges::stable_sort(found, {}, &std::pair<int, QString>::first);
    QStringList out;
    for (const auto &[rank, name] : std::as_const(found)) {
        if (out.size() < hintsAtMost)
            out += name;
    }
    return out;
}

QStringList ChannelsModel::fieldsOf(const QString &channel) const
{
    const ChannelUpdate *known = find(channel);
    if (!known)
        return {};
    if (isNumber(known->data))
        return {QStringLiteral("value")};
    QStringList out;
    const QJsonObject object = known->data.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (isNumber(it.value()) && it.key().toUtf8().size() <= fieldBytesAtMost)
            out += it.key();
    }
    return out;
}

protocol::Panel ChannelsModel::panelFor(const QString &channel) const
{
    protocol::Panel panel;
    panel.title = channel;
    panel.kind = fieldsOf(channel).isEmpty() ? PanelKind::Log : PanelKind::Line;
    panel.series = {{channel, QString(), std::nullopt}};
    return panel;
}

int ChannelsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ChannelsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ChannelUpdate &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case ChannelRole:
        return row.channel;
    case ValueTextRole:
        return valueTextOf(row.data);
    default:
        return {};
    }
}

QHash<int, QByteArray> ChannelsModel::roleNames() const
{
    return {{ChannelRole, "channel"}, {ValueTextRole, "valueText"}};
}

} // namespace hearth::app
