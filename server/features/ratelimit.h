#pragma once

#include "shared/base/clock.h"
#include "shared/base/limits.h"

#include <QHash>
#include <QString>

namespace hearth::server {

//! A token bucket a person: messagesPerSecond, with a burst. Buckets that are full again are forgotten.
class RateLimit
{
public:
    RateLimit(const Clock &clock, const Limits &limits) : m_clock(clock), m_limits(limits) {}

    //! Takes one; 0, or the milliseconds to wait.
    [[nodiscard]] qint64 take(const QString &userId);

private:
    struct Bucket
    {
        double tokens = 0;
        qint64 at = 0;
    };

    const Clock &m_clock;
    const Limits &m_limits;
    QHash<QString, Bucket> m_buckets;
};

} // namespace hearth::server
