#pragma once

#include "shared/base/result.h"
#include "shared/protocol/administration.h"

#include <QStringList>

namespace hearth::server {

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
};

} // namespace hearth::server
