#pragma once

#include "shared/base/result.h"
#include "shared/protocol/alert.h"

#include <QList>

namespace hearth::server {

//! Rules that speak up, and how each stands. Who may is not asked here.
class AlertStore
{
public:
    virtual ~AlertStore() = default;
    //! By name.
    virtual Result<QList<protocol::Alert>> alerts() = 0;
    //! NotFound.
    virtual Result<protocol::Alert> alert(const QString &id) = 0;
    //! New, or in the place of the one with its id.
    virtual Result<Done> put(const protocol::Alert &alert) = 0;
    //! NotFound.
    virtual Result<Done> removeAlert(const QString &id) = 0;
};

} // namespace hearth::server
