#include "shared/protocol/emoji.h"

#include "shared/protocol/events/changes.h"

#include <algorithm>

namespace hearth::protocol {

namespace {

bool isWithin(char32_t c, char32_t first, char32_t last)
{
    return c >= first && c <= last;
}

//! Invisible parts of emoji: the joiner of a family, the tags of a region's flag (unicode.org/reports/tr51).
bool isPartOfEmoji(char32_t c)
{
    return c == 0x200D || isWithin(c, 0xE0020, 0xE007F);
}

bool isForbidden(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format: // those of direction among them
        return !isPartOfEmoji(c);
    default:
        return false;
    }
}

bool isVisible(char32_t c)
{
    return QChar::category(c) != QChar::Other_Format && !QChar::isMark(c);
}

} // namespace

bool isReaction(const QString &text)
{
    const qsizetype bytes = text.toUtf8().size();
    if (bytes < emojiRange.min || bytes > emojiRange.max)
        return false;
    const QList<uint> all = text.toUcs4();
    return std::none_of(all.begin(), all.end(), isForbidden) &&
           std::any_of(all.begin(), all.end(), isVisible);
}

} // namespace hearth::protocol
