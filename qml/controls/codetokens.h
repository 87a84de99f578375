#pragma once

#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

//! What a piece of a line of code is.
enum class CodeKind { Keyword, String, Comment, Number };

struct CodeToken
{
    CodeKind kind = CodeKind::Keyword;
    qsizetype begin = 0;
    qsizetype size = 0;
    bool operator==(const CodeToken &) const = default;
};

//! What is common to how a family of languages is written: enough to read code by, not to compile it.
struct CodeLanguage
{
    QSet<QString> keywords{};
    QStringList lineComments{};
    QString blockOpen{}, blockClose{};
    QString quotes{};         //!< each opens a string that ends in its line
    QStringList longQuotes{}; //!< each opens a string that may go on over lines
    bool isCaseless = false;  //!< of its keywords
};

//! The language by what stands after the fence (`cpp`, `py`, `sh`); null where it is not known.
[[nodiscard]] const CodeLanguage *codeLanguage(const QString &name);

//! The pieces of one line that are not plain. `state` is 0 at the beginning of a text, then what the line
//! before gave back. Linear in the line, and nothing is looked at behind its first 2,000 characters: the text
//! is a peer's.
[[nodiscard]] int tokenizeLine(
    QStringView line, const CodeLanguage &language, int state, QList<CodeToken> &tokens);
