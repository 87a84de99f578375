#include "server/features/gate.h"

namespace hearth::server {

Result<RoomAccess> pass(Database &db, const QString &userId, const QString &roomId, Verb verb)
{
    auto access = db.rooms().access(userId, roomId);
    if (!access)
        return access.error();
    const bool mayPass = access->isMember || (verb == Verb::Enter && !access->isPrivate);
    if (!mayPass)
        return ErrorCode::AccessDenied;
    return access;
}

} // namespace hearth::server
