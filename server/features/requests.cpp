#include "server/features/requests.h"

namespace hearth::server {

HttpResponse okay()
{
    return HttpResponse::json({{QStringLiteral("ok"), true}});
}

Position positionOf(const QString &text)
{
    bool isSeq = false;
    const qint64 seq = text.toLongLong(&isSeq);
    return isSeq || text.isEmpty() ? Position{{}, seq} : Position{text, 0};
}

std::optional<QString> parameter(const HttpRequest &request, const QString &name)
{
    if (!request.query.hasQueryItem(name))
        return std::nullopt;
    QByteArray value = request.query.queryItemValue(name, QUrl::FullyEncoded).toUtf8();
    return QString::fromUtf8(QByteArray::fromPercentEncoding(value.replace('+', ' ')));
}

Result<int> pageLimit(const HttpRequest &request, const Limits &limits)
{
    const auto given = parameter(request, QStringLiteral("limit"));
    if (!given)
        return limits.pageSize;
    const int limit = given->toInt();
    if (limit >= 1 && limit <= limits.pageSize)
        return limit;
    return Error(ErrorCode::InvalidRequest,
        QStringLiteral("limit: expected a whole number from 1 to %1").arg(limits.pageSize));
}

Result<Done> checkRoom(qsizetype count, int limit, const QString &what)
{
    if (limit <= 0 || count < limit)
        return Done{};
    return Error(ErrorCode::TooMany, QStringLiteral("At most %1 %2; delete one first").arg(limit).arg(what));
}

Result<Done> checkContent(const QString &content, const Limits &limits)
{
    if (content.toUtf8().size() <= limits.contentBytes)
        return Done{};
    return Error(ErrorCode::InvalidRequest,
        QStringLiteral("content: expected at most %1 bytes of UTF-8").arg(limits.contentBytes));
}

} // namespace hearth::server
