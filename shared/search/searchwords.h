#pragma once

#include "shared/base/result.h"

#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <optional>

namespace hearth {

//! What a person searches for, out of the one line that they typed: the same for the server and the app.
//!
//! `from:name`, `in:room`, `has:link`, `before:` and `after:` (a day as 2026-11-25, or milliseconds since
//! 1970) narrow the search, each given once; a name with spaces stands in quotes, `in:"Big Hall"`. `"a
//! phrase"` must occur as it stands, and so must each other word, in any order and also within a longer one.
//! Whatever else it holds means itself, so do quotes that nothing closes, and an operator in quotes:
//! `"from:anna"`.
struct SearchWords
{
    static constexpr qsizetype maxLength = 512; //!< of the line, in UTF-16 units
    static constexpr qsizetype maxTerms = 16;

    QStringList terms;           //!< folded (foldedText), none is empty, none is there twice
    std::optional<QString> from; //!< a username as typed, without its `@`
    std::optional<QString> in;   //!< a room's name or id as typed, without its `#`
    bool hasLink = false;
    std::optional<qint64> before; //!< said earlier than this, ms since 1970
    std::optional<qint64> after;  //!< said at this time or later
    bool operator==(const SearchWords &) const = default;

    [[nodiscard]] bool isEmpty() const { return *this == SearchWords(); }
    //! One operator, its `key` without the colon. InvalidRequest, saying what is wrong, for a key that there
    //! is not, a value that it does not take, and the same once more.
    [[nodiscard]] Result<Done> narrow(const QString &key, const QString &value, const QTimeZone &zone);
};

//! InvalidRequest, saying what to do, for a line that is too long, has too many words, or an operator with a
//! value that it does not take. A day begins at midnight in `zone`. An empty line has no words.
[[nodiscard]] Result<SearchWords> parseSearch(const QString &line, const QTimeZone &zone);

//! A line that asks for these terms and nothing else: each in quotes, so that none is an operator.
[[nodiscard]] QString lineOfTerms(const QStringList &terms);

//! What `has:link` finds, in a folded text: each of these.
[[nodiscard]] const QStringList &linkBeginnings();

} // namespace hearth
