#pragma once

#include <QSet>
#include <QString>

namespace hearth::server {

//! A name as it is compared: NFC, case folded (the whole of Unicode, which no embedded database does alike).
[[nodiscard]] QString foldedName(const QString &name);

//! Whom a message names.
struct Mentions
{
    bool wholeRoom = false; //!< `@room`
    QSet<QString> names;    //!< folded candidates; not each is a username (`@ann.` gives `ann.` and `ann`)
    bool operator==(const Mentions &) const = default;
};

//! Finds `@name` as a word: not within one, as in an address of mail. At most 50 candidates, since each costs
//! a look-up on the writer's thread.
[[nodiscard]] Mentions mentionsIn(const QString &content);

} // namespace hearth::server
