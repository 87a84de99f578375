#pragma once

#include "server/storage/accountstore.h"
#include "server/storage/auditstore.h"
#include "server/storage/changestore.h"
#include "server/storage/channelstore.h"
#include "server/storage/filestore.h"
#include "server/storage/hookstore.h"
#include "server/storage/invitestore.h"
#include "server/storage/maintenancestore.h"
#include "server/storage/messagestore.h"
#include "server/storage/notificationstore.h"
#include "server/storage/peoplestore.h"
#include "server/storage/roomstore.h"
#include "server/storage/searchstore.h"
#include "server/storage/sessionstore.h"
#include "server/storage/thingstore.h"
#include "server/storage/transferstore.h"
#include "shared/protocol/alert.h"
#include "shared/protocol/dashboard.h"

#include <functional>
#include <memory>

namespace hearth::server {

using DashboardStore = ThingStore<protocol::Dashboard>;
using AlertStore = ThingStore<protocol::Alert>;

//! One connection to the truth, synchronous; used by one thread at a time (storage.h decides which).
//! The contract suite in tests/server runs on every backend.
class Database
{
public:
    virtual ~Database() = default;

    virtual AccountStore &accounts() = 0;
    virtual PeopleStore &people() = 0;
    virtual SessionStore &sessions() = 0;
    virtual InviteStore &invites() = 0;
    virtual AuditStore &audit() = 0;
    virtual RoomStore &rooms() = 0;
    virtual MessageStore &messages() = 0;
    virtual ChangeStore &changes() = 0;
    virtual FileStore &files() = 0;
    virtual SearchStore &search() = 0;
    virtual MaintenanceStore &maintenance() = 0;
    virtual NotificationStore &notifications() = 0;
    virtual ChannelStore &channels() = 0;
    virtual HookStore &hooks() = 0;
    virtual DashboardStore &dashboards() = 0;
    virtual AlertStore &alerts() = 0;
    virtual TransferStore &transfers() = 0;
    //! Random text made when the database is made, and anew when a backup is restored.
    virtual QString epoch() const = 0;
    //! Random text made when the database is made, and kept by its copies and backups: by it the contents of
    //! its files are told from those of other databases. Empty where no other can lie beside them.
    virtual QString filesId() const = 0;

    //! A write transaction. begin() takes the write lock; commit() returns once the data is on disk.
    //! Any failure is Unavailable, and nothing of the transaction is stored; only where commit() fails
    //! because the database went away, and stays away, nobody can tell.
    virtual Result<Done> begin() = 0;
    virtual Result<Done> commit() = 0;
    virtual void rollback() = 0;
    //! What is read until endReading() is of one moment. Outside of a transaction.
    virtual Result<Done> beginReading() = 0;
    virtual void endReading() = 0;
    //! Inside a transaction: a part that can fail alone. release(): it is done as a whole, or can be rolled
    //! back still.
    virtual Result<Done> savepoint() = 0;
    virtual Result<Done> release() = 0;
    virtual void rollbackToSavepoint() = 0;
};

//! What becomes of the tables where there are none: made, or refused with NotFound.
enum class IfMissing { Refuse, Make };

//! Opens a connection on the calling thread, running migrations first where `mayMigrate`. NewerDatabase when
//! the file's version is above ours; Unavailable, with the path and the system's reason, when it cannot be
//! opened.
using DatabaseFactory = std::function<Result<std::unique_ptr<Database>>(bool mayMigrate)>;

} // namespace hearth::server
