#pragma once

#include "shared/base/result.h"
#include "shared/protocol/administration.h"

namespace hearth::server {

//! What was done, by whom. Written in the transaction of the act itself (administration.h).
class AuditStore
{
public:
    virtual ~AuditStore() = default;
    //! `id` and `username` are not looked at. Forgets the oldest beyond `kept`; 0: none.
    virtual Result<Done> add(const protocol::AuditEntry &entry, int kept) = 0;
    //! Those before `before` (0: all), the newest first.
    virtual Result<QList<protocol::AuditEntry>> page(qint64 before, int limit) = 0;
};

} // namespace hearth::server
