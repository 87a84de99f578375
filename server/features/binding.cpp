#include "server/features/binding.h"

#include "shared/protocol/events.h"

namespace hearth::server {

Error tooFast(qint64 waitMs)
{
    const bool isLong = waitMs >= 1000; // people read this, too
    return {ErrorCode::RateLimited, QStringLiteral("Too fast; try again in %1 %2")
                                        .arg(isLong ? (waitMs + 999) / 1000 : waitMs)
                                        .arg(isLong ? QLatin1String("s") : QLatin1String("ms"))};
}

void refuse(Socket &socket, const Ack &ack, const Error &error)
{
    const protocol::ErrorEvent event{name(error.code), error.message};
    if (ack) {
        ack(QJsonArray{QJsonObject{
            {QStringLiteral("ok"), false}, {QStringLiteral("error"), protocol::encodeObject(event)}}});
        return;
    }
    socket.emitEvent(eventName<protocol::ErrorEvent>(), protocol::encodeArguments(event));
}

} // namespace hearth::server
