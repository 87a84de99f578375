#pragma once

#include "server/storage/database.h"

#include <atomic>

namespace hearth::test {

using namespace hearth::server;

//! Passes everything on, and fails a commit, a release, or what begins, when told to.
class FailingDatabase final : public Database
{
public:
    struct Faults
    {
        std::atomic<bool> commit = false;
        std::atomic<int> reason = 0;   //!< why nothing begins; 0: it does
        std::atomic<int> releases = 0; //!< so many of the next fail
    };

    FailingDatabase(std::unique_ptr<Database> database, Faults &faults)
        : m_database(std::move(database)), m_faults(faults)
    {}

    AccountStore &accounts() override { return m_database->accounts(); }
    PeopleStore &people() override { return m_database->people(); }
    SessionStore &sessions() override { return m_database->sessions(); }
    InviteStore &invites() override { return m_database->invites(); }
    AuditStore &audit() override { return m_database->audit(); }
    RoomStore &rooms() override { return m_database->rooms(); }
    MessageStore &messages() override { return m_database->messages(); }
    ChangeStore &changes() override { return m_database->changes(); }
    FileStore &files() override { return m_database->files(); }
    SearchStore &search() override { return m_database->search(); }
    MaintenanceStore &maintenance() override { return m_database->maintenance(); }
    NotificationStore &notifications() override { return m_database->notifications(); }
    ChannelStore &channels() override { return m_database->channels(); }
    HookStore &hooks() override { return m_database->hooks(); }
    DashboardStore &dashboards() override { return m_database->dashboards(); }
    AlertStore &alerts() override { return m_database->alerts(); }
    TransferStore &transfers() override { return m_database->transfers(); }
    QString epoch() const override { return m_database->epoch(); }
    QString filesId() const override { return m_database->filesId(); }
    Result<Done> begin() override
    {
        const auto refused = refusal();
        return refused ? *refused : m_database->begin();
    }
    Result<Done> commit() override
    {
        return m_faults.commit ? Result<Done>(ErrorCode::Unavailable) : m_database->commit();
    }
    void rollback() override { m_database->rollback(); }
    Result<Done> beginReading() override
    {
        const auto refused = refusal();
        return refused ? *refused : m_database->beginReading();
    }
    void endReading() override { m_database->endReading(); }
    Result<Done> savepoint() override { return m_database->savepoint(); }
    Result<Done> release() override
    {
        if (m_faults.releases == 0)
            return m_database->release();
        --m_faults.releases;
        return ErrorCode::Conflict;
    }
    void rollbackToSavepoint() override { m_database->rollbackToSavepoint(); }

private:
    [[nodiscard]] std::optional<Result<Done>> refusal() const
    {
        if (m_faults.reason == 0)
            return std::nullopt;
        return Error(ErrorCode::Unavailable, QStringLiteral("no 10.0.0.5: %1").arg(m_faults.reason));
    }

    std::unique_ptr<Database> m_database;
    Faults &m_faults;
};

} // namespace hearth::test
