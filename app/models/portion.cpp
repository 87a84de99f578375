#include "app/models/portion.h"

#include <algorithm>

namespace hearth::app {

namespace {

constexpr qsizetype surrogateCost = 8;
constexpr qsizetype otherScriptCost = 3;
//! Hebrew is the first script after those that the interface's own font draws letter by letter.
constexpr QChar firstOtherScript(0x0590);
//! How far before the end a word's end is looked for.
constexpr qsizetype wordReach = 200;

qsizetype costOf(QChar c, const Layout &layout)
{
    if (c == QLatin1Char('\n'))
        return layout.line;
    if (c.isSurrogate())
        return surrogateCost;
    return c >= firstOtherScript && !c.isPunct() && !c.isSpace() ? otherScriptCost : 1;
}

} // namespace

qsizetype costOf(QStringView text, const Layout &layout)
{
    qsizetype out = 0;
    for (const QChar c : text)
        out += costOf(c, layout);
    return out;
}

qsizetype fitting(QStringView text, qsizetype cost, const Layout &layout)
{
    qsizetype end = 0;
    for (qsizetype spent = 0; end < text.size(); ++end) {
        spent += costOf(text.at(end), layout);
        if (spent > cost)
            break;
    }
    if (end == text.size())
        return end;
    const qsizetype line = text.left(end).lastIndexOf(QLatin1Char('\n'));
    if (line >= end / 2)
        return line + 1;
    const qsizetype word = text.left(end).lastIndexOf(QLatin1Char(' '));
    if (word >= std::max<qsizetype>(0, end - wordReach))
        end = word + 1;
    if (end > 0 && text.at(end - 1).isHighSurrogate())
        --end;
    return end > 0 ? end : text.at(0).isHighSurrogate() && text.size() > 1 ? 2 : 1;
}

} // namespace hearth::app
