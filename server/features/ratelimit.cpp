#include "server/features/ratelimit.h"

#include <algorithm>
#include <cmath>

namespace hearth::server {

namespace {
//! Over this many buckets the full ones are dropped.
constexpr qsizetype sweepAt = 10'000;
} // namespace

qint64 RateLimit::take(const QString &userId, int count)
{
    if (m_perSecond <= 0)
        return 0;
    const qint64 now = m_clock.steadyMs();
    const double burst = std::max(1, m_burst);
    const auto refilled = [&](const Bucket &bucket) {
        return std::min(burst, bucket.tokens + double(now - bucket.at) * m_perSecond / 1000.0);
    };
    if (m_buckets.size() >= sweepAt) {
        m_buckets.removeIf(
            [&](QHash<QString, Bucket>::iterator it) { return refilled(it.value()) >= burst; });
    }
    const auto found = m_buckets.constFind(userId);
    const double tokens = found == m_buckets.constEnd() ? burst : refilled(*found);
    const double wanted = std::min(double(count), burst);
    const bool isAllowed = tokens >= wanted;
    m_buckets.insert(userId, {isAllowed ? tokens - wanted : tokens, now});
    m_refused += isAllowed ? 0 : 1;
    return isAllowed ? 0 : qint64(std::ceil((wanted - tokens) * 1000.0 / m_perSecond));
}

} // namespace hearth::server
