#pragma once

#include "shared/base/clock.h"

namespace hearth {

//! Stands still until a test steps it.
class FakeClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override { return wall; }
    [[nodiscard]] qint64 steadyMs() const override { return steady; }
    void step(qint64 ms)
    {
        wall += ms;
        steady += ms;
    }

    qint64 wall = 1'700'000'000'000;
    qint64 steady = 1'000;
};

//! Runs with the machine's clocks, but somebody sets its wall clock.
class SkewedClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override { return m_real.wallMs() + skewMs; }
    [[nodiscard]] qint64 steadyMs() const override { return m_real.steadyMs(); }

    qint64 skewMs = 0;

private:
    SystemClock m_real;
};

} // namespace hearth
