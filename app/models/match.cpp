#include "app/models/match.h"

namespace hearth::app {

int matchRank(const QString &name, const QString &typed)
{
    if (typed.isEmpty())
        return 2;
    const qsizetype at = name.indexOf(typed, 0, Qt::CaseInsensitive);
    if (at == 0)
        return 0;
    if (at > 0)
        return name.at(at - 1).isLetterOrNumber() ? 2 : 1;
    qsizetype next = 0;
    for (const QChar c : name) {
        if (next < typed.size() && c.toCaseFolded() == typed.at(next).toCaseFolded())
            ++next;
    }
    return next == typed.size() ? 3 : -1;
}

} // namespace hearth::app
