#include "shared/base/filename.h"

namespace hearth {

namespace {

constexpr qsizetype maxBytes = 200;
constexpr qsizetype maxEnding = 16; //!< characters of `.tar`, say, that are worth keeping

bool isHarmful(char32_t c)
{
    const bool turns = c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                       (c >= 0x2066 && c <= 0x2069);
    const auto category = QChar::category(c);
    return turns || category == QChar::Other_Control || category == QChar::Other_Surrogate || c == 0x2028 ||
           c == 0x2029 || c == 0xFEFF ||
           (c < 0x80 && QLatin1String("/\\:*?\"<>|").contains(QLatin1Char(char(c))));
}

QString cleaned(const QString &text)
{
    QString out;
    for (const char32_t c : text.toUcs4()) {
        if (!isHarmful(c))
            out += QString::fromUcs4(&c, 1);
    }
    return out.simplified();
}

//! The longest beginning of at most `bytes`, without half a character.
QString cut(const QString &text, qsizetype bytes)
{
    QString out = text;
    while (out.toUtf8().size() > bytes)
        out.chop(out.back().isLowSurrogate() ? 2 : 1);
    return out;
}

} // namespace

QString safeFileName(const QString &given)
{
    // Old browsers send the whole path.
    const qsizetype slash =
        std::max(given.lastIndexOf(QLatin1Char('/')), given.lastIndexOf(QLatin1Char('\\')));
    QString name = cleaned(given.mid(slash + 1).left(4 * maxBytes));
    while (name.startsWith(QLatin1Char('.')) || name.startsWith(QLatin1Char(' ')))
        name.remove(0, 1);
    while (name.endsWith(QLatin1Char('.')) || name.endsWith(QLatin1Char(' ')))
        name.chop(1);
    if (name.isEmpty())
        return QStringLiteral("file");
    const qsizetype dot = name.lastIndexOf(QLatin1Char('.'));
    const QString ending = dot > 0 && name.size() - dot <= maxEnding ? name.mid(dot) : QString();
    return cut(name.chopped(ending.size()), maxBytes - ending.toUtf8().size()) + ending;
}

} // namespace hearth
