#pragma once

#include "app/outbox/database.h"
#include "shared/protocol/dashboard.h"

#include <optional>

namespace hearth::app {

//! The dashboards that this device has seen, and the edits of them that the server has not taken yet.
class DashboardStore
{
public:
    explicit DashboardStore(Database &database) : m_database(database) {}

    [[nodiscard]] QList<protocol::Dashboard> all() const;
    //! Exactly these are the team's dashboards now.
    void setAll(const QList<protocol::Dashboard> &dashboards);
    void save(const protocol::Dashboard &dashboard);
    void remove(const QString &dashboardId);

    //! Its version is the one that was changed.
    [[nodiscard]] std::optional<protocol::Dashboard> edit(const QString &dashboardId) const;
    void saveEdit(const protocol::Dashboard &edit);
    void removeEdit(const QString &dashboardId);

private:
    Database &m_database;
};

} // namespace hearth::app
