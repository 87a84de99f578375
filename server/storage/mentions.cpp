#include "server/storage/mentions.h"

#include <QRegularExpression>

namespace hearth::server {

namespace {
constexpr int maxMentions = 50;
} // namespace

QStringList mentionedNames(const QString &content)
{
    static const QRegularExpression pattern(
        QStringLiteral("(?<![\\p{L}\\p{N}._@-])@([\\p{L}\\p{N}._-]{1,32})"));
    QStringList names;
    auto matches = pattern.globalMatch(content);
    while (matches.hasNext() && names.size() < maxMentions) {
        QString word = foldedName(matches.next().captured(1));
        // "@anna." at the end of a sentence names anna.
        while (word.endsWith(QLatin1Char('.')))
            word.chop(1);
        if (!word.isEmpty() && !names.contains(word))
            names += word;
    }
    return names;
}

} // namespace hearth::server
