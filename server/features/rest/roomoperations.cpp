#include "server/features/rest/accounts.h"
#include "server/features/rest/messages.h"
#include "server/features/rest/operation.h"
#include "server/features/rest/rooms.h"
#include "shared/protocol/events/changes.h"
#include "shared/protocol/events/messages.h"

namespace hearth::server {

namespace {

const Parameter afterMessage{"after", "a message's id, or a seq: those that follow it"};

} // namespace

QList<Operation> roomOperations()
{
    return {
        {"GET", "/api/rooms", Who::SignedIn, "One's rooms, and the public ones that one may join.", nullptr,
            bodyOf<RoomsAnswer>},
        {"POST", "/api/rooms", Who::SignedIn,
            "Makes a room by `name`, or with `direct` gives the room of two. Guests make none.",
            bodyOf<CreateRoom>, bodyOf<RoomAnswer>, 201},
        {"GET", "/api/rooms/{id}", Who::Reader, "One room.", nullptr, bodyOf<RoomAnswer>},
        {"PATCH", "/api/rooms/{id}", Who::Member,
            "Changes what is given; by the room's owner and admins, and in rooms that they may enter by "
            "those "
            "of the server.",
            bodyOf<PatchRoom>, bodyOf<RoomAnswer>},
        {"GET", "/api/rooms/{id}/members", Who::Reader, "Who belongs to it.", nullptr, bodyOf<MemberList>},
        {"PUT", "/api/rooms/{id}/members/{userId}", Who::Reader,
            "Joins, or adds somebody; they and the room hear of it.", nullptr, bodyOf<Okay>},
        {"PATCH", "/api/rooms/{id}/members/{userId}", Who::Member, "What somebody may do in the room.",
            bodyOf<PatchMember>, bodyOf<Okay>},
        {"DELETE", "/api/rooms/{id}/members/{userId}", Who::Member,
            "Leaves, or removes somebody: nothing more comes to them, at once.", nullptr, bodyOf<Okay>},
        {"GET", "/api/rooms/{id}/pins", Who::Reader, "What is pinned, the last first.", nullptr,
            bodyOf<MessageList>},
    };
}

QList<Operation> messageOperations()
{
    return {
        {"GET", "/api/rooms/{id}/messages", Who::Reader,
            "A page of history, the oldest first. Without `after` the newest.", nullptr, bodyOf<HistoryPage>,
            200, {afterMessage, {"before", "a message's id, or a seq: those before it"}, limitParameter}},
        {"POST", "/api/rooms/{id}/messages", Who::Member,
            "Says something. The same `clientId` again gives the same answer.", bodyOf<PostMessage>,
            bodyOf<protocol::MessageSendAck>, 201},
        {"PATCH", "/api/rooms/{id}/messages/{messageId}", Who::Member, "A new text, by who wrote it.",
            bodyOf<PatchMessage>, bodyOf<protocol::ChangeAck>},
        {"DELETE", "/api/rooms/{id}/messages/{messageId}", Who::Member,
            "Deletes it for everybody; by who wrote it or runs the server.", nullptr,
            bodyOf<protocol::ChangeAck>},
        {"PUT", "/api/rooms/{id}/messages/{messageId}/reactions/{emoji}", Who::Member, "Puts one's emoji.",
            nullptr, bodyOf<protocol::ChangeAck>},
        {"DELETE", "/api/rooms/{id}/messages/{messageId}/reactions/{emoji}", Who::Member, "Takes it away.",
            nullptr, bodyOf<protocol::ChangeAck>},
        {"PUT", "/api/rooms/{id}/messages/{messageId}/pin", Who::Member, "Pins it for everybody.", nullptr,
            bodyOf<protocol::ChangeAck>},
        {"DELETE", "/api/rooms/{id}/messages/{messageId}/pin", Who::Member, "Takes the pin out.", nullptr,
            bodyOf<protocol::ChangeAck>},
        {"GET", "/api/rooms/{id}/messages/{messageId}/edits", Who::Member, "What it said before.", nullptr,
            bodyOf<EditList>, 200, {{"after", "a changeSeq: those that follow it"}}},
        {"GET", "/api/rooms/{id}/messages/{messageId}/readers", Who::Member, "Who has read it.", nullptr,
            bodyOf<ReaderList>},
        {"GET", "/api/rooms/{id}/messages/{messageId}/replies", Who::Reader,
            "The direct answers to it, the oldest first.", nullptr, bodyOf<MessageList>, 200,
            {afterMessage, limitParameter}},
        {"GET", "/api/search", Who::SignedIn,
            "What was said in the rooms that one may enter (docs/operating.md has the words).", nullptr,
            bodyOf<Found>, 200,
            {{"q", "the words"}, {"from", "a username"}, {"in", "a room's name or id"}, {"has", "`link`"},
                {"before", "a day, or ms since 1970"}, {"after", "the same"},
                {"cursor", "`next` of the page before"}, limitParameter}},
    };
}

} // namespace hearth::server
