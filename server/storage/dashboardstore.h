#pragma once

#include "shared/base/result.h"
#include "shared/protocol/dashboard.h"

#include <QList>
#include <QString>

namespace hearth::server {

//! Pages of panels, shared by the team. Who may is not asked here.
class DashboardStore
{
public:
    virtual ~DashboardStore() = default;
    //! By name.
    virtual Result<QList<protocol::Dashboard>> dashboards() = 0;
    //! NotFound.
    virtual Result<protocol::Dashboard> dashboard(const QString &id) = 0;
    //! New, or in the place of the one with its id, whatever its version.
    virtual Result<Done> put(const protocol::Dashboard &dashboard) = 0;
    //! NotFound.
    virtual Result<Done> removeDashboard(const QString &id) = 0;
};

} // namespace hearth::server
