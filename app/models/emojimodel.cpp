#include "app/models/emojimodel.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace hearth::app {

namespace {

//! By how often people use them under messages.
constexpr std::array usual{"thumbs_up", "heart", "joy", "tada", "eyes", "pray", "fire", "check"};

QList<Emoji> matching(const QString &query)
{
    QList<Emoji> out = allEmoji();
    const auto rank = [&](const Emoji &each) -> qsizetype {
        if (!query.isEmpty())
            return each.name.indexOf(query);
        const auto it = std::ranges::find(usual, each.name.toStdString());
        return it - usual.begin();
    };
    out.removeIf([&](const Emoji &each) { return rank(each) < 0; });
    std::ranges::stable_sort(out, {}, rank);
    QSet<QString> seen; // some have two names
    out.removeIf([&](const Emoji &each) {
        const auto before = seen.size();
        seen.insert(each.text);
        return seen.size() == before;
    });
    return out;
}

} // namespace

EmojiModel::EmojiModel(QObject *parent) : QAbstractListModel(parent), m_shown(matching({}))
{}

void EmojiModel::setQuery(const QString &query)
{
    if (m_query == query)
        return;
    beginResetModel();
    m_query = query;
    QString name = query.trimmed().toLower();
    m_shown = matching(name.remove(QLatin1Char(':')).replace(QLatin1Char(' '), QLatin1Char('_')));
    endResetModel();
    Q_EMIT queryChanged();
}

int EmojiModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant EmojiModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Emoji &emoji = m_shown.at(index.row());
    return role == NameRole ? QVariant(emoji.name) : role == PictureRole ? QVariant(emoji.text) : QVariant();
}

QHash<int, QByteArray> EmojiModel::roleNames() const
{
    return {{NameRole, "name"}, {PictureRole, "picture"}};
}

} // namespace hearth::app
