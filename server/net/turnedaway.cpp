#include "server/net/turnedaway.h"

namespace hearth::server {

QString turnedAwayText()
{
    return QStringLiteral("This server is about to end; another one, or it after that, will do");
}

HttpResponse turnedAway()
{
    HttpResponse response = HttpResponse::error({ErrorCode::Unavailable, turnedAwayText()});
    response.status = turnedAwayStatus;
    return response;
}

} // namespace hearth::server
