#pragma once

#include "server/storage/sqlite/sqliteaccounts.h"
#include "server/storage/sqlite/sqliteaudit.h"
#include "server/storage/sqlite/sqlitechanges.h"
#include "server/storage/sqlite/sqlitechannels.h"
#include "server/storage/sqlite/sqlitefiles.h"
#include "server/storage/sqlite/sqlitehooks.h"
#include "server/storage/sqlite/sqliteinvites.h"
#include "server/storage/sqlite/sqlitemaintenance.h"
#include "server/storage/sqlite/sqlitemessages.h"
#include "server/storage/sqlite/sqlitenotifications.h"
#include "server/storage/sqlite/sqlitepeople.h"
#include "server/storage/sqlite/sqliterooms.h"
#include "server/storage/sqlite/sqlitesearch.h"
#include "server/storage/sqlite/sqlitesessions.h"
#include "server/storage/sqlite/sqlitethings.h"
#include "server/storage/sqlite/statements.h"

namespace hearth::server {

class SqliteDatabase final : public Database
{
public:
    enum class Mode { ReadWrite, ReadOnly };

    //! Two steps, since the second can fail.
    explicit SqliteDatabase(const QString &path);
    Result<Done> open(Mode mode);

    AccountStore &accounts() override { return m_accounts; }
    PeopleStore &people() override { return m_people; }
    SessionStore &sessions() override { return m_sessions; }
    InviteStore &invites() override { return m_invites; }
    AuditStore &audit() override { return m_audit; }
    RoomStore &rooms() override { return m_rooms; }
    MessageStore &messages() override { return m_messages; }
    ChangeStore &changes() override { return m_changes; }
    FileStore &files() override { return m_files; }
    SearchStore &search() override { return m_search; }
    MaintenanceStore &maintenance() override { return m_maintenance; }
    NotificationStore &notifications() override { return m_notifications; }
    ChannelStore &channels() override { return m_channels; }
    HookStore &hooks() override { return m_hooks; }
    DashboardStore &dashboards() override { return m_dashboards; }
    AlertStore &alerts() override { return m_alerts; }
    QString epoch() const override { return m_epoch; }

    Result<Done> begin() override;
    Result<Done> commit() override;
    void rollback() override;
    Result<Done> beginReading() override;
    void endReading() override;
    Result<Done> savepoint() override;
    void release() override;
    void rollbackToSavepoint() override;

private:
    Result<Done> openFile();
    Result<Done> configure(Mode mode);
    Result<Done> readEpoch();
    Error cannotOpen(const QString &reason) const;

    const QString m_path;
    Connection m_connection;
    Statements m_statements;
    SqliteAccounts m_accounts;
    SqlitePeople m_people;
    SqliteSessions m_sessions;
    SqliteInvites m_invites;
    SqliteAudit m_audit;
    SqliteRooms m_rooms;
    SqliteMessages m_messages;
    SqliteChanges m_changes;
    SqliteFiles m_files;
    SqliteSearch m_search;
    SqliteMaintenance m_maintenance;
    SqliteNotifications m_notifications;
    SqliteChannels m_channels;
    SqliteHooks m_hooks;
    SqliteThings<protocol::Dashboard> m_dashboards{
        m_statements, {"dashboards", "dashboardById", "putDashboard", "removeDashboard"}};
    SqliteThings<protocol::Alert> m_alerts{m_statements, {"alerts", "alertById", "putAlert", "removeAlert"}};
    QString m_epoch;
    //! SQLite ended the transaction by itself (disk full, I/O error). What follows would be stored alone,
    //! although the batch is reported as lost: so nothing may follow.
    bool m_isLost = false;
};

} // namespace hearth::server
