#include "app/models/markup.h"

#include "app/models/bidi.h"
#include "app/models/portion.h"

#include <QUrl>

namespace hearth::app {

namespace {

//! Deeper spans show their text without their tags: nobody writes them, and they cost layout time.
constexpr qsizetype maxSpans = 16;
constexpr qsizetype maxListDepth = 6;
constexpr qsizetype maxLanguage = 32;
const auto lineBreak = QStringLiteral("<br>");

QString fromAttribute(const MD_ATTRIBUTE &attribute)
{
    return QString::fromUtf8(attribute.text, attribute.size)
        .replace(QLatin1String("&amp;"), QLatin1String("&"));
}

bool isAllowed(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    const bool isWeb = scheme == QLatin1String("http") || scheme == QLatin1String("https");
    return url.isValid() && ((isWeb && !url.host().isEmpty()) || scheme == QLatin1String("mailto"));
}

QString tagOf(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_EM:
        return QStringLiteral("i");
    case MD_SPAN_STRONG:
        return QStringLiteral("b");
    case MD_SPAN_DEL:
        return QStringLiteral("s");
    case MD_SPAN_CODE:
        return QStringLiteral("code");
    default:
        return {};
    }
}

} // namespace

MarkupBuilder::Span MarkupBuilder::Span::of(const QString &tag)
{
    return {QLatin1Char('<') + tag + QLatin1Char('>'), QStringLiteral("</") + tag + QLatin1Char('>')};
}

void MarkupBuilder::open(const Span &span)
{
    m_text += span.opener;
    m_open += span;
}

void MarkupBuilder::endSpans()
{
    while (!m_open.isEmpty())
        m_text += m_open.takeLast().closer;
    m_links.clear();
}

void MarkupBuilder::flush()
{
    while (m_text.endsWith(lineBreak))
        m_text.chop(lineBreak.size());
    if (m_cost > 0 && !m_text.isEmpty())
        m_blocks += {m_quotes > 0 ? TextBlock::Kind::Quote : TextBlock::Kind::Text, balanceBidi(m_text)};
    m_text.clear();
    m_cost = 0;
}

void MarkupBuilder::split()
{
    while (m_text.endsWith(lineBreak))
        m_text.chop(lineBreak.size());
    for (auto it = m_open.rbegin(); it != m_open.rend(); ++it)
        m_text += it->closer;
    flush();
    for (const Span &each : std::as_const(m_open))
        m_text += each.opener;
}

void MarkupBuilder::write(const QString &text)
{
    for (QStringView rest(text); !rest.isEmpty();) {
        if (m_cost >= textLayout.portion)
            split();
        const qsizetype size = fitting(rest, textLayout.portion - m_cost, textLayout);
        m_text += rest.left(size).toString().toHtmlEscaped();
        m_cost += costOf(rest.left(size), textLayout);
        rest = rest.mid(size);
    }
}

void MarkupBuilder::breakLine()
{
    m_text += lineBreak;
    m_cost += textLayout.line;
    if (m_cost >= textLayout.portion)
        split();
}

void MarkupBuilder::newLine()
{
    if (m_itemBegins)
        m_itemBegins = false;
    else if (!m_text.isEmpty() && !m_text.endsWith(lineBreak))
        breakLine();
}

void MarkupBuilder::enterBlock(MD_BLOCKTYPE type, void *detail)
{
    endSpans();
    switch (type) {
    case MD_BLOCK_QUOTE:
        if (m_quotes == 0)
            flush();
        ++m_quotes;
        return;
    case MD_BLOCK_CODE:
        flush();
        m_inCode = true;
        m_language = fromAttribute(static_cast<MD_BLOCK_CODE_DETAIL *>(detail)->lang).left(maxLanguage);
        return;
    case MD_BLOCK_UL:
        m_lists += List{};
        return;
    case MD_BLOCK_OL:
        m_lists += List{true, static_cast<MD_BLOCK_OL_DETAIL *>(detail)->start};
        return;
    case MD_BLOCK_LI: {
        m_itemBegins = false;
        newLine();
        const qsizetype depth = std::min(m_lists.size(), maxListDepth) - 1;
        m_text += QStringLiteral("&nbsp;&nbsp;&nbsp;").repeated(std::max<qsizetype>(depth, 0));
        List none;
        List &list = m_lists.isEmpty() ? none : m_lists.last();
        write(list.isOrdered ? QString::number(list.next++) + QStringLiteral(". ") : QStringLiteral("• "));
        m_itemBegins = true;
        return;
    }
    case MD_BLOCK_H:
        newLine();
        open(Span::of(QStringLiteral("b"))); // a span, so that a long heading is cut as one
        return;
    case MD_BLOCK_HR:
        newLine();
        write(QStringLiteral("———"));
        breakLine();
        return;
    case MD_BLOCK_P:
        if (!m_itemBegins && !m_text.isEmpty() && m_lists.isEmpty())
            breakLine();
        newLine();
        return;
    default:
        newLine();
        return;
    }
}

void MarkupBuilder::leaveBlock(MD_BLOCKTYPE type)
{
    endSpans();
    switch (type) {
    case MD_BLOCK_QUOTE:
        if (m_quotes == 1)
            flush();
        --m_quotes;
        return;
    case MD_BLOCK_CODE:
        m_inCode = false;
        while (m_code.endsWith(QLatin1Char('\n')))
            m_code.chop(1);
        for (QStringView rest(m_code); !rest.isEmpty();) {
            const qsizetype size = fitting(rest, codeLayout.portion, codeLayout);
            const bool isFirst = rest.size() == m_code.size();
            m_blocks += {TextBlock::Kind::Code, balanceBidi(rest.left(size).toString()),
                isFirst ? m_code : QString(), m_language};
            rest = rest.mid(size);
        }
        m_code.clear();
        return;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        m_lists.removeLast();
        m_itemBegins = false;
        newLine();
        return;
    case MD_BLOCK_P:
        breakLine();
        return;
    default:
        return;
    }
}

void MarkupBuilder::enterSpan(MD_SPANTYPE type, void *detail)
{
    if (type == MD_SPAN_A)
        return openLink(static_cast<MD_SPAN_A_DETAIL *>(detail)->href);
    if (type == MD_SPAN_IMG) // an image is only ever a link: nothing is fetched
        return openLink(static_cast<MD_SPAN_IMG_DETAIL *>(detail)->src);
    const QString tag = m_open.size() < maxSpans ? tagOf(type) : QString();
    open(tag.isEmpty() ? Span{} : Span::of(tag));
}

void MarkupBuilder::leaveSpan(MD_SPANTYPE type)
{
    if (type == MD_SPAN_A || type == MD_SPAN_IMG)
        return closeLink();
    if (!m_open.isEmpty())
        m_text += m_open.takeLast().closer;
}

void MarkupBuilder::openLink(const MD_ATTRIBUTE &href)
{
    const QUrl url(fromAttribute(href), QUrl::StrictMode);
    // No link in a link: an image in one keeps the outer address.
    const bool shown = isAllowed(url) && m_links.isEmpty();
    Span span;
    if (shown) {
        span = {QStringLiteral("<a href=\"%1\">").arg(QString::fromLatin1(url.toEncoded()).toHtmlEscaped()),
            QStringLiteral("</a>")};
    }
    open(span);
    m_links += Link{shown ? (url.host().isEmpty() ? url.path() : url.host()) : QString(), {}};
}

void MarkupBuilder::closeLink()
{
    if (m_links.isEmpty())
        return;
    const Link link = m_links.takeLast();
    if (link.text.isEmpty())
        write(link.host);
    if (!m_open.isEmpty())
        m_text += m_open.takeLast().closer;
    if (link.host.isEmpty())
        return;
    // A text that looks like an address must not hide another one.
    const bool looksLikeAddress =
        link.text.contains(QLatin1Char('.')) || link.text.contains(QLatin1String("://"));
    if (looksLikeAddress && !link.text.contains(link.host, Qt::CaseInsensitive))
        m_text += QStringLiteral(" (\u2068%1\u2069)").arg(link.host.toHtmlEscaped());
}

void MarkupBuilder::text(MD_TEXTTYPE type, const QString &text)
{
    if (m_inCode) {
        m_code += text;
        return;
    }
    m_itemBegins = false;
    if (!m_links.isEmpty())
        m_links.last().text += text;
    switch (type) {
    case MD_TEXT_NULLCHAR:
        write(QString(QChar::ReplacementCharacter));
        return;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR: // in a chat a line is a line
        breakLine();
        return;
    default: // an entity stays what was typed
        write(text);
        return;
    }
}

QList<TextBlock> MarkupBuilder::take()
{
    flush();
    return std::exchange(m_blocks, {});
}

} // namespace hearth::app
