#include "server/auth/throttle.h"

#include <algorithm>

namespace hearth::server {

namespace {
constexpr int freeFailures = 5;
constexpr qint64 windowMs = 15 * 60 * 1000;
constexpr qsizetype maxKeys = 10'000;
} // namespace

qint64 Throttle::waitMs(const QString &key) const
{
    return std::max<qint64>(0, m_entries.value(key).blockedUntil - m_clock.steadyMs());
}

void Throttle::failed(const QString &key)
{
    const qint64 now = m_clock.steadyMs();
    if (m_entries.size() >= maxKeys && !m_entries.contains(key)) {
        const auto oldest = std::min_element(m_entries.begin(), m_entries.end(),
            [](const Entry &a, const Entry &b) { return a.firstAt < b.firstAt; });
        m_entries.erase(oldest);
    }
    Entry &entry = m_entries[key];
    if (entry.failures == 0 || (now - entry.firstAt > windowMs && now > entry.blockedUntil))
        entry = {0, now, 0};
    ++entry.failures;
    if (entry.failures >= freeFailures) {
        const int doublings = std::min(entry.failures - freeFailures, 10);
        entry.blockedUntil = now + std::min<qint64>(qint64(1000) << doublings, windowMs);
    }
}

void Throttle::succeeded(const QString &key)
{
    m_entries.remove(key);
}

} // namespace hearth::server
