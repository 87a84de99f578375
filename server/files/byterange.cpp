#include "server/files/byterange.h"

#include <algorithm>

namespace hearth::server {

namespace {

//! Digits and nothing else; nothing for too many.
std::optional<qint64> numberOf(const QByteArray &text)
{
    const bool isDigits =
        !text.isEmpty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isDigits && isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

RangeAnswer rangeOf(const QByteArray &field, qint64 size)
{
    const RangeAnswer whole{RangeAnswer::Kind::Whole, {0, size}};
    const RangeAnswer none{RangeAnswer::Kind::None, {}};
    if (!field.toLower().startsWith("bytes=") || field.contains(','))
        return whole;
    const QByteArray range = field.mid(6).trimmed();
    const qsizetype dash = range.indexOf('-');
    if (dash < 0)
        return whole;
    const QByteArray from = range.left(dash);
    const auto to = numberOf(range.mid(dash + 1));
    if (from.isEmpty()) {
        if (!to)
            return whole;
        const qint64 last = std::min(*to, size);
        return last > 0 ? RangeAnswer{RangeAnswer::Kind::Part, {size - last, last}} : none;
    }
    const auto first = numberOf(from);
    const bool isOpen = range.endsWith('-');
    if (!first || (!isOpen && (!to || *to < *first)))
        return whole;
    if (*first >= size)
        return none;
    const qint64 end = isOpen ? size : std::min(*to, size - 1) + 1;
    return {RangeAnswer::Kind::Part, {*first, end - *first}};
}

} // namespace hearth::server
