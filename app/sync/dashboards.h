#pragma once

#include "app/net/restclient.h"
#include "app/store/dashboardstore.h"

#include <QObject>

namespace hearth::app {

class Connection;

//! The team's dashboards: those of the last time at once, then as the server has them, and each change as it
//! is made.
class Dashboards : public QObject
{
    Q_OBJECT

public:
    //! Of a server whose operator lets it have more the rest is not shown here, and fills no disk.
    static constexpr qsizetype mostKept = 1'000;

    Dashboards(Connection &connection, RestClient &rest, Database &database, QObject *parent = nullptr);

    [[nodiscard]] const QList<protocol::Dashboard> &all() const { return m_all; }
    //! Null where there is none.
    [[nodiscard]] const protocol::Dashboard *find(const QString &dashboardId) const;
    //! The server has said, in this session, which there are.
    [[nodiscard]] bool isHeard() const { return m_isHeard; }
    //! What was changed here and is not saved yet.
    [[nodiscard]] DashboardStore &store() { return m_store; }

    //! After each new connection.
    void refresh();
    void put(const protocol::PutDashboard &wanted, RestClient::Reply<protocol::Dashboard> reply);
    void remove(const QString &dashboardId, RestClient::Reply<Done> reply);

Q_SIGNALS:
    //! Which there are, or what one is called.
    void listChanged();
    //! This one was made, changed or deleted.
    void changed(const QString &dashboardId);

private:
    void ask(const QString &dashboardId);
    void hear(const QString &name, const QJsonArray &arguments);
    void take(const protocol::Dashboard &dashboard);
    void stored(const protocol::Dashboard &dashboard);
    void takeAll(const QList<protocol::Dashboard> &dashboards);
    void forget(const QString &dashboardId);

    RestClient &m_rest;
    DashboardStore m_store;
    QList<protocol::Dashboard> m_all;
    QStringList m_gone; //!< the last that were deleted: an answer from before brings none back
    int m_news = 0;     //!< how many were taken one by one: a list that was asked for before is old
    bool m_isHeard = false;
};

} // namespace hearth::app
