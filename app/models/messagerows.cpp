// How the rows of MessageListModel come, change and go.
#include "app/models/messagelistmodel.h"

#include <algorithm>

namespace hearth::app {

void MessageListModel::clear()
{
    if (m_rows.isEmpty())
        return;
    beginResetModel();
    m_rows.clear();
    m_cache.clear();
    m_waiting = 0;
    endResetModel();
    Q_EMIT countChanged();
}

//! The first stored row whose seq is not above this one.
int MessageListModel::positionOf(qint64 seq) const
{
    const auto it = std::lower_bound(m_rows.begin() + m_waiting, m_rows.end(), seq,
        [](const Row &row, qint64 wanted) { return row.message.seq > wanted; });
    return int(it - m_rows.begin());
}

//! Where the message is a row already, or stands in for one that waits: true, and no row is to be inserted.
bool MessageListModel::replace(int at, const protocol::Message &message)
{
    const int waiting =
        message.clientId && message.userId == m_self.userId ? findWaiting(*message.clientId) : -1;
    if (at < count() && at >= m_waiting && m_rows.at(at).message.seq == message.seq) {
        if (waiting >= 0)
            removeWaiting(*message.clientId);
        Row &row = m_rows[waiting >= 0 ? at - 1 : at];
        if (row.message != message) {
            m_cache.remove(message.id);
            row.message = message;
            const QModelIndex changedAt = index(waiting >= 0 ? at - 1 : at);
            Q_EMIT dataChanged(changedAt, changedAt);
        }
        return true;
    }
    if (waiting < 0)
        return false;
    if (waiting != m_waiting - 1 || at != m_waiting) {
        removeWaiting(*message.clientId);
        return false;
    }
    // The usual case: the oldest that waits becomes the newest that is stored, in its place.
    m_cache.remove(*message.clientId);
    m_rows[waiting] = {message, State::Sent, {}};
    --m_waiting;
    Q_EMIT dataChanged(index(waiting), index(waiting));
    changed(waiting - 1, waiting - 1);
    return true;
}

void MessageListModel::addStored(const QList<protocol::Message> &messages)
{
    QList<protocol::Message> sorted = messages;
    std::ranges::sort(sorted, std::greater(), &protocol::Message::seq);
    const int before = count();
    for (qsizetype i = 0; i < sorted.size();) {
        if (replace(positionOf(sorted.at(i).seq), sorted.at(i))) {
            ++i;
            continue;
        }
        // All that belong between the same two rows go in together.
        const int at = positionOf(sorted.at(i).seq);
        const qint64 below = at < count() ? m_rows.at(at).message.seq : 0;
        QList<Row> run;
        do {
            const protocol::Message &each = sorted.at(i);
            if (run.isEmpty() || run.last().message.seq != each.seq)
                run += Row{each, State::Sent, {}};
            ++i;
        } while (i < sorted.size() && sorted.at(i).seq > below &&
                 !(sorted.at(i).clientId && findWaiting(*sorted.at(i).clientId) >= 0));
        insertRun(at, run);
    }
    if (count() != before)
        Q_EMIT countChanged();
}

void MessageListModel::insertRun(int at, const QList<Row> &run)
{
    beginInsertRows({}, at, at + int(run.size()) - 1);
    if (at == count()) {
        m_rows += run;
    } else {
        m_rows.insert(at, run.size(), Row{});
        std::ranges::copy(run, m_rows.begin() + at);
    }
    endInsertRows();
    // The newer neighbour may no longer begin a group or a day; the new line may have moved.
    changed(std::max(0, at - 1), at - 1);
}

void MessageListModel::addWaiting(const OutboxItem &item)
{
    if (item.kind != OutboxItem::Kind::Message)
        return addChange(item);
    const State state = item.state == OutboxItem::State::Refused ? State::Refused : State::Waiting;
    if (findWaiting(item.clientId) >= 0)
        return setWaiting(item.clientId, state, item.error);
    Row row;
    row.message.roomId = item.roomId;
    row.message.userId = m_self.userId;
    row.message.username = m_self.name;
    row.message.content = item.content;
    row.message.createdAt = item.createdAt;
    row.message.clientId = item.clientId;
    row.state = state;
    row.errorText = item.error;
    if (!item.target.isEmpty())
        row.message.replyTo = item.target;
    for (const OutgoingFile &each : item.files)
        (row.message.files ? *row.message.files : row.message.files.emplace()) += asFile(each);
    beginInsertRows({}, 0, 0);
    m_rows.prepend(row);
    ++m_waiting;
    endInsertRows();
    Q_EMIT countChanged();
}

void MessageListModel::setWaiting(const QString &clientId, State state, const QString &errorText)
{
    if (settleChange(clientId, errorText))
        return;
    const int at = findWaiting(clientId);
    if (at < 0)
        return;
    m_rows[at].state = state;
    m_rows[at].errorText = errorText;
    Q_EMIT dataChanged(index(at), index(at), {StateRole, ErrorTextRole});
}

void MessageListModel::removeWaiting(const QString &clientId)
{
    if (settleChange(clientId, std::nullopt))
        return;
    const int at = findWaiting(clientId);
    if (at < 0)
        return;
    beginRemoveRows({}, at, at);
    m_rows.removeAt(at);
    --m_waiting;
    endRemoveRows();
    m_cache.remove(clientId);
    changed(std::max(0, at - 1), at - 1);
    Q_EMIT countChanged();
}

int MessageListModel::findWaiting(const QString &clientId) const
{
    for (int i = 0; i < m_waiting; ++i) {
        if (m_rows.at(i).message.clientId == clientId)
            return i;
    }
    return -1;
}

} // namespace hearth::app
