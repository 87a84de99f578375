#include "server/net/router.h"

#include <algorithm>

namespace hearth::server {

namespace {

std::optional<QStringList> matches(const QStringList &pattern, const QStringList &path)
{
    if (pattern.size() != path.size())
        return std::nullopt;
    QStringList captures;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern.at(i).startsWith(QLatin1Char('{')))
            captures += path.at(i);
        else if (pattern.at(i) != path.at(i))
            return std::nullopt;
    }
    return captures;
}

} // namespace

void Router::add(const QByteArray &method, const QString &pattern, Handler handler)
{
    m_routes.append({method, pattern.split(QLatin1Char('/')), std::move(handler)});
}

void Router::addUpload(
    const QByteArray &method, const QString &pattern, qint64 bodyBytes, UploadHandler handler)
{
    m_uploads.append({method, pattern.split(QLatin1Char('/')), bodyBytes, std::move(handler)});
}

std::optional<qint64> Router::uploadBytes(const HttpRequest &head) const
{
    const QStringList path = head.path.split(QLatin1Char('/'));
    for (const UploadRoute &route : m_uploads) {
        if (route.method == head.method && matches(route.segments, path))
            return route.bodyBytes;
    }
    return std::nullopt;
}

std::shared_ptr<HttpUpload> Router::upload(const HttpRequest &head, Responder respond) const
{
    const QStringList path = head.path.split(QLatin1Char('/'));
    for (const UploadRoute &route : m_uploads) {
        const auto captures = matches(route.segments, path);
        if (route.method == head.method && captures)
            return route.handler(head, *captures, std::move(respond));
    }
    respond(HttpResponse::error(ErrorCode::NotFound));
    return nullptr;
}

QList<std::pair<QByteArray, QString>> Router::patterns() const
{
    QList<std::pair<QByteArray, QString>> all;
    for (const Route &route : m_routes)
        all.emplaceBack(route.method, route.segments.join(QLatin1Char('/')));
    for (const UploadRoute &route : m_uploads)
        all.emplaceBack(route.method, route.segments.join(QLatin1Char('/')));
    return all;
}

void Router::route(const HttpRequest &request, Responder respond) const
{
    const QStringList path = request.path.split(QLatin1Char('/'));
    bool isPathKnown = std::ranges::any_of(
        m_uploads, [&path](const UploadRoute &route) { return matches(route.segments, path).has_value(); });
    for (const Route &route : m_routes) {
        const auto captures = matches(route.segments, path);
        if (!captures)
            continue;
        isPathKnown = true;
        if (route.method == request.method || (route.method == "GET" && request.method == "HEAD"))
            return route.handler(request, *captures, std::move(respond));
    }
    respond(HttpResponse::error(isPathKnown ? ErrorCode::MethodNotAllowed : ErrorCode::NotFound));
}

} // namespace hearth::server
