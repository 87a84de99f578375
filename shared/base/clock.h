#pragma once

#include <QtGlobal>

namespace hearth {

//! Where time comes from; injected, so that tests step it.
class Clock
{
public:
    virtual ~Clock() = default;
    //! Milliseconds since 1970, UTC. May step backwards when somebody sets the machine's clock.
    [[nodiscard]] virtual qint64 wallMs() const = 0;
    //! Milliseconds that only ever grow, for durations and leases.
    [[nodiscard]] virtual qint64 steadyMs() const = 0;
};

//! The machine's own clocks. Thread-safe.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override;
    [[nodiscard]] qint64 steadyMs() const override;
};

} // namespace hearth
