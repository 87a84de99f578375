#include "app/models/messagelistmodel.h"

#include "app/models/bidi.h"
#include "app/models/timetext.h"

#include <QDateTime>

#include <algorithm>

namespace hearth::app {

namespace {

constexpr qint64 groupMs = 5 * 60 * 1000;
constexpr int cachedTexts = 500;

QString shownText(const protocol::Message &message)
{
    return message.deleted.value_or(false) ? MessageListModel::tr("This message was deleted.")
                                           : message.content;
}

//! In words alone, as a screen reader says it.
QString spokenText(const protocol::Message &message)
{
    QStringList parts;
    if (const QString text = shownText(message); !text.isEmpty())
        parts += text;
    for (const protocol::File &each : message.files.value_or(QList<protocol::File>()))
        parts += MessageListModel::tr("File: %1").arg(safeName(each.name));
    return parts.join(QLatin1Char('\n'));
}

QDate dayOf(qint64 at)
{
    return QDateTime::fromMSecsSinceEpoch(at).date();
}

} // namespace

MessageListModel::MessageListModel(Self self, QObject *parent)
    : QAbstractListModel(parent), m_self(std::move(self)), m_today(QDate::currentDate()), m_cache(cachedTexts)
{}

// ---- what is shown ----

int MessageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> MessageListModel::roleNames() const
{
    return {{MessageIdRole, "messageId"}, {ClientIdRole, "clientId"}, {AuthorRole, "author"},
        {AuthorIdRole, "authorId"}, {IsOwnRole, "isOwn"}, {BlocksRole, "blocks"},
        {PlainTextRole, "plainText"}, {TimeTextRole, "timeText"}, {DateTimeTextRole, "dateTimeText"},
        {DayTextRole, "dayText"}, {StartsGroupRole, "startsGroup"}, {IsNewLineRole, "isNewLine"},
        {StateRole, "state"}, {ErrorTextRole, "errorText"}, {IsEmojiOnlyRole, "isEmojiOnly"},
        {ExcerptRole, "excerpt"}, {IsReadRole, "isRead"}, {IsEditedRole, "isEdited"},
        {IsDeletedRole, "isDeleted"}, {IsPinnedRole, "isPinned"}, {ReactionsRole, "reactions"},
        {ReplyRole, "reply"}, {FilesRole, "files"}, {AnswersRole, "answers"}, {ChartRole, "chart"}};
}

QVariant MessageListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int at = index.row();
    const Row &row = m_rows.at(at);
    switch (role) {
    case MessageIdRole:
        return row.message.id;
    case ClientIdRole:
        return refusedChange(row) ? refusedChange(row)->clientId : row.message.clientId.value_or(QString());
    case AuthorRole:
        return nameOf(row.message.userId, row.message.username);
    case AuthorIdRole:
        return row.message.userId;
    case IsOwnRole:
        return row.message.userId == m_self.userId;
    case BlocksRole:
        return rendered(row).toVariantList();
    case Qt::DisplayRole:
    case PlainTextRole:
        return spokenText(shown(row));
    case TimeTextRole:
        return timeText(row.message.createdAt);
    case DateTimeTextRole:
        return dateTimeText(row.message.createdAt);
    case DayTextRole:
        return isDayStart(at) ? dayText(dayOf(row.message.createdAt), m_today) : QString();
    case StartsGroupRole:
        return startsGroup(at);
    case IsNewLineRole:
        return isNewLine(at);
    case StateRole:
        return int(stateOf(row));
    case ErrorTextRole:
        return refusedChange(row) ? refusedChange(row)->error : row.errorText;
    case IsEmojiOnlyRole:
        return rendered(row).isEmojiOnly;
    case ExcerptRole:
        return rendered(row).excerpt;
    case IsReadRole:
        return at >= m_waiting && row.message.userId == m_self.userId && row.message.seq <= m_readUpTo;
    case IsEditedRole:
        return shown(row).editedAt.has_value();
    case IsDeletedRole:
        return shown(row).deleted.value_or(false);
    case IsPinnedRole:
        return shown(row).pinnedAt.has_value();
    case ReactionsRole:
        return reactionsOf(shown(row));
    case ReplyRole:
        return replyOf(row.message);
    case FilesRole:
        return filesOf(at);
    case AnswersRole:
        return row.message.id.isEmpty() ? 0 : m_countAnswers(row.message.id);
    case ChartRole: {
        const protocol::Message message = shown(row);
        return QVariant::fromValue(message.chart ? m_chartOf(message) : nullptr);
    }
    default:
        return {};
    }
}

QString MessageListModel::nameOf(const QString &userId, const QString &username) const
{
    const QString name = m_names.value(userId);
    return safeName(name.isEmpty() ? username : name);
}

const MessageListModel::Row *MessageListModel::older(int row) const
{
    return row + 1 < m_rows.size() ? &m_rows.at(row + 1) : nullptr;
}

bool MessageListModel::isDayStart(int row) const
{
    const Row *before = older(row);
    return !before || dayOf(before->message.createdAt) != dayOf(m_rows.at(row).message.createdAt);
}

bool MessageListModel::isNewLine(int row) const
{
    const auto isNew = [this](const Row &each) {
        return each.message.seq > m_newAfter && each.message.userId != m_self.userId;
    };
    if (m_newAfter <= 0 || row < m_waiting || !isNew(m_rows.at(row)))
        return false;
    for (int at = row + 1; at < count() && m_rows.at(at).message.seq > m_newAfter; ++at) {
        if (isNew(m_rows.at(at)))
            return false;
    }
    return true;
}

int MessageListModel::newLineRow() const
{
    if (m_newAfter <= 0)
        return -1;
    for (int at = positionOf(m_newAfter) - 1; at >= m_waiting; --at) {
        if (m_rows.at(at).message.userId != m_self.userId)
            return at;
    }
    return -1;
}

bool MessageListModel::startsGroup(int row) const
{
    const Row *before = older(row);
    const protocol::Message &message = m_rows.at(row).message;
    return !before || before->message.userId != message.userId ||
           message.createdAt - before->message.createdAt > groupMs || isDayStart(row) || isNewLine(row) ||
           (message.replyTo.has_value() && message.replyTo != m_thread);
}

const RenderedText &MessageListModel::rendered(const Row &row) const
{
    const QString key = row.message.id.isEmpty() ? row.message.clientId.value_or(QString()) : row.message.id;
    if (RenderedText *known = m_cache.object(key))
        return *known;
    const protocol::Message message = shown(row);
    auto *made = new RenderedText(message.deleted.value_or(false)
                                      ? RenderedText{{{TextBlock::Kind::Gone, shownText(message)}}, false, 1}
                                      : renderMessage(message.content));
    m_cache.insert(key, made);
    return *made;
}

// ---- what is told ----

void MessageListModel::setNewAfter(qint64 seq)
{
    if (m_newAfter == seq)
        return;
    m_newAfter = seq;
    changed(0, count() - 1);
}

void MessageListModel::setReadUpTo(qint64 seq)
{
    if (m_readUpTo == seq)
        return;
    const int first = positionOf(std::max(seq, m_readUpTo));
    const int end = positionOf(std::min(seq, m_readUpTo));
    m_readUpTo = seq;
    if (first < end)
        Q_EMIT dataChanged(index(first), index(end - 1), {IsReadRole});
}

void MessageListModel::setToday(QDate today)
{
    if (m_today == today)
        return;
    m_today = today;
    changed(0, count() - 1);
}

void MessageListModel::setNames(const QHash<QString, QString> &names)
{
    if (m_names == names)
        return;
    m_names = names;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(count() - 1), {AuthorRole});
}

void MessageListModel::changed(int first, int last)
{
    if (first <= last && first >= 0 && last < count())
        Q_EMIT dataChanged(index(first), index(last), {DayTextRole, StartsGroupRole, IsNewLineRole});
}

qint64 MessageListModel::oldestSeq() const
{
    return m_waiting < m_rows.size() ? m_rows.last().message.seq : 0;
}

qint64 MessageListModel::newestSeq() const
{
    return m_waiting < m_rows.size() ? m_rows.at(m_waiting).message.seq : 0;
}

QString MessageListModel::newestMessageId() const
{
    return m_waiting < m_rows.size() ? m_rows.at(m_waiting).message.id : QString();
}

QString MessageListModel::plainText(const QString &messageId) const
{
    const int at = rowOf(messageId);
    return at < 0 ? QString() : shown(m_rows.at(at)).content;
}

QString MessageListModel::authorOf(const QString &messageId) const
{
    const int at = rowOf(messageId);
    return at < 0 ? QString() : nameOf(m_rows.at(at).message.userId, m_rows.at(at).message.username);
}

QString MessageListModel::lastOwnId() const
{
    for (int at = m_waiting; at < count(); ++at) {
        const protocol::Message message = shown(m_rows.at(at));
        if (message.userId == m_self.userId && !message.deleted.value_or(false))
            return message.id;
    }
    return {};
}

} // namespace hearth::app
