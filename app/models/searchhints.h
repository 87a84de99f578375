#pragma once

#include <QDate>
#include <QString>
#include <QStringList>

namespace hearth::app {

//! What the word that is being typed in a search can become.
struct SearchHint
{
    QString text;  //!< what stands there then
    QString about; //!< in words
    bool operator==(const SearchHint &) const = default;
};

//! A person or a room that a search may name.
struct SearchName
{
    QString name;  //!< as the search takes it
    QString shown; //!< as people know it
};

//! For the last word of `line`: operators while none is there yet, and what an operator takes. At most six,
//! the best match first.
[[nodiscard]] QList<SearchHint> searchHints(
    const QString &line, const QList<SearchName> &people, const QList<SearchName> &rooms, QDate today);

//! The line with the hint in the place of its last word, ready for the next.
[[nodiscard]] QString withHint(const QString &line, const SearchHint &hint);

} // namespace hearth::app
