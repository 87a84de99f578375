#pragma once

#include "shared/base/result.h"
#include "shared/protocol/administration.h"

#include <QStringList>

namespace hearth::server {

//! That a person left a room by what another process did.
struct OutsideDeparture
{
    qint64 id = 0; //!< grows
    QString roomId;
    QString userId;
    qint64 lastSeen = 0; //!< ms since 1970; 0 = never
    QString heirId;      //!< who owns the room since; empty: as before
    bool operator==(const OutsideDeparture &) const = default;
};

//! The accounts as who runs the server sees them. Who was removed is not among them: of those, only their
//! name is left, beside what they wrote.
class PeopleStore
{
public:
    virtual ~PeopleStore() = default;
    //! Those behind the username `after`, by username.
    virtual Result<QList<protocol::Account>> people(const QString &after, int limit) = 0;
    //! NotFound, also for who was removed.
    virtual Result<protocol::Account> person(const QString &userId) = 0;
    virtual Result<Done> setDisabled(const QString &userId, std::optional<qint64> at) = 0;
    //! For good. What they are a member of is not touched.
    virtual Result<Done> setRemoved(const QString &userId, qint64 at) = 0;
    //! Ids of all rooms that the person is a member of.
    virtual Result<QStringList> roomsOf(const QString &userId) = 0;
    //! How many other owners can sign in.
    virtual Result<qint64> ownersBeside(const QString &userId) = 0;

    //! For the server that runs beside: there is no message between processes that could get lost. Its id
    //! is not read; of all that were added the newest departuresKept stay.
    virtual Result<Done> addDeparture(const OutsideDeparture &departure) = 0;
    static constexpr int departuresKept = 10'000;
    //! The id of the newest; 0 without any.
    virtual Result<qint64> lastDeparture() = 0;
    //! Those behind `after`, by id.
    virtual Result<QList<OutsideDeparture>> departures(qint64 after, int limit) = 0;
};

} // namespace hearth::server
