#include "server/storage/mentions.h"

namespace hearth::server {

namespace {

constexpr qsizetype maxUsername = 32;
constexpr qsizetype maxCandidates = 50;

bool isNamePunctuation(QChar c)
{
    return c == u'.' || c == u'_' || c == u'-';
}

bool isNameCharacter(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || isNamePunctuation(c);
}

} // namespace

QString foldedName(const QString &name)
{
    return name.normalized(QString::NormalizationForm_C).toCaseFolded();
}

Mentions mentionsIn(const QString &content)
{
    Mentions found;
    const QStringView text(content);
    for (qsizetype at = text.indexOf(u'@'); at >= 0; at = text.indexOf(u'@', at + 1)) {
        if (at > 0 && (isNameCharacter(text[at - 1]) || text[at - 1] == u'@'))
            continue;
        qsizetype end = at + 1;
        while (end < text.size() && isNameCharacter(text[end]))
            ++end;
        qsizetype wordEnd = end; // without a sentence's full stop
        while (wordEnd > at + 1 && isNamePunctuation(text[wordEnd - 1]))
            --wordEnd;
        for (const qsizetype stop : {wordEnd, end}) {
            const QString name =
                foldedName(text.sliced(at + 1, std::min(stop - at - 1, maxUsername + 1)).toString());
            if (name == u"room")
                found.wholeRoom = true;
            else if (!name.isEmpty() && name.size() <= maxUsername && found.names.size() < maxCandidates)
                found.names.insert(name);
        }
    }
    return found;
}

} // namespace hearth::server
