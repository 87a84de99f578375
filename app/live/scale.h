#pragma once

#include <QList>

#include <optional>

namespace hearth::app {

//! Between which values a chart is drawn, and where its lines are.
struct Scale
{
    double low = 0;
    double high = 1;
    double step = 1;     //!< from one line to the next
    QList<double> ticks; //!< within [low, high]
    bool operator==(const Scale &) const = default;
};

struct ScaleWish
{
    std::optional<double> least{}; //!< of what is shown; nothing: there is nothing
    std::optional<double> most{};
    std::optional<double> low{}; //!< as somebody wants it; holds whatever the values are
    std::optional<double> high{};
    bool fromZero = false; //!< areas and bars: their size must not lie
    int lines = 4;         //!< about so many
};

//! Round figures (1, 2 or 5 times a power of ten) around the values. Never empty: one value, or none, has
//! room about it too. Figures too large for a difference are cut to what a double can tell apart.
[[nodiscard]] Scale scaleFor(const ScaleWish &wish);

//! The least 1, 2 or 5 times a power of ten that is not under `least`.
[[nodiscard]] double roundStep(double least);

} // namespace hearth::app
