#pragma once

#include <QString>

#include <optional>

namespace hearth::app {

//! A number as the person writes it, or as programs do; finite.
[[nodiscard]] std::optional<double> numberFrom(const QString &text);
//! As programs write it; empty for none.
[[nodiscard]] QString numberText(const std::optional<double> &value);

} // namespace hearth::app
