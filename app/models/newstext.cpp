#include "app/models/newstext.h"

#include "app/models/messagelistmodel.h"

#include <QCoreApplication>

namespace hearth::app {

namespace {
constexpr int maxSpoken = 3;
constexpr qsizetype maxCharacters = 500;
} // namespace

QString newsText(const MessageListModel &messages, int count)
{
    if (count > maxSpoken)
        return QCoreApplication::translate("News", "%1 new messages").arg(count);
    QStringList lines;
    for (int row = 0; row < messages.count() && lines.size() < count; ++row) {
        const QModelIndex index = messages.index(row);
        if (messages.data(index, MessageListModel::IsOwnRole).toBool())
            continue;
        const QString author = messages.data(index, MessageListModel::AuthorRole).toString();
        const QString text = messages.data(index, MessageListModel::PlainTextRole).toString();
        lines.prepend(QCoreApplication::translate("News", "%1: %2").arg(author, text.left(maxCharacters)));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace hearth::app
