#pragma once

#include "app/models/render.h"

#include <QStringList>

#include <md4c.h>

namespace hearth::app {

//! Takes md4c's callbacks and builds blocks. Escapes every piece of text; opens only tags that it closes.
class MarkupBuilder
{
public:
    void enterBlock(MD_BLOCKTYPE type, void *detail);
    void leaveBlock(MD_BLOCKTYPE type);
    void enterSpan(MD_SPANTYPE type, void *detail);
    void leaveSpan(MD_SPANTYPE type);
    void text(MD_TEXTTYPE type, const QString &text);

    [[nodiscard]] QList<TextBlock> take();

private:
    struct List
    {
        bool isOrdered = false;
        unsigned next = 1;
    };
    struct Link
    {
        QString host; //!< empty: the address is not allowed and only the text is shown
        QString text;
    };

    //! A tag that is open; both empty for one that is not shown.
    struct Span
    {
        QString opener, closer;

        [[nodiscard]] static Span of(const QString &tag);
    };

    void flush();
    //! No span goes on in another block; md4c leaves some open all the same, as in `*a [x](b*) c`.
    void endSpans();
    //! Ends the block where it has become too long, and goes on in a new one with the same tags open.
    void split();
    void write(const QString &text);
    void breakLine();
    void newLine();
    void open(const Span &span);
    void openLink(const MD_ATTRIBUTE &href);
    void closeLink();

    QList<TextBlock> m_blocks;
    QString m_text; //!< markup of the block in the making
    QString m_code;
    QString m_language;   //!< of m_code
    qsizetype m_cost = 0; //!< of what is in m_text; 0: nothing but tags
    QList<Span> m_open;
    QList<List> m_lists;
    QList<Link> m_links;
    int m_quotes = 0;
    bool m_inCode = false;
    bool m_itemBegins = false;
};

} // namespace hearth::app
