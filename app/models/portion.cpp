#include "app/models/portion.h"

namespace hearth::app {

namespace {

constexpr qsizetype lineCost = 8;
constexpr qsizetype surrogateCost = 8;
//! How far before the end a word's end is looked for.
constexpr qsizetype wordReach = 200;

qsizetype costOf(QChar c)
{
    return c == QLatin1Char('\n') ? lineCost : c.isSurrogate() ? surrogateCost : 1;
}

} // namespace

qsizetype costOf(QStringView text)
{
    qsizetype out = 0;
    for (const QChar c : text)
        out += costOf(c);
    return out;
}

qsizetype fitting(QStringView text, qsizetype cost)
{
    qsizetype end = 0;
    for (qsizetype spent = 0; end < text.size(); ++end) {
        spent += costOf(text.at(end));
        if (spent > cost)
            break;
    }
    if (end == text.size())
        return end;
    const qsizetype line = text.left(end).lastIndexOf(QLatin1Char('\n'));
    if (line >= end / 2)
        return line + 1;
    const qsizetype word = text.left(end).lastIndexOf(QLatin1Char(' '));
    if (word > end - wordReach)
        end = word + 1;
    if (end > 0 && text.at(end - 1).isHighSurrogate())
        --end;
    return end > 0 ? end : text.at(0).isHighSurrogate() && text.size() > 1 ? 2 : 1;
}

} // namespace hearth::app
