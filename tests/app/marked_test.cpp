#include "app/models/marked.h"
#include "app/models/searchhints.h"
#include "shared/search/folding.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>

namespace hearth::app {
namespace {

struct Case
{
    const char *name;
    QString content;
    QStringList terms;
    QString expected;
};

class Marked : public testing::TestWithParam<Case>
{};

TEST_P(Marked, OnlyTheWordsAndOnlyByOurOwnTag)
{
    QStringList folded;
    for (const QString &each : GetParam().terms)
        folded += foldedText(each);
    EXPECT_EQ(markedExcerpt(GetParam().content, folded), GetParam().expected)
        << qPrintable(markedExcerpt(GetParam().content, folded));
}

INSTANTIATE_TEST_SUITE_P(All, Marked,
    testing::Values(Case{"nothing", QStringLiteral("hello"), {}, QStringLiteral("hello")},
        Case{"anyCase", QStringLiteral("The BEARING runs hot"), {QStringLiteral("bearing")},
            QStringLiteral("The <b>BEARING</b> runs hot")},
        Case{"twice", QStringLiteral("a b a"), {QStringLiteral("a")}, QStringLiteral("<b>a</b> b <b>a</b>")},
        Case{"overlapping", QStringLiteral("banana"), {QStringLiteral("ban"), QStringLiteral("anan")},
            QStringLiteral("<b>banan</b>a")},
        Case{"sharpS", QStringLiteral("in der Straße 5"), {QStringLiteral("strasse")},
            QStringLiteral("in der <b>Straße</b> 5")},
        Case{"halfOfSharpS", QStringLiteral("Maß"), {QStringLiteral("mas")}, QStringLiteral("<b>Maß</b>")},
        Case{"cjk", QStringLiteral("我在上海"), {QStringLiteral("上海")}, QStringLiteral("我在<b>上海</b>")},
        Case{"emoji", QStringLiteral("go 🚢 now"), {QStringLiteral("🚢")}, QStringLiteral("go <b>🚢</b> now")},
        Case{"hostile", QStringLiteral("<img src=x> & <b>a</b>"), {QStringLiteral("img")},
            QStringLiteral("&lt;<b>img</b> src=x&gt; &amp; &lt;b&gt;a&lt;/b&gt;")},
        Case{"markIsNoTag", QStringLiteral("a<b"), {QStringLiteral("<")}, QStringLiteral("a<b>&lt;</b>b")},
        Case{"oneLine", QStringLiteral("first\nsecond"), {QStringLiteral("second")},
            QStringLiteral("first <b>second</b>")},
        Case{"turned", QStringLiteral("a\u202Eb"), {QStringLiteral("b")}, QStringLiteral("a<b>b</b>")}),
    [](const auto &at) { return std::string(at.param.name); });

TEST(MarkedExcerpt, ALongTextBeginsBeforeTheWordAndSaysThatItIsCut)
{
    const QString text = markedExcerpt(QStringLiteral("word ").repeated(100) + QStringLiteral("needle ") +
                                           QStringLiteral("word ").repeated(100),
        {QStringLiteral("needle")});
    EXPECT_TRUE(text.startsWith(u"…word ")) << qPrintable(text);
    EXPECT_TRUE(text.contains(u"<b>needle</b>"));
    EXPECT_TRUE(text.endsWith(u'…'));
    EXPECT_LT(text.size(), 260);
}

TEST(MarkedExcerpt, ALongTextOfOneLetterIsNotDear)
{
    const QString text = QString(16 * 1024, u'a');
    QElapsedTimer timer;
    timer.start();
    EXPECT_LT(
        markedExcerpt(text, {QStringLiteral("a"), QStringLiteral("aa"), QStringLiteral("aaa")}).size(), 260);
    EXPECT_LT(timer.elapsed(), 200);
}

class Hints : public testing::Test
{
protected:
    QStringList texts(const QString &line) const
    {
        QStringList out;
        for (const SearchHint &each : searchHints(line, people, rooms, QDate(2026, 11, 25)))
            out += each.text;
        return out;
    }

    const QList<SearchName> people{{QStringLiteral("anna"), QStringLiteral("Anna Berg")},
        {QStringLiteral("ben"), QStringLiteral("ben")}};
    const QList<SearchName> rooms{{QStringLiteral("general"), QStringLiteral("general")},
        {QStringLiteral("Big Hall"), QStringLiteral("Big Hall")}};
};

TEST_F(Hints, OfferWhatTheWordCanBecome)
{
    const auto all = QStringList{QStringLiteral("from:"), QStringLiteral("in:"), QStringLiteral("has:link"),
        QStringLiteral("after:"), QStringLiteral("before:")};
    EXPECT_EQ(texts({}), all);
    EXPECT_EQ(texts(QStringLiteral("kiln ")), all);
    EXPECT_EQ(texts(QStringLiteral("kiln")), QStringList());
    EXPECT_EQ(texts(QStringLiteral("kiln fr")), QStringList{QStringLiteral("from:")});
    EXPECT_EQ(texts(QStringLiteral("from:")),
        (QStringList{QStringLiteral("from:anna"), QStringLiteral("from:ben")}));
    EXPECT_EQ(texts(QStringLiteral("from:@be")).value(0), QStringLiteral("from:ben"))
        << "who begins so comes first";
    EXPECT_EQ(texts(QStringLiteral("from:anna")), QStringList()) << "it is there already";
    EXPECT_EQ(texts(QStringLiteral("in:big")), QStringList{QStringLiteral("in:\"Big Hall\"")});
    EXPECT_EQ(texts(QStringLiteral("in:\"big h")), QStringList{QStringLiteral("in:\"Big Hall\"")});
    EXPECT_EQ(texts(QStringLiteral("before:yes")), QStringList{QStringLiteral("before:2026-11-24")});
    EXPECT_EQ(texts(QStringLiteral("has:")), QStringList{QStringLiteral("has:link")});
    EXPECT_FALSE(texts(QStringLiteral("from:anna ")).contains(QStringLiteral("from:"))) << "given once";
}

TEST_F(Hints, TakeThePlaceOfTheLastWord)
{
    EXPECT_EQ(
        withHint(QStringLiteral("kiln fr"), {QStringLiteral("from:"), {}}), QStringLiteral("kiln from:"));
    EXPECT_EQ(withHint(QStringLiteral("kiln in:\"big h"), {QStringLiteral("in:\"Big Hall\""), {}}),
        QStringLiteral("kiln in:\"Big Hall\" "));
    EXPECT_EQ(withHint({}, {QStringLiteral("has:link"), {}}), QStringLiteral("has:link "));
}

} // namespace
} // namespace hearth::app
