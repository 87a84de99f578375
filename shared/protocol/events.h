#pragma once

#include "shared/protocol/events/changes.h"
#include "shared/protocol/events/channels.h"
#include "shared/protocol/events/messages.h"
#include "shared/protocol/events/notifications.h"
#include "shared/protocol/events/presence.h"
#include "shared/protocol/events/recovery.h"
#include "shared/protocol/events/refusal.h"
#include "shared/protocol/events/rooms.h"
#include "shared/protocol/events/typing.h"

//! Every event of the chat, each defined once, a file a noun. From these come encoding and decoding
//! (codec.h), the server's dispatcher, the client's emit and handlers, docs/protocol.md and the round-trip
//! test.
namespace hearth::protocol {

//! Every event, in the order of docs/protocol.md.
template <class... Events>
struct EventList
{
    template <class Visitor>
    static constexpr void forEach(Visitor &&visit)
    {
        (visit.template operator()<Events>(), ...);
    }
};

using Catalogue = EventList<JoinRoom, LeaveRoom, UserJoined, UserLeft, RoomAdded, RoomUpdated, RoomRemoved,
    MemberChanged, MemberRemoved, MessageSend, MessageNew, MessageEdit, MessageUpdated, MessageDelete,
    MessageDeleted, MessageReact, MessageReacted, MessagePin, MessagePinned, MessageChanged, ChatRead,
    ChatReadBy, TypingStart, TypingStop, TypingUser, PresenceUpdate, PresenceIdle, PresenceGet,
    PresenceChanged, NotificationNew, NotificationRead, NotificationCleared, NotificationSettingsChanged,
    Recover, ChannelSubscribe, ChannelUnsubscribe, ChannelPublish, ChannelInitial, ChannelUpdate,
    DashboardChanged, ErrorEvent>;

} // namespace hearth::protocol
