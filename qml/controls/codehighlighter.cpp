#include "codehighlighter.h"

#include <QTextDocument>

class CodeHighlighter::Painter : public QSyntaxHighlighter
{
public:
    // Not the document's child, which would delete it once more where the document goes first.
    Painter(QTextDocument *document, const CodeLanguage &language, const CodeHighlighter &owner)
        : QSyntaxHighlighter(static_cast<QObject *>(nullptr)), m_language(language), m_owner(owner)
    {
        setDocument(document);
    }

protected:
    void highlightBlock(const QString &line) override
    {
        QList<CodeToken> tokens;
        setCurrentBlockState(tokenizeLine(line, m_language, previousBlockState(), tokens));
        for (const CodeToken &each : std::as_const(tokens))
            setFormat(int(each.begin), int(each.size), colourOf(each.kind));
    }

private:
    QColor colourOf(CodeKind kind) const
    {
        switch (kind) {
        case CodeKind::Keyword:
            return m_owner.m_keyword;
        case CodeKind::String:
            return m_owner.m_string;
        case CodeKind::Comment:
            return m_owner.m_comment;
        case CodeKind::Number:
            return m_owner.m_number;
        }
        return {};
    }

    const CodeLanguage &m_language;
    const CodeHighlighter &m_owner;
};

CodeHighlighter::CodeHighlighter(QObject *parent) : QObject(parent)
{
    connect(this, &CodeHighlighter::changed, this, [this] {
        if (m_painter)
            m_painter->rehighlight();
    });
}

CodeHighlighter::~CodeHighlighter() = default;

void CodeHighlighter::setDocument(QQuickTextDocument *document)
{
    if (m_document == document)
        return;
    m_document = document;
    paint();
}

void CodeHighlighter::setLanguage(const QString &name)
{
    if (m_name == name)
        return;
    m_name = name;
    paint();
}

void CodeHighlighter::paint()
{
    const CodeLanguage *known = codeLanguage(m_name);
    m_painter =
        m_document && known ? std::make_unique<Painter>(m_document->textDocument(), *known, *this) : nullptr;
    Q_EMIT changed();
}
