#include "shared/search/folding.h"

#include <algorithm>

namespace hearth {

namespace {

//! The letters that become several (CaseFolding.txt, status F) lie here; Qt folds each to one.
bool mayBecomeSeveral(QChar c)
{
    const char16_t code = c.unicode();
    return code == 0xDF || code == 0x149 || code == 0x1F0 || code == 0x390 || code == 0x3B0 ||
           code == 0x587 || (code >= 0x1E96 && code <= 0x1E9E) || (code >= 0x1F50 && code <= 0x1FFC) ||
           (code >= 0xFB00 && code <= 0xFB17);
}

} // namespace

QString foldedText(const QString &text)
{
    QString folded = text.normalized(QString::NormalizationForm_C).toCaseFolded();
    if (std::none_of(folded.begin(), folded.end(), mayBecomeSeveral))
        return folded;
    QString out;
    for (const QChar c : folded)
        out += mayBecomeSeveral(c) ? QString(c).toUpper().toCaseFolded() : QString(c);
    return out;
}

} // namespace hearth
