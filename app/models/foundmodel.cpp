#include "app/models/foundmodel.h"

#include "app/models/bidi.h"
#include "app/models/marked.h"
#include "app/models/render.h"
#include "app/models/timetext.h"
#include "shared/search/folding.h"

#include <QDateTime>

#include <algorithm>

namespace hearth::app {

namespace {

bool isNewer(const protocol::Message &a, const protocol::Message &b)
{
    if (a.createdAt != b.createdAt)
        return a.createdAt > b.createdAt;
    return a.roomId != b.roomId ? a.roomId > b.roomId : a.seq > b.seq;
}

//! Its words; as it was typed where a term is among the marks, such as an address; the names of its files
//! where it has no text.
QString textOf(const protocol::Message &message, const QStringList &terms)
{
    if (!message.content.isEmpty()) {
        const QString words = wordsOf(message.content);
        const QString folded = foldedText(words);
        const bool hasAll =
            std::ranges::all_of(terms, [&](const QString &term) { return folded.contains(term); });
        return hasAll ? words : message.content;
    }
    QStringList names;
    for (const protocol::File &each : message.files.value_or(QList<protocol::File>()))
        names += safeName(each.name);
    return names.join(QStringLiteral(", "));
}

//! "09:12" of today, "Yesterday 09:12", else the day.
QString whenText(qint64 at, qint64 now)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(at).date();
    const QDate today = QDateTime::fromMSecsSinceEpoch(now).date();
    if (day == today)
        return timeText(at);
    if (day == today.addDays(-1))
        return FoundModel::tr("%1 %2").arg(dayText(day, today), timeText(at));
    return QLocale().toString(day, QLocale::ShortFormat);
}

} // namespace

FoundModel::FoundModel(Names names, QObject *parent) : QAbstractListModel(parent), m_names(std::move(names))
{}

void FoundModel::begin(const QStringList &terms, qint64 now)
{
    beginResetModel();
    m_rows.clear();
    m_ids.clear();
    m_terms = terms;
    m_now = now;
    endResetModel();
    Q_EMIT countChanged();
}

int FoundModel::find(const QString &messageId) const
{
    if (!m_ids.contains(messageId))
        return -1;
    const auto it = std::ranges::find(m_rows, messageId, &protocol::Message::id);
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

void FoundModel::add(const QList<protocol::Message> &messages)
{
    const int before = count();
    for (const protocol::Message &each : messages) {
        if (find(each.id) >= 0) {
            update(each);
            continue;
        }
        const auto place = std::ranges::lower_bound(m_rows, each, isNewer);
        const int at = int(place - m_rows.begin());
        beginInsertRows({}, at, at);
        m_rows.insert(at, each);
        m_ids.insert(each.id);
        endInsertRows();
    }
    if (count() != before)
        Q_EMIT countChanged();
}

void FoundModel::update(const protocol::Message &message)
{
    const int at = find(message.id);
    if (at < 0 || message.changeSeq.value_or(0) < m_rows.at(at).changeSeq.value_or(0))
        return;
    if (message.deleted.value_or(false))
        return remove(message.id);
    m_rows[at] = message;
    Q_EMIT dataChanged(index(at), index(at));
}

void FoundModel::remove(const QString &messageId)
{
    const int at = find(messageId);
    if (at < 0)
        return;
    beginRemoveRows({}, at, at);
    m_rows.removeAt(at);
    m_ids.remove(messageId);
    endRemoveRows();
    Q_EMIT countChanged();
}

int FoundModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant FoundModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const protocol::Message &row = m_rows.at(index.row());
    switch (role) {
    case MessageIdRole:
        return row.id;
    case AuthorRole:
        return m_names.author(row);
    case AuthorIdRole:
        return row.userId;
    case RoomRole:
        return m_names.room(row);
    case WhenRole:
        return whenText(row.createdAt, m_now);
    case ExcerptRole:
        return markedExcerpt(textOf(row, m_terms), m_terms);
    case Qt::DisplayRole:
    case SpokenRole:
        return safeName(textOf(row, m_terms).left(500));
    default:
        return {};
    }
}

QHash<int, QByteArray> FoundModel::roleNames() const
{
    return {{MessageIdRole, "messageId"}, {AuthorRole, "author"}, {AuthorIdRole, "authorId"},
        {RoomRole, "room"}, {WhenRole, "when"}, {ExcerptRole, "excerpt"}, {SpokenRole, "spoken"}};
}

} // namespace hearth::app
