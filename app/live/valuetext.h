#pragma once

#include <QString>

namespace hearth::app {

//! A value as people read it: its figures, and behind them the unit with its prefix. `%` and `°` follow
//! without a space as their unit says; all others with one that does not break.
struct ValueText
{
    QString figures;
    QString unit; //!< "MB/s", "k", "%"; may be empty
    [[nodiscard]] QString all() const;
    bool operator==(const ValueText &) const = default;
};

//! By which power a unit's values are written: of `magnitude`, the greatest of several that stand together.
struct Prefix
{
    double factor = 1;
    QString unit;
};

//! Bytes (`B`, `bytes`, `B/s`) go by 1024 as KiB, MiB; SI units (`W`, `Hz`, `bit/s`, `V`, `A`, `J`, `g`, `m`)
//! by 1000 in both directions; seconds and milliseconds become ms, s, min, h, d; what has no unit, or one
//! that takes no prefix, k, M, G from 100,000 on.
[[nodiscard]] Prefix prefixFor(double magnitude, const QString &unit);

//! Four significant figures at most, in the locale's own way. NaN: "–".
[[nodiscard]] ValueText valueText(double value, const QString &unit);

//! A scale's line: as many decimals as `step` needs, and the prefix where there is one.
[[nodiscard]] QString tickText(double value, double step, const Prefix &prefix);

} // namespace hearth::app
