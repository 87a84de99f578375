#pragma once

#include <QString>
#include <QStringList>

namespace hearth::server {

//! How names are compared: without case, in every script.
[[nodiscard]] inline QString foldedName(const QString &name)
{
    return name.normalized(QString::NormalizationForm_KC).toCaseFolded();
}

//! The folded names behind each `@` that stands at the start of a word, at most 50; `room` is everybody.
[[nodiscard]] QStringList mentionedNames(const QString &content);

} // namespace hearth::server
