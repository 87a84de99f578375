#include "app/models/render.h"

#include "app/models/bidi.h"
#include "app/models/markup.h"
#include "app/models/portion.h"

#include <QRegularExpression>
#include <QVariantMap>

#include <algorithm>

namespace hearth::app {

namespace {

//! The server takes 16 KiB of text; what is longer did not come from it.
constexpr qsizetype maxLength = 16 * 1024;
//! md4c slows down on what is nothing but markup; a person's text is far below this.
constexpr qsizetype maxMarks = 2'000;
constexpr int maxNesting = 100;
//! More code, quotes and text by turns than this, and the text is shown as it was typed.
constexpr qsizetype maxBlocks = 100;

template <class Detail>
MarkupBuilder &builder(Detail *userData)
{
    return *static_cast<MarkupBuilder *>(userData);
}

bool parse(const QByteArray &utf8, MarkupBuilder &into)
{
    MD_PARSER parser{};
    parser.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_STRIKETHROUGH |
                   MD_FLAG_PERMISSIVEURLAUTOLINKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *data) {
        builder(data).enterBlock(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *data) {
        builder(data).leaveBlock(type);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *data) {
        builder(data).enterSpan(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void *, void *data) {
        builder(data).leaveSpan(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data) {
        builder(data).text(type, QString::fromUtf8(text, size));
        return 0;
    };
    return md_parse(utf8.constData(), MD_SIZE(utf8.size()), &parser, &into) == 0;
}

bool isMark(QChar c)
{
    static const auto marks = QStringLiteral("[]()<>*_`~|#!&\\");
    return marks.contains(c);
}

//! Whether a line begins with more quotes and list items in one another than anybody writes: md4c is
//! quadratic there.
bool nestsTooDeep(QStringView line)
{
    int depth = 0;
    for (qsizetype at = 0; at < line.size(); ++at) {
        const QChar c = line.at(at);
        if (c.isDigit() || c == QLatin1Char(' ') || c == QLatin1Char('\t'))
            continue;
        if (!QStringView(u">-+*.)").contains(c))
            return false;
        if (++depth > maxNesting)
            return true;
    }
    return false;
}

bool isTooHard(const QString &content)
{
    if (content.size() > maxLength || std::ranges::count_if(content, isMark) > maxMarks)
        return true;
    const QList<QStringView> lines = QStringView(content).split(QLatin1Char('\n'));
    return std::ranges::any_of(lines, nestsTooDeep);
}

bool isEmojiBase(char32_t c)
{
    return (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x1F1E6 && c <= 0x1F1FF) || (c >= 0x2600 && c <= 0x27BF) ||
           (c >= 0x2B00 && c <= 0x2BFF) || (c >= 0x2300 && c <= 0x23FF);
}

bool isEmojiJoin(char32_t c)
{
    return c == 0xFE0F || c == 0x200D || (c >= 0xE0020 && c <= 0xE007F) || c == U' ';
}

//! A few emoji and nothing else: shown large.
bool emojiOnly(const QString &content)
{
    if (content.size() > 48)
        return false;
    int bases = 0;
    for (const char32_t c : content.toUcs4()) {
        if (isEmojiBase(c))
            ++bases;
        else if (!isEmojiJoin(c))
            return false;
    }
    return bases > 0 && bases <= 12;
}

QList<TextBlock> plain(const QString &content)
{
    MarkupBuilder markup;
    for (const QString &line : content.split(QLatin1Char('\n'))) {
        markup.text(MD_TEXT_NORMAL, line);
        markup.text(MD_TEXT_BR, {});
    }
    return markup.take();
}

//! As a part of a portion.
double layoutCost(const TextBlock &block)
{
    QString text = block.text;
    text.replace(QLatin1String("<br>"), QLatin1String("\n"));
    const Layout &layout = block.kind == TextBlock::Kind::Code ? codeLayout : textLayout;
    return double(costOf(text, layout)) / double(layout.portion);
}

//! The first block, and those after it that are as good as free.
int excerptOf(const QList<TextBlock> &blocks)
{
    int count = 0;
    for (double cost = 0; count < blocks.size(); ++count) {
        cost += layoutCost(blocks.at(count));
        if (count > 0 && cost > 1.5)
            break;
    }
    return count;
}

} // namespace

QVariantList RenderedText::toVariantList() const
{
    static const QStringList names{
        QStringLiteral("text"), QStringLiteral("code"), QStringLiteral("quote"), QStringLiteral("gone")};
    QVariantList out;
    for (const TextBlock &each : blocks) {
        out += QVariantMap{{QStringLiteral("kind"), names.at(int(each.kind))},
            {QStringLiteral("text"), each.text}, {QStringLiteral("copies"), each.copies},
            {QStringLiteral("language"), each.language}};
    }
    return out;
}

RenderedText renderMessage(const QString &content)
{
    RenderedText out;
    out.isEmojiOnly = emojiOnly(content);
    MarkupBuilder markup;
    if (!isTooHard(content) && parse(content.toUtf8(), markup))
        out.blocks = markup.take();
    if ((out.blocks.isEmpty() && !content.isEmpty()) || out.blocks.size() > maxBlocks)
        out.blocks = plain(content);
    out.excerpt = excerptOf(out.blocks);
    return out;
}

QString wordsOf(const QString &content)
{
    // Whatever looks like a tag is one of our own: a peer's is escaped.
    static const QRegularExpression tag(QStringLiteral("<[^>]*>"));
    QStringList words;
    for (const TextBlock &each : renderMessage(content).blocks) {
        QString text = each.text;
        if (each.kind == TextBlock::Kind::Text || each.kind == TextBlock::Kind::Quote) {
            text.replace(QLatin1String("<br>"), QLatin1String("\n")).remove(tag);
            // The last, or `&amp;lt;` would become a bracket.
            text.replace(QLatin1String("&nbsp;"), QLatin1String(" "))
                .replace(QLatin1String("&lt;"), QLatin1String("<"))
                .replace(QLatin1String("&gt;"), QLatin1String(">"))
                .replace(QLatin1String("&quot;"), QLatin1String("\""))
                .replace(QLatin1String("&amp;"), QLatin1String("&"));
        }
        words += text;
    }
    return words.join(QLatin1Char('\n'));
}

} // namespace hearth::app
