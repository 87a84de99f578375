#include "server/net/peeraddress.h"

#include <cstring>

namespace hearth::server {

PeerAddress PeerAddress::of(const sockaddr_storage &peer)
{
    PeerAddress out;
    if (peer.ss_family == AF_INET6) {
        out.address = reinterpret_cast<const sockaddr_in6 &>(peer).sin6_addr;
    } else if (peer.ss_family == AF_INET) {
        out.address.s6_addr[10] = out.address.s6_addr[11] = 0xFF;
        std::memcpy(out.address.s6_addr + 12, &reinterpret_cast<const sockaddr_in &>(peer).sin_addr, 4);
    }
    return out;
}

PeerAddress PeerAddress::of(const QHostAddress &host)
{
    PeerAddress out;
    const Q_IPV6ADDR bytes = host.toIPv6Address(); // of IPv4 too
    std::memcpy(&out.address, &bytes, sizeof bytes);
    return out;
}

QHostAddress PeerAddress::host() const
{
    const QHostAddress host(address.s6_addr);
    bool isIpv4 = false;
    const quint32 ipv4 = host.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4) : host;
}

sockaddr_storage nativeAddress(const QHostAddress &address, quint16 port, socklen_t &size)
{
    sockaddr_storage out{};
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        auto &in = reinterpret_cast<sockaddr_in &>(out);
        in.sin_family = AF_INET;
        in.sin_port = htons(port);
        in.sin_addr.s_addr = htonl(address.toIPv4Address());
        size = sizeof in;
        return out;
    }
    // Any is IPv6 that takes IPv4 too.
    auto &in = reinterpret_cast<sockaddr_in6 &>(out);
    in.sin6_family = AF_INET6;
    in.sin6_port = htons(port);
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        std::memcpy(&in.sin6_addr, &bytes, sizeof bytes);
        in.sin6_scope_id = address.scopeId().toUInt();
    }
    size = sizeof in;
    return out;
}

} // namespace hearth::server
