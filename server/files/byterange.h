#pragma once

#include <QByteArray>

#include <optional>

namespace hearth::server {

//! Bytes of a file, `size` of them from `first`.
struct ByteRange
{
    qint64 first = 0;
    qint64 size = 0;
    bool operator==(const ByteRange &) const = default;
};

struct RangeAnswer
{
    enum class Kind {
        Whole, //!< no range was asked for, or one that is not understood (RFC 9110, section 14.2)
        Part,
        None, //!< no byte of it is there
    };
    Kind kind = Kind::Whole;
    ByteRange range; //!< what to send
    bool operator==(const RangeAnswer &) const = default;
};

//! What a Range field asks of `size` bytes. Several ranges at once are not understood.
[[nodiscard]] RangeAnswer rangeOf(const QByteArray &field, qint64 size);

} // namespace hearth::server
