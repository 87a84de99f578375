#pragma once

#include "server/net/http.h"

namespace hearth::server {

//! The server's half of the opening handshake (RFC 6455, section 4.2): nothing where the request asks for it
//! as it should, else what is wrong with it.
[[nodiscard]] std::optional<HttpResponse> handshakeRefusal(const HttpRequest &request);
//! `101 Switching Protocols`, with `headers` beside the protocol's own.
[[nodiscard]] QByteArray handshakeResponse(
    const HttpRequest &request, const QList<std::pair<QByteArray, QByteArray>> &headers = {});

} // namespace hearth::server
