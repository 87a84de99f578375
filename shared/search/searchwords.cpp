#include "shared/search/searchwords.h"

#include "shared/search/folding.h"

#include <QDateTime>

#include <algorithm>

namespace hearth {

namespace {

const QStringList keys{QStringLiteral("from"), QStringLiteral("in"), QStringLiteral("has"),
    QStringLiteral("before"), QStringLiteral("after")};

Error wrong(const QString &key, const QString &what)
{
    return {ErrorCode::InvalidRequest, key + QStringLiteral(": ") + what};
}

Error givenTwice(const QString &key)
{
    return wrong(key, QStringLiteral("is there twice; give it once"));
}

Result<Done> setName(std::optional<QString> &name, const QString &key, QChar sign, const QString &value)
{
    if (name)
        return givenTwice(key);
    const QString bare = value.startsWith(sign) ? value.sliced(1) : value;
    if (bare.isEmpty())
        return wrong(
            key, QStringLiteral("expected a name right after it, such as %1")
                     .arg(key == u"in" ? QStringLiteral("in:general") : QStringLiteral("from:anna")));
    name = bare;
    return Done{};
}

std::optional<qint64> timeOf(const QString &value, const QTimeZone &zone)
{
    bool isNumber = false;
    const qint64 time = value.toLongLong(&isNumber);
    if (isNumber)
        return time >= 0 ? std::optional(time) : std::nullopt;
    const QDate day = QDate::fromString(value, Qt::ISODate);
    // ISODate takes a time behind the day, too, and passes over it.
    return day.isValid() && value.size() == 10 ? std::optional(day.startOfDay(zone).toMSecsSinceEpoch())
                                               : std::nullopt;
}

Result<Done> setTime(
    std::optional<qint64> &time, const QString &key, const QString &value, const QTimeZone &zone)
{
    if (time)
        return givenTwice(key);
    time = timeOf(value, zone);
    if (time)
        return Done{};
    return wrong(key, QStringLiteral("expected a day such as 2026-11-25, or milliseconds since 1970"));
}

//! Takes the words off a line, one after the other.
class Reader
{
public:
    explicit Reader(QStringView line) : m_rest(line) {}

    bool hasMore()
    {
        while (!m_rest.isEmpty() && m_rest.front().isSpace())
            m_rest = m_rest.sliced(1);
        return !m_rest.isEmpty();
    }
    //! The key of an operator, without its colon; empty where there is none.
    QString key()
    {
        for (const QString &key : keys) {
            if (m_rest.size() > key.size() && m_rest[key.size()] == u':' &&
                m_rest.startsWith(key, Qt::CaseInsensitive)) {
                m_rest = m_rest.sliced(key.size() + 1);
                return key;
            }
        }
        return {};
    }
    //! To the next space, or what is in quotes.
    QString word()
    {
        if (const qsizetype end = phraseEnd(); end > 0) {
            QString phrase = m_rest.sliced(1, end - 1).toString();
            m_rest = m_rest.sliced(end + 1);
            return phrase;
        }
        qsizetype end = 0;
        while (end < m_rest.size() && !m_rest[end].isSpace())
            ++end;
        QString word = m_rest.first(end).toString();
        m_rest = m_rest.sliced(end);
        return word;
    }

private:
    //! The place of the quote that closes the one at the start: one at a word's end, or the inches of `5"`
    //! would.
    [[nodiscard]] qsizetype phraseEnd() const
    {
        if (!m_rest.startsWith(u'"'))
            return 0;
        for (qsizetype at = m_rest.indexOf(u'"', 2); at > 0; at = m_rest.indexOf(u'"', at + 1)) {
            if (at + 1 == m_rest.size() || m_rest[at + 1].isSpace())
                return at;
        }
        return 0;
    }

    QStringView m_rest;
};

} // namespace

Result<Done> SearchWords::narrow(const QString &key, const QString &value, const QTimeZone &zone)
{
    if (key == u"from")
        return setName(from, key, u'@', value);
    if (key == u"in")
        return setName(in, key, u'#', value);
    if (key == u"before")
        return setTime(before, key, value, zone);
    if (key == u"after")
        return setTime(after, key, value, zone);
    if (key != u"has" || value.compare(u"link", Qt::CaseInsensitive) != 0)
        return wrong(key, QStringLiteral("expected has:link"));
    hasLink = true;
    return Done{};
}

Result<SearchWords> parseSearch(const QString &line, const QTimeZone &zone)
{
    if (line.size() > SearchWords::maxLength)
        return wrong(QStringLiteral("q"),
            QStringLiteral("expected at most %1 characters; leave words out").arg(SearchWords::maxLength));
    SearchWords words;
    Reader reader(line);
    while (reader.hasMore()) {
        const QString key = reader.key();
        const QString word = reader.word();
        if (!key.isEmpty()) {
            if (auto narrowed = words.narrow(key, word, zone); !narrowed)
                return narrowed.error();
            continue;
        }
        if (const QString term = foldedText(word); !words.terms.contains(term))
            words.terms += term;
    }
    if (words.terms.size() > SearchWords::maxTerms)
        return wrong(QStringLiteral("q"),
            QStringLiteral("expected at most %1 words; leave some out").arg(SearchWords::maxTerms));
    return words;
}

QString lineOfTerms(const QStringList &terms)
{
    QStringList quoted;
    for (const QString &term : terms)
        quoted += u'"' + term + u'"';
    return quoted.join(u' ');
}

const QStringList &linkBeginnings()
{
    static const QStringList beginnings{QStringLiteral("http://"), QStringLiteral("https://")};
    return beginnings;
}

} // namespace hearth
