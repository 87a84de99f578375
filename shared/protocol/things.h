#pragma once

#include "shared/protocol/administration.h"
#include "shared/protocol/alert.h"
#include "shared/protocol/chart.h"
#include "shared/protocol/dashboard.h"
#include "shared/protocol/entities.h"
#include "shared/protocol/events/channels.h"
#include "shared/protocol/events/presence.h"
#include "shared/protocol/events/recovery.h"
#include "shared/protocol/notification.h"

//! The structs that stand in events and bodies, by the names that documents give them.
namespace hearth::protocol {

template <class T>
inline constexpr const char *thingName = nullptr;
template <>
inline constexpr const char *thingName<User> = "user";
template <>
inline constexpr const char *thingName<Member> = "member";
template <>
inline constexpr const char *thingName<Message> = "message";
template <>
inline constexpr const char *thingName<File> = "file";
template <>
inline constexpr const char *thingName<Reaction> = "reaction";
template <>
inline constexpr const char *thingName<EarlierText> = "earlier text";
template <>
inline constexpr const char *thingName<ChangePosition> = "change position";
template <>
inline constexpr const char *thingName<ReadCursor> = "read cursor";
template <>
inline constexpr const char *thingName<Room> = "room";
template <>
inline constexpr const char *thingName<Notification> = "notification";
template <>
inline constexpr const char *thingName<QuietHours> = "quiet hours";
template <>
inline constexpr const char *thingName<RoomLevel> = "room level";
template <>
inline constexpr const char *thingName<PresenceChanged> = "presence";
template <>
inline constexpr const char *thingName<Account> = "account";
template <>
inline constexpr const char *thingName<SignIn> = "sign-in";
template <>
inline constexpr const char *thingName<Invite> = "invite";
template <>
inline constexpr const char *thingName<AuditEntry> = "audit entry";
template <>
inline constexpr const char *thingName<ChannelValue> = "channel value";
template <>
inline constexpr const char *thingName<ChannelUpdate> = "channel";
template <>
inline constexpr const char *thingName<Dashboard> = "dashboard";
template <>
inline constexpr const char *thingName<Panel> = "panel";
template <>
inline constexpr const char *thingName<PanelSeries> = "series";
template <>
inline constexpr const char *thingName<Threshold> = "threshold";
template <>
inline constexpr const char *thingName<Chart> = "chart";
template <>
inline constexpr const char *thingName<ChartSeries> = "chart series";
template <>
inline constexpr const char *thingName<Alert> = "alert";

//! Calls `visit.operator()<Thing>()` for each, in the order of the documents.
template <class Visitor>
void forEachThing(Visitor &&visit)
{
    const auto all = [&visit]<class... Things>() { (visit.template operator()<Things>(), ...); };
    all.template operator()<User, Member, Message, File, Reaction, EarlierText, ChangePosition, ReadCursor,
        Room, Notification, QuietHours, RoomLevel, PresenceChanged, Account, SignIn, Invite, AuditEntry,
        ChannelValue, ChannelUpdate, Dashboard, Panel, PanelSeries, Threshold, Chart, ChartSeries, Alert>();
}

} // namespace hearth::protocol
