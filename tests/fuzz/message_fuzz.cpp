#include "app/models/bidi.h"
#include "app/models/render.h"
#include "tests/fuzz/fuzz.h"

#include <QRegularExpression>
#include <QStringList>

#include <ctime>

namespace hearth::fuzz {

using namespace hearth::app;

namespace {

//! Of the processor; native code takes a fiftieth.
constexpr double maxSeconds = 1;

//! The only tags, each closed in its turn, and no `<` or `&` beside them: what StyledText reads is ours.
void checkMarkup(const QString &markup)
{
    static const QRegularExpression special(QStringLiteral("[<>&\"]"));
    static const QRegularExpression ours(
        QStringLiteral("<(/?)(b|i|s|code|a)(?: href=\"(?:https?|mailto):[^\"<>\\s]*\")?>|<br>|"
                       "&(?:lt|gt|amp|quot|nbsp);"));
    QStringList open;
    for (qsizetype at = markup.indexOf(special); at >= 0; at = markup.indexOf(special, at)) {
        const auto match = ours.match(
            markup, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        require(match.hasMatch(), "only tags and entities of ours");
        at = match.capturedEnd();
        const QString tag = match.captured(2);
        if (tag.isEmpty())
            continue;
        const bool isClosing = !match.capturedView(1).isEmpty();
        require((tag == QLatin1String("a") && !isClosing) == match.capturedView().contains(u" href="),
            "a link and nothing else has an address");
        require(!isClosing || (!open.isEmpty() && open.takeLast() == tag), "what closes was open");
        if (!isClosing)
            open += tag;
    }
    require(open.isEmpty(), "every tag is closed in its block");
}

bool isDirection(QChar c)
{
    const char16_t u = c.unicode();
    return u == 0x200E || u == 0x200F || (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069);
}

//! UAX #9: nothing outside of the block is turned.
void checkDirections(const QString &text)
{
    QList<char16_t> open;
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        if ((u >= 0x202A && u <= 0x202E && u != 0x202C) || (u >= 0x2066 && u <= 0x2068))
            open += u >= 0x2066 ? 0x2069 : 0x202C;
        else if (u == 0x202C || u == 0x2069)
            require(!open.isEmpty() && open.takeLast() == u, "what ends a direction began here");
    }
    require(open.isEmpty(), "every direction ends in its block");
}

} // namespace

void fuzz(QByteArrayView input)
{
    const QString content = QString::fromUtf8(input);
    const std::clock_t began = std::clock();
    const RenderedText rendered = renderMessage(content);
    require(double(std::clock() - began) / CLOCKS_PER_SEC < maxSeconds, "rendering is quick");
    require(rendered.excerpt >= 0 && rendered.excerpt <= rendered.blocks.size(), "the excerpt is a part");
    qsizetype size = 0;
    for (const TextBlock &each : rendered.blocks) {
        size += each.text.size();
        require(!each.text.contains(u"<img") || each.kind == TextBlock::Kind::Code, "never an image");
        require(each.text.isValidUtf16(), "no half of a character");
        checkDirections(each.text);
        if (each.kind != TextBlock::Kind::Code)
            checkMarkup(each.text);
    }
    require(size <= 64 * (content.size() + 16), "what is shown is linear in what was written");
    const QString name = safeName(content);
    for (const QChar c : name)
        require(
            c.category() != QChar::Other_Control && !isDirection(c), "a name is one line, of one direction");
    require(safeName(name) == name, "a safe name is safe");
    const QString balanced = balanceBidi(content);
    checkDirections(balanced);
    require(balanceBidi(balanced) == balanced, "what is balanced stays as it is");
}

} // namespace hearth::fuzz
