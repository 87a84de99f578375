#include "shared/search/folding.h"
#include "shared/search/searchwords.h"

#include <gtest/gtest.h>

namespace hearth {
namespace {

SearchWords terms(const QStringList &list)
{
    SearchWords words;
    words.terms = list;
    return words;
}

TEST(SearchWords, WhatALineAsksFor)
{
    const auto from = [](const char16_t *name, const QStringList &list = {}) {
        SearchWords words = terms(list);
        words.from = QString::fromUtf16(name);
        return words;
    };
    const auto in = [](const char16_t *name) {
        SearchWords words;
        words.in = QString::fromUtf16(name);
        return words;
    };
    SearchWords link = terms({QStringLiteral("x")});
    link.hasLink = true;
    SearchWords times;
    times.after = 1764028800000; // 2025-11-25
    times.before = 17;
    const std::pair<const char16_t *, SearchWords> table[] = {
        {u"", {}},
        {u" \t\u3000", {}},
        {u"One two", terms({QStringLiteral("one"), QStringLiteral("two")})},
        {u"  one\u3000one\tONE ", terms({QStringLiteral("one")})},
        {u"\"One  Two\" three", terms({QStringLiteral("one  two"), QStringLiteral("three")})},
        {u"\"a \"b\" c\"", terms({QStringLiteral("a \"b"), QStringLiteral("c\"")})},
        {u"5\" pipe", terms({QStringLiteral("5\""), QStringLiteral("pipe")})},
        {u"\"open end", terms({QStringLiteral("\"open"), QStringLiteral("end")})},
        {u"\"a\"b", terms({QStringLiteral("\"a\"b")})},
        {u"\"", terms({QStringLiteral("\"")})},
        {u"\"\"", terms({QStringLiteral("\"\"")})},
        {u"\"\"\"", terms({QStringLiteral("\"")})},
        {u"a AND b OR NEAR(c)", terms({QStringLiteral("a"), QStringLiteral("and"), QStringLiteral("b"),
                                    QStringLiteral("or"), QStringLiteral("near(c)")})},
        {u"100% a_b * -x ^y", terms({QStringLiteral("100%"), QStringLiteral("a_b"), QStringLiteral("*"),
                                  QStringLiteral("-x"), QStringLiteral("^y")})},
        {u"Stra\u00DFe \u00C4rger A\u030A",
            terms({QStringLiteral("strasse"), QString::fromUtf16(u"\u00E4rger"),
                QString::fromUtf16(u"\u00E5")})},
        {u"from:Anna", from(u"Anna")},
        {u"FROM:@anna x", from(u"anna", {QStringLiteral("x")})},
        {u"x from:\"Anna B\"", from(u"Anna B", {QStringLiteral("x")})},
        {u"in:#Hall", in(u"Hall")},
        {u"in:\"Big Hall\"", in(u"Big Hall")},
        {u"in:\"Big", in(u"\"Big")},
        {u"has:link x", link},
        {u"HAS:Link x", link},
        {u"after:2025-11-25 before:17", times},
        {u"\"from:anna\"", terms({QStringLiteral("from:anna")})},
        {u"xfrom:anna http://a:1", terms({QStringLiteral("xfrom:anna"), QStringLiteral("http://a:1")})},
        {u"subject:x", terms({QStringLiteral("subject:x")})},
    };
    for (const auto &[line, expected] : table) {
        const auto words = parseSearch(QString::fromUtf16(line), QTimeZone::utc());
        ASSERT_TRUE(words.isOk()) << qPrintable(QString::fromUtf16(line));
        const auto again = parseSearch(lineOfTerms(words->terms), QTimeZone::utc());
        EXPECT_EQ(again, Result(terms(words->terms))) << qPrintable(lineOfTerms(words->terms));
        EXPECT_EQ(*words, expected) << qPrintable(QString::fromUtf16(line)) << ": "
                                    << qPrintable(words->terms.join(u'|'));
    }
}

TEST(SearchWords, WhatItRefusesAndWhatItSays)
{
    const std::pair<QString, const char *> table[] = {
        {QStringLiteral("from:"), "from: expected a name right after it"},
        {QStringLiteral("from: anna"), "from: expected a name right after it"},
        {QStringLiteral("from:@"), "from: expected a name"},
        {QStringLiteral("in:#"), "in: expected a name right after it, such as in:general"},
        {QStringLiteral("from:a from:b"), "from: is there twice"},
        {QStringLiteral("in:a in:a"), "in: is there twice"},
        {QStringLiteral("before:1 before:2"), "before: is there twice"},
        {QStringLiteral("has:file"), "has: expected has:link"},
        {QStringLiteral("has:"), "has: expected has:link"},
        {QStringLiteral("before:yesterday"), "before: expected a day such as 2026-11-25, or milliseconds"},
        {QStringLiteral("after:2026-02-30"), "after: expected a day"},
        {QStringLiteral("after:2026-02-03T10:00"), "after: expected a day"},
        {QStringLiteral("after:-5"), "after: expected a day"},
        {QStringLiteral("after:99999999999999999999"), "after: expected a day"},
        {QString(513, u'x'), "q: expected at most 512 characters"},
        {QStringLiteral("a b c d e f g h i j k l m n o p q"), "q: expected at most 16 words"},
    };
    for (const auto &[line, message] : table) {
        const auto words = parseSearch(line, QTimeZone::utc());
        ASSERT_FALSE(words.isOk()) << qPrintable(line);
        EXPECT_EQ(words.error().code, ErrorCode::InvalidRequest);
        EXPECT_TRUE(words.error().message.startsWith(QLatin1String(message)))
            << qPrintable(words.error().message);
    }
    EXPECT_TRUE(parseSearch(QString(512, u'x'), QTimeZone::utc()).isOk());
    EXPECT_TRUE(parseSearch(QStringLiteral("a b c d e f g h i j k l m n o p p"), QTimeZone::utc()).isOk());
}

TEST(SearchWords, ADayBeginsAtItsOwnMidnight)
{
    const auto words = parseSearch(QStringLiteral("after:2026-01-02"), QTimeZone(3600));
    EXPECT_EQ(words->after, 1767312000000 - 3'600'000);
}

TEST(Folding, IsTheWholeOfUnicode)
{
    const std::pair<const char16_t *, const char16_t *> same[] = {{u"STRASSE", u"stra\u00DFe"},
        {u"\u00C4", u"a\u0308"}, {u"\u03A3\u0391\u03A3", u"\u03C3\u03B1\u03C2"},
        {u"\u0421\u0415\u0420", u"\u0441\u0435\u0440"}, {u"K", u"\u212A"}, {u"\U00010400", u"\U00010428"}};
    for (const auto &[one, other] : same)
        EXPECT_EQ(foldedText(QString::fromUtf16(one)), foldedText(QString::fromUtf16(other)));
    EXPECT_NE(foldedText(QStringLiteral("e")), foldedText(QString::fromUtf16(u"\u00E9")));
}

} // namespace
} // namespace hearth
