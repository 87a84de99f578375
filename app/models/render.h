#pragma once

#include <QList>
#include <QString>
#include <QVariantList>

namespace hearth::app {

struct TextBlock
{
    enum class Kind { Text, Code, Quote, Gone };

    Kind kind = Kind::Text;
    QString text; //!< Text and Quote: StyledText that we built from escaped text. Code and Gone: plain text.
    QString copies{};   //!< In the first portion of code: all of it, as it was written.
    QString language{}; //!< Of code: what stands after its fence, plain text; mostly empty.
    bool operator==(const TextBlock &) const = default;
};

struct RenderedText
{
    QList<TextBlock> blocks;
    bool isEmojiOnly = false;
    int excerpt = 0; //!< so many of the blocks are all that is seen of a folded message

    QVariantList toVariantList() const;
};

//! Turns what a peer wrote (Markdown) into blocks to show. The text is hostile: HTML in it stays text,
//! everything is escaped, and the only tags are b, i, s, code, br and `a` with an http, https or mailto
//! address; never an image (CVE-2025-12385: Qt's StyledText hangs on the size of one). Time and memory are
//! linear in the text.
[[nodiscard]] RenderedText renderMessage(const QString &content);

//! The words of it alone, a line a block: what Markdown made of its marks is gone. As hostile as `content`.
[[nodiscard]] QString wordsOf(const QString &content);

} // namespace hearth::app
