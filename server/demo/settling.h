#pragma once

#include "server/demo/script.h"
#include "server/storage/database.h"

#include <QHash>

namespace hearth::server {

//! A person's account, with a token of this run.
struct DemoAccount
{
    protocol::User user;
    QString token;
};

//! Whom and what the script's names stand for in the database.
struct DemoCast
{
    QHash<QString, DemoAccount> people; //!< by username
    QHash<QString, QString> rooms;      //!< ids by DemoLine::room
};

//! The password of every demo person.
inline constexpr char demoPassword[] = "hearth demo";

//! Makes the people, the rooms and the history, where the database is new; an old demo's are found again.
//! Inside a transaction.
[[nodiscard]] Result<DemoCast> settle(Database &db, const DemoScript &script, qint64 now);

} // namespace hearth::server
