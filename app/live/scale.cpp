#include "app/live/scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hearth::app {

namespace {

//! Half of what a double can hold: a difference of two of them is still one.
constexpr double huge = std::numeric_limits<double>::max() / 4;
constexpr int maxTicks = 12;

//! A value alone stands in the middle of something.
void widen(double &low, double &high)
{
    const double middle = low + (high - low) / 2;
    const double least = std::max(std::abs(middle) * 1e-9, 1e-9);
    if (high - low > least)
        return;
    const double room = std::abs(middle) > 1e-9 ? std::abs(middle) * 0.1 : 1;
    low = middle - room;
    high = middle + room;
}

} // namespace

double roundStep(double least)
{
    if (!(least > 0) || !std::isfinite(least))
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double each : {1.0, 2.0, 5.0}) {
        if (each * power >= least * (1 - 1e-9))
            return each * power;
    }
    return 10 * power;
}

Scale scaleFor(const ScaleWish &wish)
{
    double low = std::clamp(wish.low.value_or(wish.least.value_or(0)), -huge, huge);
    double high = std::clamp(wish.high.value_or(wish.most.value_or(wish.low ? low : 1)), -huge, huge);
    if (wish.fromZero && !wish.low)
        low = std::min(low, 0.0);
    if (wish.fromZero && !wish.high)
        high = std::max(high, 0.0);
    if (low > high)
        std::swap(low, high);
    const bool isZero = wish.fromZero && low == 0 && high == 0;
    if (isZero)
        high = 1;
    widen(low, high);
    Scale scale;
    scale.step = roundStep((high - low) / std::max(1, wish.lines));
    // A wanted end holds; the other one is rounded outwards.
    scale.low = wish.low ? low : std::floor(low / scale.step + 1e-9) * scale.step;
    scale.high = wish.high ? high : std::ceil(high / scale.step - 1e-9) * scale.step;
    if (!(scale.high > scale.low))
        scale.high = scale.low + scale.step;
    const double first = std::ceil(scale.low / scale.step - 1e-9);
    for (int i = 0; i < maxTicks; ++i) {
        const double tick = (first + i) * scale.step;
        if (tick > scale.high + scale.step * 1e-6)
            break;
        scale.ticks.append(std::abs(tick) < scale.step * 1e-9 ? 0 : tick);
    }
    return scale;
}

} // namespace hearth::app
