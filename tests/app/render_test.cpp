#include "app/models/bidi.h"
#include "app/models/portion.h"
#include "app/models/render.h"

#include <QRegularExpression>

#include <ctime>
#include <limits>

namespace hearth::app {
namespace {

using Kind = TextBlock::Kind;

struct Case
{
    const char *content;
    QList<TextBlock> blocks;
};

class Render : public testing::TestWithParam<Case>
{};

TEST_P(Render, MakesSafeBlocks)
{
    const RenderedText got = renderMessage(QString::fromUtf8(GetParam().content));
    QStringList shown;
    for (const TextBlock &each : got.blocks)
        shown += each.text;
    EXPECT_EQ(got.blocks, GetParam().blocks)
        << GetParam().content << "\n → " << qPrintable(shown.join(QStringLiteral(" | ")));
}

TextBlock text(const char *markup)
{
    return {Kind::Text, QString::fromUtf8(markup)};
}

INSTANTIATE_TEST_SUITE_P(Markdown, Render,
    testing::Values(Case{"hello", {text("hello")}}, Case{"a\nb", {text("a<br>b")}},
        Case{"a\n\nb", {text("a<br><br>b")}},
        Case{"**b** *i* ~~s~~ `c`", {text("<b>b</b> <i>i</i> <s>s</s> <code>c</code>")}},
        Case{"# Title\ntext", {text("<b>Title</b><br>text")}}, Case{"- one\n- two", {text("• one<br>• two")}},
        Case{"1. one\n2. two", {text("1. one<br>2. two")}},
        Case{"say:\n```\nif (a < b)\n```\ndone",
            {text("say:"), {Kind::Code, QStringLiteral("if (a < b)"), QStringLiteral("if (a < b)")},
                text("done")}},
        Case{"> said\n\nyes", {{Kind::Quote, QStringLiteral("said")}, text("yes")}},
        Case{"[x](https://a.org/?a=1&b=2)", {text("<a href=\"https://a.org/?a=1&amp;b=2\">x</a>")}},
        Case{"see https://a.org", {text("see <a href=\"https://a.org\">https://a.org</a>")}}));

INSTANTIATE_TEST_SUITE_P(Hostile, Render,
    testing::Values(Case{"<b>x</b>", {text("&lt;b&gt;x&lt;/b&gt;")}},
        Case{"<img src=x width=999999999 height=999999999>",
            {text("&lt;img src=x width=999999999 height=999999999&gt;")}},
        Case{"<script>alert(1)</script>", {text("&lt;script&gt;alert(1)&lt;/script&gt;")}},
        Case{"[x](javascript:alert(1))", {text("x")}}, Case{"[x](file:///etc/passwd)", {text("x")}},
        Case{"[x](&#106;avascript:alert(1))", {text("x")}}, Case{"[x](data:text/html,x)", {text("x")}},
        Case{"[x](qrc:/a)", {text("x")}}, Case{"[x](//evil.org)", {text("x")}},
        // md4c opens the span and never closes it, as its end is in the address.
        Case{"*a [x](b*) c\n\n*d* e", {text("<i>a x c</i><br><br><i>d</i> e")}},
        Case{"![cat](https://a.org/c.png)", {text("<a href=\"https://a.org/c.png\">cat</a>")}},
        Case{"[https://bank.org](https://evil.org)",
            {text("<a href=\"https://evil.org\">https://bank.org</a> (\u2068evil.org\u2069)")}},
        Case{"&lt;img&gt; &amp;", {text("&amp;lt;img&amp;gt; &amp;amp;")}},
        Case{"\u202Eabc", {text("\u202Eabc\u202C")}}, Case{"a\u2069b\u202C", {text("ab")}}));

//! The processor time of the quickest of three renderings: a busy machine makes one dearer, never cheaper.
double renderMs(const QString &content)
{
    double quickest = std::numeric_limits<double>::max();
    for (int i = 0; i < 3; ++i) {
        const std::clock_t began = std::clock();
        (void)renderMessage(content);
        quickest = std::min(quickest, 1e3 * double(std::clock() - began) / CLOCKS_PER_SEC);
    }
    return quickest;
}

TEST(RenderHostile, NothingTakesLongAndNothingButTheAllowedTagsComesOut)
{
    const auto repeated = [](const char *text, int times) { return QString::fromUtf8(text).repeated(times); };
    const QStringList corpus{repeated("[", 20'000), repeated("]", 20'000), repeated("[](", 5'000),
        repeated("![", 8'000), repeated("*", 16'000), repeated("**a", 5'000), repeated("_a", 8'000),
        repeated("`", 16'000), repeated("> ", 8'000), repeated(">", 16'000), repeated("- ", 8'000),
        repeated("<", 16'000), repeated("<a ", 5'000), repeated("&#", 8'000), repeated("\\", 16'000),
        repeated("a\n", 8'000), repeated("http://a.", 1'800), repeated("www.", 4'000), repeated("~~x", 5'000),
        repeated("|a", 8'000), repeated("[a](http://b", 1'200), repeated("<img src=http://a/b.png>", 600),
        repeated("\u202E", 5'000), repeated("a ", 8'000), repeated("*a **b ", 2'300), repeated("[a][", 4'000),
        repeated("[x]: y\n", 2'000), repeated("```\n", 4'000), repeated("# ", 8'000), repeated("1. ", 5'000),
        repeated("* a\n  ", 2'600),
        // Just below the bound on marks: what md4c itself has to bear.
        repeated("[", 1'999), repeated("*a_", 999), repeated("`a", 1'999), repeated("> a\n", 1'999),
        repeated("1. ", 99), repeated("> - ", 49), repeated("- ", 99), repeated("<!", 999),
        repeated("![[](", 399), repeated("~~a", 999), repeated("http://a.b", 1'600)};
    static const QRegularExpression allowed(
        QStringLiteral("</?(b|i|s|code)>|<br>|<a href=\"(https?|mailto):[^\"<>]*\">|</a>"));
    for (const QString &content : corpus) {
        EXPECT_LT(renderMs(content), 20) << qPrintable(content.left(12)) << " × " << content.size();
        const RenderedText got = renderMessage(content);
        for (const TextBlock &each : got.blocks) {
            if (each.kind == Kind::Code)
                continue;
            QString rest = each.text;
            rest.remove(allowed);
            EXPECT_FALSE(rest.contains(QLatin1Char('<'))) << qPrintable(rest.left(200));
        }
        EXPECT_FALSE(got.blocks.isEmpty() && !content.trimmed().isEmpty());
    }
}

TEST(RenderPortions, ALongMessageIsCutWithoutLosingAnything)
{
    const auto repeated = [](const char *text, int times) { return QString::fromUtf8(text).repeated(times); };
    static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
    for (const QString &content : {repeated("a\n", 5'000), repeated("word ", 3'000), repeated("W", 16'000),
             repeated("👩\u200D", 2'000), repeated("漢", 5'000),
             QStringLiteral("**bold %1** [link %1](http://a.org/b)").arg(repeated("x y ", 1'500)),
             QStringLiteral("# %1").arg(repeated("word ", 600)),
             QStringLiteral("```\n%1\n```").arg(repeated("c\n", 7'000))}) {
        const RenderedText got = renderMessage(content);
        EXPECT_GT(got.blocks.size(), 1) << qPrintable(content.left(12));
        EXPECT_EQ(got.excerpt, 1) << qPrintable(content.left(12));
        QString shown;
        for (const TextBlock &each : got.blocks) {
            EXPECT_LE(each.text.size(), 12 * textLayout.portion);
            EXPECT_EQ(each.text.count(QLatin1String("<b>")), each.text.count(QLatin1String("</b>")));
            EXPECT_EQ(each.text.count(QLatin1String("<a ")), each.text.count(QLatin1String("</a>")));
            EXPECT_TRUE(each.text.isValidUtf16());
            shown += each.text;
        }
        const auto letters = [](QString text) {
            return text.remove(tags).remove(QRegularExpression(QStringLiteral("[\\s*`#]|\\(http.*"))).size();
        };
        const QString expected = content.contains(QLatin1Char('['))
                                     ? QString(content).remove(QRegularExpression(QStringLiteral("[\\[\\]]")))
                                     : content;
        EXPECT_EQ(letters(shown), letters(expected)) << qPrintable(content.left(12));
    }
}

TEST(RenderPortions, APortionIsWhatATurnOfTheWindowBears)
{
    struct Bound
    {
        QString content;
        qsizetype least, most; //!< UTF-16 units of a portion
    };
    const auto code = QStringLiteral("```\n%1\n```");
    for (const auto &[content, least, most] : {Bound{QStringLiteral("W").repeated(9'000), 900, 1'300},
             Bound{QStringLiteral("漢").repeated(5'000), 300, 450},
             Bound{QString::fromUtf8("👩").repeated(2'000), 100, 200},
             Bound{QString::fromUtf8("a\n").repeated(5'000), 500, 1'000}, // with its <br>
             Bound{code.arg(QStringLiteral("W").repeated(9'000)), 4'000, 5'000},
             Bound{code.arg(QStringLiteral("c\n").repeated(5'000)), 200, 320}}) {
        const qsizetype size = renderMessage(content).blocks.first().text.size();
        EXPECT_TRUE(size >= least && size <= most) << size << ' ' << qPrintable(content.left(12));
    }
}

TEST(RenderPortions, NoCharacterIsCutInTwo)
{
    const QString content = QString::fromUtf8("👩👍").repeated(20);
    for (int cost = 1; cost < 200; ++cost) {
        const qsizetype size = fitting(content, cost, textLayout);
        EXPECT_TRUE(size > 0 && content.left(size).isValidUtf16()) << cost;
    }
}

TEST(RenderPortions, CodeIsCopiedWholeAndAsItWasWritten)
{
    const QString code = QString::fromUtf8("line of \u202Ecode\n").repeated(500).trimmed();
    const QList<TextBlock> blocks = renderMessage(QStringLiteral("```\n%1\n```").arg(code)).blocks;
    ASSERT_GT(blocks.size(), 1);
    EXPECT_EQ(blocks.first().copies, code);
    for (const TextBlock &each : blocks.mid(1))
        EXPECT_TRUE(each.copies.isEmpty()) << "one button";
}

TEST(RenderPortions, AnOrdinaryMessageStaysWhole)
{
    const RenderedText got = renderMessage(QStringLiteral("> said\n\nyes\n\n```\n%1\n```\ndone")
                                               .arg(QStringLiteral("line of code\n").repeated(40)));
    EXPECT_EQ(got.blocks.size(), 4);
    EXPECT_EQ(got.excerpt, 4);
}

TEST(WordsOf, AreWhatIsReadOfAMessage)
{
    EXPECT_EQ(wordsOf(QStringLiteral("**bold** and `code` in [the docs](http://docs.example/x)")),
        QStringLiteral("bold and code in the docs"));
    EXPECT_EQ(wordsOf(QStringLiteral("> said\n\n```cpp\nint a = 1 < 2;\n```")),
        QStringLiteral("said\nint a = 1 < 2;"));
    EXPECT_EQ(wordsOf(QStringLiteral("a <b>&lt;i&gt;</b> & \"c\" &amp;lt; *d*")),
        QStringLiteral("a <b>&lt;i&gt;</b> & \"c\" &amp;lt; d"));
    EXPECT_EQ(wordsOf({}), QString());
}

TEST(RenderEmoji, OnlyAFewAndNothingElse)
{
    for (const char *content : {"🔥", "👍👍🏽", "👩‍👩‍👧", "❤️", "🇩🇪 🇨🇭"})
        EXPECT_TRUE(renderMessage(QString::fromUtf8(content)).isEmojiOnly) << content;
    for (const char *content : {"", " ", "a🔥", "1", "🔥!", "\u200D"})
        EXPECT_FALSE(renderMessage(QString::fromUtf8(content)).isEmojiOnly) << content;
}

TEST(SafeName, CannotTurnWhatFollows)
{
    EXPECT_EQ(safeName(QStringLiteral("a\u202Eb\u2066c\nd\u200F")), QStringLiteral("abcd"));
    EXPECT_EQ(safeName(QStringLiteral("Ännä שלום")), QStringLiteral("Ännä שלום"));
}

} // namespace
} // namespace hearth::app
