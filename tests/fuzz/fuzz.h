#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QList>

//! What every fuzzer of this folder is made of: a file a target, which defines fuzz().
namespace hearth::fuzz {

//! One input, as a hostile peer may send it. Its memory ends where it ends: one byte more is an error.
void fuzz(QByteArrayView input);

//! Ends the process where a property does not hold, and libFuzzer keeps the input.
void require(bool holds, const char *property);

//! The input cut at random; the same input is always cut at the same places. Each piece is memory of its own,
//! so that a parser that reads beyond what it was given is caught.
[[nodiscard]] QList<QByteArray> slicesOf(QByteArrayView input);

//! The input byte by byte.
[[nodiscard]] QList<QByteArray> bytesOf(QByteArrayView input);

//! The input cut at each U+001E, as Engine.IO does it: for what takes several messages.
[[nodiscard]] QList<QByteArray> messagesOf(QByteArrayView input);

//! How deep lists and objects lie in one another; 0 for any other value.
[[nodiscard]] int depthOf(const QJsonValue &value);

//! Equal but for the order of keys. QJsonObject sorts some keys as UTF-8 and some as UTF-16, which differ on
//! those beyond U+FFFF: then neither its comparison nor its look-ups hold. Hearth looks up ASCII only, where
//! both agree.
[[nodiscard]] bool isSameJson(const QJsonValue &a, const QJsonValue &b);

} // namespace hearth::fuzz
