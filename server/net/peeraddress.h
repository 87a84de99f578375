#pragma once

#include <QHostAddress>

#include <netinet/in.h>

namespace hearth::server {

//! Where a peer is, in 16 bytes: IPv4 as its IPv6 form.
struct PeerAddress
{
    in6_addr address{};

    [[nodiscard]] static PeerAddress of(const sockaddr_storage &peer);
    [[nodiscard]] static PeerAddress of(const QHostAddress &host);
    [[nodiscard]] QHostAddress host() const;
    [[nodiscard]] QString text() const { return host().toString(); }
    [[nodiscard]] bool isLoopback() const { return host().isLoopback(); }
};

//! As the kernel takes it, with its length.
[[nodiscard]] sockaddr_storage nativeAddress(const QHostAddress &address, quint16 port, socklen_t &size);

} // namespace hearth::server
