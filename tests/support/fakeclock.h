#pragma once

#include "shared/base/clock.h"

namespace hearth::test {

//! A clock that stands still until a test moves it.
class FakeClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override { return m_wallMs; }
    [[nodiscard]] qint64 steadyMs() const override { return m_steadyMs; }

    //! Time passes: both clocks.
    void advance(qint64 ms)
    {
        m_wallMs += ms;
        m_steadyMs += ms;
    }
    //! Somebody sets the machine's clock: the steady one does not care.
    void setWall(qint64 ms) { m_wallMs = ms; }

private:
    qint64 m_wallMs = 1'700'000'000'000;
    qint64 m_steadyMs = 1'000;
};

} // namespace hearth::test
