#pragma once

#include "server/net/http.h"

#include <QHostAddress>

namespace hearth::server {

//! An address, and how many of its bits count.
using Networks = QList<std::pair<QHostAddress, int>>;

//! Makes the request that of who is behind the proxy, where the peer is a trusted one: the address is the
//! last of `X-Forwarded-For` that is not a trusted proxy's own, and whether it came by TLS is what
//! `X-Forwarded-Proto` says. Whatever stands further to the left the client may have written itself, so
//! nothing of it is believed; nor anything that another peer says.
void believe(HttpRequest &request, const Networks &trusted);

} // namespace hearth::server
