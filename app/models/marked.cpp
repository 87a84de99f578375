#include "app/models/marked.h"

#include "app/models/bidi.h"
#include "shared/search/folding.h"

#include <QList>

#include <algorithm>

namespace hearth::app {

namespace {

constexpr qsizetype excerptLength = 220;
//! Of what stands before the first word.
constexpr qsizetype lead = 48;

//! A text as search compares it, which knows for each place where that is in the text itself.
struct Folded
{
    QString text;
    QList<qsizetype> places; //!< of each character of `text`, and of the end
};

Folded folded(const QString &of)
{
    Folded out;
    out.text.reserve(of.size());
    out.places.reserve(of.size() + 1);
    for (qsizetype at = 0; at < of.size();) {
        const qsizetype next =
            at +
            (of.at(at).isHighSurrogate() && at + 1 < of.size() && of.at(at + 1).isLowSurrogate() ? 2 : 1);
        const QChar c = of.at(at);
        if (c.unicode() < 0x80)
            out.text += c.toLower();
        else
            out.text += foldedText(of.sliced(at, next - at));
        while (out.places.size() < out.text.size())
            out.places += at;
        at = next;
    }
    out.places += of.size();
    return out;
}

struct Range
{
    qsizetype begin = 0, end = 0;
};

//! Where the terms are in `line`, in order, none over another.
QList<Range> rangesOf(const QString &line, const QStringList &terms)
{
    const Folded low = folded(line);
    QList<Range> found;
    for (const QString &term : terms) {
        if (term.isEmpty())
            continue;
        for (qsizetype at = low.text.indexOf(term); at >= 0; at = low.text.indexOf(term, at + term.size())) {
            const qsizetype last = low.places.at(at + term.size() - 1);
            const qsizetype end = std::max(low.places.at(at + term.size()), last + 1);
            found += {low.places.at(at), end};
        }
    }
    std::ranges::sort(found, {}, &Range::begin);
    QList<Range> joined;
    for (const Range &each : std::as_const(found)) {
        if (!joined.isEmpty() && each.begin <= joined.last().end)
            joined.last().end = std::max(joined.last().end, each.end);
        else
            joined += each;
    }
    return joined;
}

//! The line from before the first word on.
QString around(const QString &line, const QList<Range> &found, qsizetype &cut)
{
    cut = found.isEmpty() ? 0 : std::max<qsizetype>(0, found.first().begin - lead);
    if (cut > 0) {
        const qsizetype space = line.indexOf(QLatin1Char(' '), cut);
        if (space >= 0 && space < found.first().begin)
            cut = space + 1;
        else if (line.at(cut).isLowSurrogate())
            ++cut;
    }
    return line.mid(cut, excerptLength);
}

} // namespace

QString markedExcerpt(const QString &content, const QStringList &terms)
{
    const QString line = safeName(QString(content).replace(QLatin1Char('\n'), QLatin1Char(' ')))
                             .normalized(QString::NormalizationForm_C)
                             .simplified();
    const QList<Range> found = rangesOf(line, terms);
    qsizetype cut = 0;
    const QString shown = around(line, found, cut);
    QString out = cut > 0 ? QStringLiteral("…") : QString();
    qsizetype at = 0;
    for (const Range &each : found) {
        const qsizetype begin = std::clamp<qsizetype>(each.begin - cut, at, shown.size());
        const qsizetype end = std::clamp<qsizetype>(each.end - cut, begin, shown.size());
        out += shown.sliced(at, begin - at).toHtmlEscaped();
        if (end > begin)
            out += QStringLiteral("<b>") + shown.sliced(begin, end - begin).toHtmlEscaped() +
                   QStringLiteral("</b>");
        at = end;
    }
    out += shown.sliced(at).toHtmlEscaped();
    return cut + shown.size() < line.size() ? out + QStringLiteral("…") : out;
}

} // namespace hearth::app
