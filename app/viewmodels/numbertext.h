#pragma once

#include "shared/base/result.h"

#include <QString>

#include <optional>

//! Numbers in forms: texts until they are taken.
namespace hearth::app {

//! A finite number as the person's language writes it, without separators of thousands: what is 1.234 in one
//! language is a thousand times as much in another. The error says what is wrong with it.
[[nodiscard]] Result<double> numberFrom(const QString &text);
//! Exactly as numberFrom() reads it; empty for none.
[[nodiscard]] QString numberText(const std::optional<double> &value);

//! Minutes, as a number, of some ms: to the ms.
[[nodiscard]] QString minutesText(qint64 ms);
//! Its ms, where they are within a day.
[[nodiscard]] std::optional<qint64> minutesFrom(const QString &text);

} // namespace hearth::app
