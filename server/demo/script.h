#pragma once

#include "shared/base/result.h"

#include <QDateTime>
#include <QStringList>

#include <optional>

namespace hearth::server {

struct DemoPerson
{
    QString username;
    QString displayName;
    QString status; //!< as presence:update takes it; empty: never comes
};

struct DemoLine
{
    QString room; //!< its name; of the room of two that with this person: `direct:anna`
    QString who;
    QString text;
    qint64 at = 0; //!< ms since 1970; 0 for what is said from now on
};

struct DemoRoom
{
    QString name; //!< as DemoLine::room
    QString topic;
    bool isPrivate = false;
    QStringList members; //!< usernames
    QString direct;      //!< whom `you` talk to in a room of two, else empty
    int unread = 0;      //!< messages at the end that `you` have not read
};

//! What resources/demo/team.toml says.
struct DemoScript
{
    QList<DemoPerson> people; //!< the first is `you`, in front of the app
    QList<DemoRoom> rooms;
    QList<DemoLine> history; //!< of all rooms, from old to new
    QList<DemoLine> talk;
    QStringList repliers;
    QStringList replies;
};

//! The script with its times counted back from `now`.
[[nodiscard]] Result<DemoScript> readDemoScript(const QDateTime &now);

} // namespace hearth::server
