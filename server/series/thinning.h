#pragma once

#include <QList>

namespace hearth::server {

//! A number at a time, ms since 1970.
struct Sample
{
    qint64 at = 0;
    double value = 0;
    bool operator==(const Sample &) const = default;
};

//! At most `limit` (3 or more) of the samples, which are in the order of their times: of each part its least
//! and its most, as nothing that stood out should be averaged away, and the last. Pure.
[[nodiscard]] QList<Sample> thinned(const QList<Sample> &samples, qsizetype limit);

} // namespace hearth::server
