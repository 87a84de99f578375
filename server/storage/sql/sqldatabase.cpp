#include "server/storage/sql/sqldatabase.h"

static void linkSharedSqlFiles()
{
    Q_INIT_RESOURCE(hearth_sql);
}

namespace hearth::server {

SqlDatabase::SqlDatabase(Statements &statements)
    : m_statements(statements)
    , m_accounts(statements)
    , m_people(statements)
    , m_sessions(statements)
    , m_invites(statements)
    , m_audit(statements)
    , m_rooms(statements)
    , m_messages(statements)
    , m_changes(statements)
    , m_files(statements)
    , m_search(statements)
    , m_notifications(statements)
    , m_channels(statements)
    , m_hooks(statements)
    , m_dashboards(statements, {"dashboards", "dashboardById", "putDashboard", "removeDashboard"})
    , m_alerts(statements, {"alerts", "alertById", "putAlert", "removeAlert"})
    , m_transfers(statements)
{
    linkSharedSqlFiles();
}

Result<Done> SqlDatabase::readIdentity()
{
    for (const auto &[key, value] : {std::pair("epoch", &m_epoch), std::pair("files", &m_filesId)}) {
        auto rows = m_statements.run("meta", QString::fromLatin1(key));
        if (!rows)
            return rows.error();
        *value = rows->next() ? rows->text(0) : QString();
    }
    return Done{};
}

} // namespace hearth::server
