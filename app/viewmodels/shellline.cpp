#include "app/viewmodels/shellline.h"

#include "app/models/bidi.h"

#include <algorithm>

namespace hearth::app {

namespace {

bool isPlain(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') || u == '-' ||
           u == '.' || u == '_' || u == '/';
}

QString quoted(QString word)
{
    if (!word.isEmpty() && std::all_of(word.cbegin(), word.cend(), isPlain))
        return word;
    return QLatin1Char('\'') + word.replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

} // namespace

QString shellLine(const QStringList &words)
{
    QStringList out;
    for (const QString &each : words)
        out += quoted(safeName(each));
    return out.join(QLatin1Char(' '));
}

} // namespace hearth::app
