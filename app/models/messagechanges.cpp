// What becomes of the rows of MessageListModel after they were said: changes that are stored, and those that
// wait.
#include "app/models/messagelistmodel.h"

#include "app/models/bidi.h"
#include "app/outbox/applied.h"

#include <QVariantMap>

#include <algorithm>

namespace hearth::app {

namespace {
constexpr qsizetype excerptLength = 160;
//! So many are named under a reaction; the rest is a number.
constexpr qsizetype namedPeople = 8;
} // namespace

protocol::Message MessageListModel::shown(const Row &row) const
{
    protocol::Message message = row.message;
    for (const OutboxItem &each : row.changes)
        message = applied(std::move(message), each, m_self.userId);
    return message;
}

int MessageListModel::rowOf(const QString &messageId) const
{
    const auto it = std::find_if(m_rows.begin() + m_waiting, m_rows.end(),
        [&](const Row &row) { return row.message.id == messageId; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

void MessageListModel::rowChanged(int at)
{
    const QString id = m_rows.at(at).message.id;
    m_cache.remove(id);
    Q_EMIT dataChanged(index(at), index(at));
    for (int row = 0; row < count(); ++row) {
        if (m_rows.at(row).message.replyTo == id)
            Q_EMIT dataChanged(index(row), index(row), {ReplyRole});
    }
}

void MessageListModel::updateStored(const QList<protocol::Message> &messages)
{
    for (const protocol::Message &each : messages) {
        const int at = rowOf(each.id);
        if (at < 0 || m_rows.at(at).message == each)
            continue;
        m_rows[at].message = each;
        rowChanged(at);
    }
}

void MessageListModel::answersChanged(const QString &messageId)
{
    if (const int at = rowOf(messageId); at >= 0)
        Q_EMIT dataChanged(index(at), index(at), {AnswersRole});
}

void MessageListModel::addChange(const OutboxItem &item)
{
    const int at = rowOf(item.target);
    if (at < 0)
        return;
    QList<OutboxItem> &changes = m_rows[at].changes;
    const auto it = std::ranges::find(changes, item.clientId, &OutboxItem::clientId);
    if (it == changes.end())
        changes += item;
    else
        *it = item;
    rowChanged(at);
}

//! Where the change is one of a row's: sets its state, or takes it away where there is no error and it was
//! made.
bool MessageListModel::settleChange(const QString &clientId, const std::optional<QString> &error)
{
    for (int at = m_waiting; at < count(); ++at) {
        QList<OutboxItem> &changes = m_rows[at].changes;
        const auto it = std::ranges::find(changes, clientId, &OutboxItem::clientId);
        if (it == changes.end())
            continue;
        if (error) {
            it->state = OutboxItem::State::Refused;
            it->error = *error;
        } else {
            changes.erase(it);
        }
        rowChanged(at);
        return true;
    }
    return false;
}

const OutboxItem *MessageListModel::refusedChange(const Row &row) const
{
    const auto it = std::ranges::find(row.changes, OutboxItem::State::Refused, &OutboxItem::state);
    return it == row.changes.end() ? nullptr : &*it;
}

MessageListModel::State MessageListModel::stateOf(const Row &row) const
{
    if (refusedChange(row))
        return State::Refused;
    // A reaction is so small that its clock would only flicker.
    const bool waits = std::ranges::any_of(row.changes, [](const OutboxItem &each) {
        return each.kind != OutboxItem::Kind::React && each.kind != OutboxItem::Kind::Unreact;
    });
    return waits ? State::Waiting : row.state;
}

QString MessageListModel::peopleText(const QList<QString> &userIds) const
{
    QStringList names;
    for (const QString &each : userIds.first(std::min(userIds.size(), namedPeople)))
        names += each == m_self.userId ? tr("You") : nameOf(each, tr("somebody"));
    const qsizetype others = userIds.size() - names.size();
    const QString list = names.join(QStringLiteral(", "));
    return others > 0 ? tr("%1 and %2 more").arg(list).arg(others) : list;
}

QVariantList MessageListModel::reactionsOf(const protocol::Message &message) const
{
    QVariantList out;
    for (const protocol::Reaction &each : message.reactions.value_or(QList<protocol::Reaction>())) {
        out += QVariantMap{{QStringLiteral("emoji"), safeName(each.emoji)},
            {QStringLiteral("count"), int(each.userIds.size())},
            {QStringLiteral("mine"), each.userIds.contains(m_self.userId)},
            {QStringLiteral("names"), peopleText(each.userIds)}};
    }
    return out;
}

QString MessageListModel::excerptOf(const QString &messageId) const
{
    const int at = rowOf(messageId);
    const auto message = at >= 0 ? std::optional(shown(m_rows.at(at))) : m_find(messageId);
    if (!message)
        return tr("An earlier message");
    if (message->deleted.value_or(false))
        return tr("A message that was deleted");
    return safeName(message->content.left(excerptLength).simplified());
}

QVariantMap MessageListModel::replyOf(const protocol::Message &message) const
{
    if (!message.replyTo || message.replyTo == m_thread)
        return {};
    const int at = rowOf(*message.replyTo);
    const auto answered = at >= 0 ? std::optional(m_rows.at(at).message) : m_find(*message.replyTo);
    return {{QStringLiteral("messageId"), *message.replyTo},
        {QStringLiteral("author"), answered ? nameOf(answered->userId, answered->username) : QString()},
        {QStringLiteral("text"), excerptOf(*message.replyTo)}};
}

} // namespace hearth::app
