#include "app/models/bidi.h"

#include <algorithm>

namespace hearth::app {

namespace {

constexpr char16_t popFormatting = 0x202C;
constexpr char16_t popIsolate = 0x2069;
constexpr qsizetype maxDepth = 60; // UAX #9 itself goes to 125

bool opensEmbedding(char16_t c)
{
    return c == 0x202A || c == 0x202B || c == 0x202D || c == 0x202E;
}

bool opensIsolate(char16_t c)
{
    return c >= 0x2066 && c <= 0x2068;
}

} // namespace

QString safeName(const QString &name)
{
    QString out;
    out.reserve(name.size());
    for (const QChar c : name) {
        const char16_t u = c.unicode();
        const bool turns =
            u == 0x200E || u == 0x200F || (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069);
        if (turns || c.category() == QChar::Other_Control)
            continue;
        out += u == 0x2028 || u == 0x2029 ? QChar(QLatin1Char(' ')) : c;
    }
    return out;
}

QString balanceBidi(const QString &text)
{
    const auto isControl = [](QChar c) {
        return (c.unicode() >= 0x202A && c.unicode() <= 0x202E) ||
               (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
    };
    if (std::none_of(text.begin(), text.end(), isControl))
        return text;
    QString out;
    out.reserve(text.size() + 8);
    QString closers; // the last is closed first
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        if (opensEmbedding(u) || opensIsolate(u)) {
            if (closers.size() >= maxDepth)
                continue;
            closers += opensIsolate(u) ? QChar(popIsolate) : QChar(popFormatting);
        } else if (u == popFormatting || u == popIsolate) {
            if (closers.isEmpty() || closers.back() != c)
                continue;
            closers.chop(1);
        }
        out += c;
    }
    std::reverse(closers.begin(), closers.end());
    return out + closers;
}

} // namespace hearth::app
