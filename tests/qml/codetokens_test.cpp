#include "qml/controls/codetokens.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>

namespace {

//! The text with its tokens in brackets, each with the first letter of its kind.
QString shown(const QString &language, const QString &code)
{
    const CodeLanguage *known = codeLanguage(language);
    if (!known)
        return QStringLiteral("unknown");
    QStringList out;
    int state = 0;
    for (const QString &line : code.split(QLatin1Char('\n'))) {
        QList<CodeToken> tokens;
        state = tokenizeLine(line, *known, state, tokens);
        QString text;
        qsizetype at = 0;
        for (const CodeToken &each : std::as_const(tokens)) {
            text += line.sliced(at, each.begin - at) + QLatin1Char('[') +
                    QLatin1Char("KSCN"[int(each.kind)]) + QLatin1Char(':') +
                    line.sliced(each.begin, each.size) + QLatin1Char(']');
            at = each.begin + each.size;
        }
        out += text + line.sliced(at);
    }
    return out.join(QLatin1Char('\n'));
}

struct Case
{
    const char *name;
    QString language, code, expected;
};

class CodeTokens : public testing::TestWithParam<Case>
{};

TEST_P(CodeTokens, AreThoseOfTheLanguage)
{
    EXPECT_EQ(shown(GetParam().language, GetParam().code), GetParam().expected)
        << qPrintable(shown(GetParam().language, GetParam().code));
}

INSTANTIATE_TEST_SUITE_P(All, CodeTokens,
    testing::Values(
        Case{"unknown", QStringLiteral("klingon"), QStringLiteral("if"), QStringLiteral("unknown")},
        Case{"cpp", QStringLiteral("CPP"), QStringLiteral("return 0x1F; // done"),
            QStringLiteral("[K:return] [N:0x1F]; [C:// done]")},
        Case{"commentOverLines", QStringLiteral("c"), QStringLiteral("a /* b\nint c */ int"),
            QStringLiteral("a [C:/* b]\n[C:int c */] [K:int]")},
        Case{"escapedQuote", QStringLiteral("js"), QStringLiteral("let s = \"a\\\"b\";"),
            QStringLiteral("[K:let] s = [S:\"a\\\"b\"];")},
        Case{"openString", QStringLiteral("c"), QStringLiteral("\"abc\nint"),
            QStringLiteral("[S:\"abc]\n[K:int]")},
        Case{"backslashAtTheEnd", QStringLiteral("c"), QStringLiteral("\"\\"), QStringLiteral("[S:\"\\]")},
        Case{"longString", QStringLiteral("py"), QStringLiteral("x = \"\"\"a\nb\"\"\" if"),
            QStringLiteral("x = [S:\"\"\"a]\n[S:b\"\"\"] [K:if]")},
        Case{"hashInAWord", QStringLiteral("sh"), QStringLiteral("echo a#b # c"),
            QStringLiteral("[K:echo] a#b [C:# c]")},
        Case{"sqlInAnyCase", QStringLiteral("sql"), QStringLiteral("SELECT 'it' from t -- x"),
            QStringLiteral("[K:SELECT] [S:'it'] [K:from] t [C:-- x]")},
        Case{"json", QStringLiteral("json"), QStringLiteral("{\"a\": true, \"b\": 1.5}"),
            QStringLiteral("{[S:\"a\"]: [K:true], [S:\"b\"]: [N:1.5]}")},
        Case{"partOfAWord", QStringLiteral("c"), QStringLiteral("interior int2"),
            QStringLiteral("interior int2")}),
    [](const auto &at) { return std::string(at.param.name); });

TEST(CodeTokensOfHostileText, CostNoMoreThanTheirLength)
{
    const CodeLanguage *c = codeLanguage(QStringLiteral("c"));
    for (const char *piece : {"/*", "*/", "\"", "\\", "int ", "0", "//", "'\\"}) {
        const QString line = QString::fromLatin1(piece).repeated(1'000'000);
        QElapsedTimer timer;
        timer.start();
        QList<CodeToken> tokens;
        for (int state = 0, i = 0; i < 100; ++i)
            state = tokenizeLine(line, *c, state, tokens);
        EXPECT_LT(timer.elapsed(), 500) << piece;
        for (const CodeToken &each : std::as_const(tokens))
            ASSERT_LE(each.begin + each.size, 2'000);
    }
}

} // namespace
