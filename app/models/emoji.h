#pragma once

#include <QList>
#include <QString>

namespace hearth::app {

struct Emoji
{
    QString name; //!< as typed after a colon
    QString text;
};

//! The common ones, by name: resources/emoji.txt, read when first asked for.
[[nodiscard]] const QList<Emoji> &allEmoji();

} // namespace hearth::app
