#pragma once

#include <QtGlobal>

namespace hearth {

//! Spans of time in milliseconds. A month is 30 days, wherever it is a bound.
inline constexpr qint64 minuteMs = 60'000;
inline constexpr qint64 hourMs = 60 * minuteMs;
inline constexpr qint64 dayMs = 24 * hourMs;
inline constexpr qint64 monthMs = 30 * dayMs;

} // namespace hearth
