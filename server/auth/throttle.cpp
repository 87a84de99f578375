#include "server/auth/throttle.h"

#include <algorithm>

namespace hearth::server {

namespace {

constexpr qint64 windowMs = 15 * 60 * 1000;
constexpr qint64 firstWaitMs = 1000;
constexpr int freeFailures = 5;
constexpr qsizetype maxKeys = 10'000;

} // namespace

qint64 Throttle::waitMs(const QString &key) const
{
    const auto entry = m_entries.constFind(key);
    return entry == m_entries.cend() ? 0 : std::max<qint64>(0, entry->blockedUntil - m_clock.steadyMs());
}

void Throttle::failed(const QString &key)
{
    const qint64 now = m_clock.steadyMs();
    if (!m_entries.contains(key) && m_entries.size() >= maxKeys) {
        m_entries.erase(std::min_element(m_entries.begin(), m_entries.end(),
            [](const Entry &a, const Entry &b) { return a.forgetAt() < b.forgetAt(); }));
    }
    Entry &entry = m_entries[key];
    if (entry.failures == 0 || now >= entry.forgetAt())
        entry = {0, now, now};
    ++entry.failures;
    if (entry.failures >= freeFailures) {
        const int doublings = std::min(entry.failures - freeFailures, 10); // 2^10 s is past the longest wait
        entry.blockedUntil = now + std::min(firstWaitMs << doublings, windowMs);
    }
}

void Throttle::succeeded(const QString &key)
{
    m_entries.remove(key);
}

qint64 Throttle::Entry::forgetAt() const
{
    return std::max(firstAt, blockedUntil) + windowMs;
}

} // namespace hearth::server
