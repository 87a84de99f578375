#pragma once

#include <QByteArray>
#include <QString>

namespace hearth::server {

//! SHA-256 of a token or code (spaces trimmed, for codes case-folded by the caller): only this is stored. A
//! secret of 256 bits needs no salt and no slow hash.
[[nodiscard]] QByteArray secretHash(const QString &secret);

} // namespace hearth::server
