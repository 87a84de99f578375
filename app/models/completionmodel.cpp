#include "app/models/completionmodel.h"

#include "app/models/bidi.h"
#include "app/models/emoji.h"
#include "app/models/match.h"

#include <algorithm>

namespace hearth::app {

namespace {

constexpr qsizetype maxItems = 8;
//! A smiley such as `:)` or a time such as `12:3` is no emoji's name.
constexpr int shortestEmoji = 2;

bool isWordChar(QChar c)
{
    return c.isLetterOrNumber() || QStringView(u"._-+").contains(c);
}

QList<CompletionModel::Item> best(QList<std::pair<int, CompletionModel::Item>> found)
{
    std::ranges::stable_sort(found, {}, &std::pair<int, CompletionModel::Item>::first);
    QList<CompletionModel::Item> out;
    for (qsizetype i = 0; i < std::min(found.size(), maxItems); ++i)
        out += found.at(i).second;
    return out;
}

//! As matchRank(), but the letters must stand together: Enter takes the first one found, so it must be meant.
int closeRank(const QString &name, const QString &typed)
{
    const int rank = matchRank(name, typed);
    return rank < 3 ? rank : -1;
}

QList<CompletionModel::Item> emojiFor(const QString &typed)
{
    QList<std::pair<int, CompletionModel::Item>> found;
    for (const Emoji &each : allEmoji()) {
        if (const int rank = closeRank(each.name, typed); rank >= 0)
            found += {rank, {QLatin1Char(':') + each.name + QLatin1Char(':'), {}, each.text, {}, each.text}};
    }
    return best(std::move(found));
}

} // namespace

QList<CompletionModel::Item> CompletionModel::peopleFor(const QString &typed) const
{
    QList<std::pair<int, Item>> found;
    for (const MemberRecord &each : m_people) {
        const int byName = closeRank(each.username, typed);
        const int byShown = closeRank(each.displayName, typed);
        if (byName < 0 && byShown < 0)
            continue;
        const int rank = byName < 0 ? byShown : byShown < 0 ? byName : std::min(byName, byShown);
        found += {rank, {safeName(each.displayName), QLatin1Char('@') + safeName(each.username), {},
                            each.userId, QLatin1Char('@') + each.username}};
    }
    std::ranges::sort(found,
        [](const auto &a, const auto &b) { return a.second.title.localeAwareCompare(b.second.title) < 0; });
    for (const auto &[word, meaning] : {std::pair(QStringLiteral("here"), tr("Everybody who is here")),
             std::pair(QStringLiteral("room"), tr("Everybody in the room"))}) {
        if (word.startsWith(typed, Qt::CaseInsensitive))
            found += {2, {meaning, QLatin1Char('@') + word, {}, word, QLatin1Char('@') + word}};
    }
    return best(std::move(found));
}

void CompletionModel::look(const QString &text, int cursor)
{
    int from = std::clamp(cursor, 0, int(text.size()));
    const int to = from;
    while (from > 0 && isWordChar(text.at(from - 1)))
        --from;
    const QChar mark = from > 0 ? text.at(from - 1) : QChar();
    const bool begins = from < 2 || !isWordChar(text.at(from - 2));
    const QString typed = text.mid(from, to - from);
    const bool isPeople = mark == QLatin1Char('@');
    const bool isEmoji = mark == QLatin1Char(':') && typed.size() >= shortestEmoji;
    if (from - 1 != m_dismissed)
        m_dismissed = -1;
    if (!begins || !(isPeople || isEmoji) || m_dismissed >= 0)
        return show({});
    m_from = from - 1;
    m_to = to;
    m_next = to < text.size() ? text.at(to) : QChar();
    show(isPeople ? peopleFor(typed) : emojiFor(typed));
}

void CompletionModel::accept(int row)
{
    if (row < 0 || row >= count())
        return;
    QString text = m_items.at(row).insert;
    // One space after it, be it there already; none before a comma or a bracket.
    if (m_next.isNull() || m_next.isSpace() || m_next.isLetterOrNumber())
        text += QLatin1Char(' ');
    const int from = m_from;
    const int to = m_next == QLatin1Char(' ') ? m_to + 1 : m_to;
    show({});
    Q_EMIT accepted(from, to, text);
}

void CompletionModel::dismiss()
{
    m_dismissed = m_from;
    show({});
}

void CompletionModel::show(QList<Item> items)
{
    if (items.isEmpty() && m_items.isEmpty())
        return;
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
    Q_EMIT countChanged();
}

int CompletionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant CompletionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Item &item = m_items.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return item.title;
    case SubtitleRole:
        return item.subtitle;
    case PictureRole:
        return item.picture;
    case SeedRole:
        return item.seed;
    default:
        return {};
    }
}

QHash<int, QByteArray> CompletionModel::roleNames() const
{
    return {{TitleRole, "title"}, {SubtitleRole, "subtitle"}, {PictureRole, "picture"}, {SeedRole, "seed"}};
}

} // namespace hearth::app
