#include "server/features/rest/accounts.h"
#include "server/features/rest/files.h"
#include "server/features/rest/notifications.h"
#include "server/features/rest/operation.h"
#include "shared/protocol/events/notifications.h"

namespace hearth::server {

QList<Operation> fileOperations()
{
    const char *const bytes = "application/octet-stream";
    return {
        {"POST", "/api/files", Who::Member,
            "A whole file: the bytes with `roomId` and `name` in the query, or a form with `roomId` and "
            "`file`.",
            nullptr, bodyOf<FileAnswer>, 201,
            {{"roomId", "the room that it is for"}, {"name", "the file's name"}}, "application/json", bytes},
        {"GET", "/api/files/{id}", Who::Reader,
            "The bytes, also by `Range`, as an attachment. Of a file in no message only to its owner.",
            nullptr, nullptr, 200, {}, "by the file's first bytes"},
        {"GET", "/api/files/{id}/thumbnail", Who::Reader, "A small picture of it.", nullptr, nullptr, 200, {},
            "image/jpeg or image/png"},
        {"POST", "/api/uploads", Who::Member, "Begins a file that comes in parts.", bodyOf<CreateUpload>,
            bodyOf<UploadAnswer>, 201},
        {"GET", "/api/uploads/{id}", Who::SignedIn,
            "How far one's own upload is, also in `Upload-Offset`. Ends a part that is still coming.",
            nullptr, bodyOf<UploadAnswer>},
        {"PATCH", "/api/uploads/{id}", Who::SignedIn,
            "The bytes from `Upload-Offset` on, as many as there are; 201 with the last.", nullptr,
            bodyOf<UploadAnswer>, 200,
            {{"Upload-Offset", "where these bytes begin", Parameter::Place::Header, true}},
            "application/json", bytes},
        {"DELETE", "/api/uploads/{id}", Who::SignedIn, "Gives it up.", nullptr, bodyOf<Okay>},
    };
}

QList<Operation> notificationOperations()
{
    const char *const stream = "text/event-stream";
    return {
        {"GET", "/api/notifications", Who::SignedIn, "One's notifications.", nullptr,
            bodyOf<NotificationPage>, 200,
            {{"before", "a notification's id: older ones"}, {"unread", "`true`: those alone"},
                limitParameter}},
        {"POST", "/api/notifications/read", Who::SignedIn, "Marks some as read, on every device.",
            bodyOf<protocol::NotificationRead>, bodyOf<Okay>},
        {"GET", "/api/notifications/settings", Who::SignedIn, "What one wants to hear of.", nullptr,
            bodyOf<protocol::NotificationSettingsChanged>},
        {"PUT", "/api/notifications/settings", Who::SignedIn, "In the place of what was there.",
            bodyOf<PutNotificationSettings>, bodyOf<protocol::NotificationSettingsChanged>},
        {"PUT", "/api/rooms/{id}/notifications", Who::Member, "What of this room notifies one.",
            bodyOf<PutLevel>, bodyOf<protocol::NotificationSettingsChanged>},
        {"GET", "/api/presence", Who::SignedIn, "Who is here, of those one shares a room with.", nullptr,
            bodyOf<PresenceList>, 200,
            {{"users", "1 to 500 user ids, separated by commas", Parameter::Place::Query, true}}},
        {"GET", "/events/notifications", Who::SignedIn,
            "Server-Sent Events: `connected`, `notification`, `notification:cleared`. Also with `?ticket=`.",
            nullptr, nullptr, 200, {{"lastEventId", "as the header Last-Event-ID: goes on behind it"}},
            stream},
        {"GET", "/api/events/notifications", Who::SignedIn, "The same.", nullptr, nullptr, 200,
            {{"lastEventId", "as the header Last-Event-ID: goes on behind it"}}, stream},
    };
}

} // namespace hearth::server
