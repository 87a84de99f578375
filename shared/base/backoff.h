#pragma once

#include <QtGlobal>

#include <algorithm>
#include <functional>

namespace hearth {

//! How long to wait before the next attempt: doubling from `firstMs` to `maxMs`, with full jitter (each wait
//! is random between nothing and the bound), so that a thousand clients do not come back in the same second.
class Backoff
{
public:
    //! `random` gives 0 to 1.
    explicit Backoff(std::function<double()> random, int firstMs = 1'000, int maxMs = 30'000)
        : m_random(std::move(random)), m_firstMs(firstMs), m_maxMs(maxMs)
    {}

    int nextMs()
    {
        const qint64 bound = std::min<qint64>(m_maxMs, qint64(m_firstMs) << std::min(m_attempts, 20));
        ++m_attempts;
        return int(double(bound) * std::clamp(m_random(), 0.0, 1.0));
    }
    void reset() { m_attempts = 0; }
    int attempts() const { return m_attempts; }

private:
    std::function<double()> m_random;
    int m_firstMs;
    int m_maxMs;
    int m_attempts = 0;
};

} // namespace hearth
