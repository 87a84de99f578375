#pragma once

#include "shared/base/clock.h"

#include <QHash>
#include <QString>

namespace hearth::server {

//! A token bucket a person. Buckets that are full again are forgotten.
class RateLimit
{
public:
    //! perSecond 0 lets everything pass.
    RateLimit(const Clock &clock, double perSecond, int burst)
        : m_clock(clock), m_perSecond(perSecond), m_burst(burst)
    {}

    //! Takes `count`, or none of them; 0, or the milliseconds to wait. More than the burst are taken as so
    //! many.
    [[nodiscard]] qint64 take(const QString &userId, int count = 1);
    [[nodiscard]] quint64 refused() const { return m_refused; }

private:
    struct Bucket
    {
        double tokens = 0;
        qint64 at = 0;
    };

    const Clock &m_clock;
    double m_perSecond;
    int m_burst;
    QHash<QString, Bucket> m_buckets;
    quint64 m_refused = 0;
};

} // namespace hearth::server
