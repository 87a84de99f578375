#include "server/net/http.h"

#include <QJsonDocument>

namespace hearth::server {

namespace {

const char *statusText(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 206:
        return "Partial Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 413:
        return "Content Too Large";
    case 416:
        return "Range Not Satisfiable";
    case 426:
        return "Upgrade Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    default:
        return "Error";
    }
}

} // namespace

QString HttpRequest::bearerToken() const
{
    const QByteArray value = header("authorization");
    return value.startsWith("Bearer ") ? QString::fromLatin1(value.mid(7).trimmed()) : QString();
}

QString HttpRequest::cookie(QByteArrayView name) const
{
    for (const QByteArray &part : header("cookie").split(';')) {
        const QByteArrayView pair = QByteArrayView(part).trimmed();
        if (pair.startsWith(name) && pair.sliced(name.size()).startsWith('='))
            return QString::fromLatin1(pair.sliced(name.size() + 1));
    }
    return {};
}

bool HttpRequest::isWebSocketUpgrade() const
{
    return header("upgrade").toLower() == "websocket" && header("connection").toLower().contains("upgrade");
}

HttpResponse HttpResponse::json(const QJsonObject &object, int status)
{
    HttpResponse response;
    response.status = status;
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return response;
}

HttpResponse HttpResponse::error(const Error &error)
{
    return json({{QStringLiteral("error"), QJsonObject{{QStringLiteral("code"), name(error.code)},
                                               {QStringLiteral("message"), error.message}}}},
        httpStatus(error.code));
}

QByteArray HttpResponse::toBytes(bool isHead, bool keepAlive) const
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(status) + ' ' + statusText(status) + "\r\n";
    out += "Content-Type: " + contentType + "\r\n";
    // RFC 9110, section 15.4.5: a 304 has no body, and no length but that of the 200.
    if ((!stream || streamBytes) && status != 304)
        out += "Content-Length: " + QByteArray::number(streamBytes.value_or(body.size())) + "\r\n";
    else if (stream && keepAlive && !closes)
        out += "Transfer-Encoding: chunked\r\n";
    out += "X-Content-Type-Options: nosniff\r\nCache-Control: " + cacheControl + "\r\n";
    for (const auto &[key, value] : headers)
        out += key + ": " + value + "\r\n";
    out += keepAlive && !closes ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return isHead ? out : out + body;
}

} // namespace hearth::server
