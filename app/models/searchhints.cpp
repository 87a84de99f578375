#include "app/models/searchhints.h"

#include "app/models/match.h"

#include <QCoreApplication>

#include <algorithm>

namespace hearth::app {

namespace {

constexpr qsizetype maxHints = 6;

QString tr(const char *text)
{
    return QCoreApplication::translate("Search", text);
}

//! Where the last word begins, which may hold spaces after an opening quote.
qsizetype lastWord(const QString &line)
{
    qsizetype begin = line.size();
    bool isQuoted = false;
    for (qsizetype at = 0; at < line.size(); ++at) {
        const bool isFirst = at == 0 || (line.at(at - 1).isSpace() && !isQuoted);
        if (isFirst && !line.at(at).isSpace())
            begin = at;
        if (line.at(at) == u'"')
            isQuoted = !isQuoted;
    }
    return line.isEmpty() || (line.back().isSpace() && !isQuoted) ? line.size() : begin;
}

QList<SearchHint> operators(const QString &typed, const QString &line)
{
    const QList<SearchHint> all{{QStringLiteral("from:"), tr("a person")},
        {QStringLiteral("in:"), tr("a room")}, {QStringLiteral("has:link"), tr("with a link")},
        {QStringLiteral("after:"), tr("a day, or later")}, {QStringLiteral("before:"), tr("a day")}};
    QList<SearchHint> out;
    for (const SearchHint &each : all) {
        if (each.text.startsWith(typed, Qt::CaseInsensitive) &&
            !line.contains(each.text.left(each.text.indexOf(u':') + 1), Qt::CaseInsensitive))
            out += each;
    }
    return out;
}

QList<SearchHint> named(const QString &key, const QString &typed, const QList<SearchName> &names)
{
    QList<std::pair<int, SearchHint>> found;
    for (const SearchName &each : names) {
        const int byName = matchRank(each.name, typed);
        const int byShown = matchRank(each.shown, typed);
        const int rank = byName < 0 ? byShown : byShown < 0 ? byName : std::min(byName, byShown);
        if (rank < 0 || each.name.contains(u'"'))
            continue;
        const bool hasSpace = std::ranges::any_of(each.name, [](QChar c) { return c.isSpace(); });
        const QString value = hasSpace ? u'"' + each.name + u'"' : each.name;
        found += {rank, SearchHint{key + value, each.shown == each.name ? QString() : each.shown}};
    }
    std::ranges::stable_sort(found, {}, &std::pair<int, SearchHint>::first);
    QList<SearchHint> out;
    for (const auto &[rank, hint] : std::as_const(found))
        out += hint;
    return out;
}

QList<SearchHint> days(const QString &key, const QString &typed, QDate today)
{
    const QList<std::pair<QDate, QString>> all{{today, tr("today")}, {today.addDays(-1), tr("yesterday")},
        {today.addDays(-7), tr("a week ago")}, {today.addMonths(-1), tr("a month ago")},
        {today.addYears(-1), tr("a year ago")}};
    QList<SearchHint> out;
    for (const auto &[day, about] : all) {
        const QString value = day.toString(Qt::ISODate);
        if (value.startsWith(typed) || about.startsWith(typed, Qt::CaseInsensitive))
            out += SearchHint{key + value, about};
    }
    return out;
}

} // namespace

QList<SearchHint> searchHints(
    const QString &line, const QList<SearchName> &people, const QList<SearchName> &rooms, QDate today)
{
    const QString word = line.sliced(lastWord(line));
    const qsizetype colon = word.indexOf(u':');
    const QString key = word.left(colon + 1).toLower();
    QString typed = word.sliced(colon + 1);
    if (typed.startsWith(u'"') || typed.startsWith(u'@') || typed.startsWith(u'#'))
        typed = typed.sliced(1);
    QList<SearchHint> out;
    if (colon < 0)
        out = operators(word, line);
    else if (key == u"from:")
        out = named(key, typed, people);
    else if (key == u"in:")
        out = named(key, typed, rooms);
    else if (key == u"has:" && QStringLiteral("link").startsWith(typed))
        out = {{QStringLiteral("has:link"), tr("with a link")}};
    else if (key == u"before:" || key == u"after:")
        out = days(key, typed, today);
    out.removeIf([&](const SearchHint &each) { return each.text.compare(word, Qt::CaseInsensitive) == 0; });
    return out.first(std::min(out.size(), maxHints));
}

QString withHint(const QString &line, const SearchHint &hint)
{
    return line.left(lastWord(line)) + hint.text +
           (hint.text.endsWith(u':') ? QString() : QStringLiteral(" "));
}

} // namespace hearth::app
