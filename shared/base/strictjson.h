#pragma once

#include "shared/base/result.h"

#include <QByteArrayView>
#include <QJsonValue>

namespace hearth {

//! Parses one JSON value of any kind (RFC 8259) as a hostile peer's: refuses, with the place,
//!  - bytes that are not UTF-8, U+0000, bare control characters, lone surrogates (escaped or not),
//!  - an object with the same key twice,
//!  - nesting deeper than maxDepth,
//!  - anything after the value.
//! QJsonDocument accepts several of these in silence. Thread-safe.
[[nodiscard]] Result<QJsonValue> parseStrictJson(QByteArrayView utf8, int maxDepth = 32);

//! The value of JSON that was checked before, or that we wrote; Undefined where it is none. Thread-safe.
[[nodiscard]] QJsonValue parseOwnJson(QByteArrayView utf8);

//! The most compact JSON of any value, UTF-8.
[[nodiscard]] QByteArray toCompactJson(const QJsonValue &value);

} // namespace hearth
