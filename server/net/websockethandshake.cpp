#include "server/net/websockethandshake.h"

#include <QCryptographicHash>

namespace hearth::server {

std::optional<HttpResponse> handshakeRefusal(const HttpRequest &request)
{
    if (request.header("sec-websocket-version") != "13") {
        HttpResponse response = HttpResponse::error(
            {ErrorCode::InvalidRequest, QStringLiteral("WebSocket version 13 is spoken here")});
        response.status = 426;
        response.headers.emplaceBack("Sec-WebSocket-Version", "13");
        return response;
    }
    const auto key = QByteArray::fromBase64Encoding(
        request.header("sec-websocket-key"), QByteArray::AbortOnBase64DecodingErrors);
    if (request.method != "GET" || !key || key.decoded.size() != 16)
        return HttpResponse::error(
            {ErrorCode::InvalidRequest, QStringLiteral("Not a WebSocket handshake as RFC 6455 has it")});
    return std::nullopt;
}

QByteArray handshakeResponse(
    const HttpRequest &request, const QList<std::pair<QByteArray, QByteArray>> &headers)
{
    const QByteArray accept =
        QCryptographicHash::hash(request.header("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
            QCryptographicHash::Sha1);
    QByteArray out = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Accept: " +
                     accept.toBase64() + "\r\n";
    for (const auto &[key, value] : headers)
        out += key + ": " + value + "\r\n";
    return out + "\r\n";
}

} // namespace hearth::server
