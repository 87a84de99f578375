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

QList<CompletionModel::Item> emojiFor(const QString &typed)
{
    QList<std::pair<int, CompletionModel::Item>> found;
    for (const Emoji &each : allEmoji()) {
        const QString name = QString::fromUtf8(each.name);
        const QString text = QString::fromUtf8(each.text);
        // Letters in order match too much here: `:to` would find half of them.
        if (const int rank = matchRank(name, typed); rank >= 0 && rank < 3)
            found += {rank, {QLatin1Char(':') + name + QLatin1Char(':'), {}, text, text}};
    }
    return best(std::move(found));
}

} // namespace

QList<CompletionModel::Item> CompletionModel::peopleFor(const QString &typed) const
{
    QList<std::pair<int, Item>> found;
    const auto add = [&](const QString &username, const QString &shown) {
        const int byName = matchRank(username, typed);
        const int byShown = matchRank(shown, typed);
        if (byName < 0 && byShown < 0)
            return;
        const int rank = byName < 0 ? byShown : byShown < 0 ? byName : std::min(byName, byShown);
        found +=
            {rank, {safeName(shown), QLatin1Char('@') + safeName(username), {}, QLatin1Char('@') + username}};
    };
    for (const MemberRecord &each : m_people)
        add(each.username, each.displayName);
    std::ranges::sort(found,
        [](const auto &a, const auto &b) { return a.second.title.localeAwareCompare(b.second.title) < 0; });
    add(QStringLiteral("here"), tr("Everybody who is here"));
    add(QStringLiteral("room"), tr("Everybody in the room"));
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
    show(isPeople ? peopleFor(typed) : emojiFor(typed));
}

void CompletionModel::accept(int row)
{
    if (row < 0 || row >= count())
        return;
    const QString text = m_items.at(row).insert + QLatin1Char(' ');
    const int from = m_from;
    const int to = m_to;
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
    default:
        return {};
    }
}

QHash<int, QByteArray> CompletionModel::roleNames() const
{
    return {{TitleRole, "title"}, {SubtitleRole, "subtitle"}, {PictureRole, "picture"}};
}

} // namespace hearth::app
