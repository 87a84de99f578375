// Who is behind a proxy, and who only says that they are.
#include "server/net/proxies.h"

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

TEST(Proxies, whoIsBehindThem)
{
    const Networks trusted{{QHostAddress(QStringLiteral("127.0.0.1")), 32},
        {QHostAddress(QStringLiteral("10.1.0.0")), 16}, {QHostAddress(QStringLiteral("2001:db8::")), 32}};
    struct Case
    {
        const char *peer, *forwarded, *proto; //!< null: no such header
        const char *address;
        bool isTls;
    };
    const Case table[] = {
        {"127.0.0.1", "192.0.2.7", "https", "192.0.2.7", true},
        {"127.0.0.1", "192.0.2.7", "http", "192.0.2.7", false},
        {"127.0.0.1", "192.0.2.7", nullptr, "192.0.2.7", false},
        {"127.0.0.1", "192.0.2.7", "http, HTTPS", "192.0.2.7", true},
        {"127.0.0.1", "192.0.2.7", "https, http", "192.0.2.7", false},
        {"127.0.0.1", nullptr, nullptr, "127.0.0.1", false},
        {"10.1.2.3", "2001:db9::1", nullptr, "2001:db9::1", false},
        {"2001:db8::9", "[2001:db9::1]:4711", nullptr, "2001:db9::1", false},
        {"10.1.2.3", "192.0.2.7:4711", nullptr, "192.0.2.7", false},
        {"10.1.2.3", "::ffff:192.0.2.7", nullptr, "192.0.2.7", false},
        // What the client wrote itself stands to the left of what the proxy saw.
        {"127.0.0.1", "127.0.0.1, 192.0.2.7", "https", "192.0.2.7", true},
        {"127.0.0.1", "203.0.113.5, 192.0.2.7", nullptr, "192.0.2.7", false},
        {"127.0.0.1", "127.0.0.1,192.0.2.7 ,10.1.9.9", nullptr, "192.0.2.7", false},
        {"127.0.0.1", "nonsense, 10.1.9.9", nullptr, "10.1.9.9", false},
        {"127.0.0.1", "192.0.2.7, unknown", nullptr, "127.0.0.1", false},
        {"127.0.0.1", "", nullptr, "127.0.0.1", false},
        {"127.0.0.1", ",", nullptr, "127.0.0.1", false},
        {"127.0.0.1", "[::1", nullptr, "127.0.0.1", false},
        // Who is not trusted is who they are.
        {"192.0.2.1", "127.0.0.1", "https", "192.0.2.1", false},
        {"10.2.0.1", "192.0.2.7", "https", "10.2.0.1", false},
    };
    for (const auto &[peer, forwarded, proto, address, isTls] : table) {
        HttpRequest request;
        request.peerAddress = QLatin1String(peer);
        request.isLoopback = request.peerAddress == QLatin1String("127.0.0.1");
        if (forwarded)
            request.headers["x-forwarded-for"] = forwarded;
        if (proto)
            request.headers["x-forwarded-proto"] = proto;
        believe(request, trusted);
        const char *what = forwarded ? forwarded : peer;
        EXPECT_EQ(request.peerAddress, QLatin1String(address)) << what;
        EXPECT_EQ(request.isTls, isTls) << what;
        EXPECT_EQ(request.isLoopback, request.peerAddress == QLatin1String("127.0.0.1")) << what;
        believe(request, {});
        EXPECT_EQ(request.peerAddress, QLatin1String(address)) << what;
    }
}

} // namespace hearth::test
