#include "server/features/requests.h"

namespace hearth::server {

Position positionOf(const QString &text)
{
    bool isSeq = false;
    const qint64 seq = text.toLongLong(&isSeq);
    return isSeq || text.isEmpty() ? Position{{}, seq} : Position{text, 0};
}

Result<Done> checkContent(const QString &content, const Limits &limits)
{
    if (content.toUtf8().size() <= limits.contentBytes)
        return Done{};
    return Error(ErrorCode::InvalidRequest,
        QStringLiteral("content: expected at most %1 bytes of UTF-8").arg(limits.contentBytes));
}

} // namespace hearth::server
