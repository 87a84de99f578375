#pragma once

#include "shared/base/clock.h"

#include <QHash>
#include <QString>

namespace hearth::server {

//! Slows guessing: 5 failures in 15 minutes under one key (an address, a username), then waits of 1 s,
//! doubling to 15 minutes. A key is forgotten 15 minutes after its first failure or its last wait. At most
//! 10,000 keys; the one that would be forgotten first makes room, so that a flood of new keys does not free
//! the blocked ones.
class Throttle
{
public:
    explicit Throttle(const Clock &clock) : m_clock(clock) {}

    //! Milliseconds to wait before the key may try again; 0 = now.
    [[nodiscard]] qint64 waitMs(const QString &key) const;
    void failed(const QString &key);
    void succeeded(const QString &key);

private:
    struct Entry
    {
        int failures = 0;
        qint64 firstAt = 0;
        qint64 blockedUntil = 0;
        [[nodiscard]] qint64 forgetAt() const;
    };

    const Clock &m_clock;
    QHash<QString, Entry> m_entries;
};

} // namespace hearth::server
