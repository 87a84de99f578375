#include "server/net/proxies.h"

#include "server/net/peeraddress.h"

#include <algorithm>

namespace hearth::server {

namespace {

bool isIn(const QHostAddress &address, const Networks &networks)
{
    return std::ranges::any_of(networks,
        [&address](const auto &network) { return address.isInSubnet(network.first, network.second); });
}

//! `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`; null for anything else.
QHostAddress addressOf(QByteArray text)
{
    text = text.trimmed();
    if (text.startsWith('['))
        text = text.mid(1, std::max(text.indexOf(']') - 1, qsizetype(0)));
    else if (text.count(':') == 1)
        text.truncate(text.indexOf(':'));
    const QHostAddress address(QString::fromLatin1(text));
    return address.isNull() ? address : PeerAddress::of(address).host();
}

} // namespace

void believe(HttpRequest &request, const Networks &trusted)
{
    QHostAddress client(request.peerAddress);
    if (trusted.isEmpty() || !isIn(client, trusted))
        return;
    const QByteArray proto = request.header("x-forwarded-proto");
    if (!proto.isEmpty())
        request.isTls = proto.mid(proto.lastIndexOf(',') + 1).trimmed().toLower() == "https";
    // Each proxy has written at the end who came to it.
    const QList<QByteArray> path = request.header("x-forwarded-for").split(',');
    for (auto step = path.crbegin(); step != path.crend() && isIn(client, trusted); ++step) {
        const QHostAddress before = addressOf(*step);
        if (before.isNull())
            break;
        client = before;
    }
    request.peerAddress = client.toString();
    request.isLoopback = client.isLoopback();
}

} // namespace hearth::server
