#pragma once

#include "server/storage/database.h"
#include "server/storage/sql/sqlaccounts.h"
#include "server/storage/sql/sqlaudit.h"
#include "server/storage/sql/sqlchanges.h"
#include "server/storage/sql/sqlchannels.h"
#include "server/storage/sql/sqlfiles.h"
#include "server/storage/sql/sqlhooks.h"
#include "server/storage/sql/sqlinvites.h"
#include "server/storage/sql/sqlmessages.h"
#include "server/storage/sql/sqlnotifications.h"
#include "server/storage/sql/sqlpeople.h"
#include "server/storage/sql/sqlrooms.h"
#include "server/storage/sql/sqlsearch.h"
#include "server/storage/sql/sqlsessions.h"
#include "server/storage/sql/sqlthings.h"
#include "server/storage/sql/sqltransfer.h"

namespace hearth::server {

//! The stores, on whatever runs their statements. A backend adds the texts that only it understands, how a
//! statement is run, transactions, and its maintenance.
class SqlDatabase : public Database
{
public:
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
    NotificationStore &notifications() override { return m_notifications; }
    ChannelStore &channels() override { return m_channels; }
    HookStore &hooks() override { return m_hooks; }
    DashboardStore &dashboards() override { return m_dashboards; }
    AlertStore &alerts() override { return m_alerts; }
    TransferStore &transfers() override { return m_transfers; }
    QString epoch() const override { return m_epoch; }
    QString filesId() const override { return m_filesId; }

protected:
    //! The statements are not used yet, and may be a member of who inherits this.
    explicit SqlDatabase(Statements &statements);
    //! Epoch and files' id, each empty where the database has none.
    [[nodiscard]] Result<Done> readIdentity();

private:
    Statements &m_statements;
    SqlAccounts m_accounts;
    SqlPeople m_people;
    SqlSessions m_sessions;
    SqlInvites m_invites;
    SqlAudit m_audit;
    SqlRooms m_rooms;
    SqlMessages m_messages;
    SqlChanges m_changes;
    SqlFiles m_files;
    SqlSearch m_search;
    SqlNotifications m_notifications;
    SqlChannels m_channels;
    SqlHooks m_hooks;
    SqlThings<protocol::Dashboard> m_dashboards;
    SqlThings<protocol::Alert> m_alerts;
    SqlTransfer m_transfers;
    QString m_epoch;
    QString m_filesId;
};

} // namespace hearth::server
