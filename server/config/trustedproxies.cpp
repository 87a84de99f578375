#include "server/config/options_p.h"

namespace hearth::server {

namespace {

//! -1 bits for what is none; Qt takes `10.1` for an address, and half an address for a network.
std::pair<QHostAddress, int> networkOf(const QString &text)
{
    const QString address = text.section(QLatin1Char('/'), 0, 0);
    const QHostAddress host(address);
    const bool isIpv4 = host.protocol() == QAbstractSocket::IPv4Protocol;
    if (host.isNull() || (isIpv4 && host.toString() != address))
        return {{}, -1};
    return QHostAddress::parseSubnet(text);
}

} // namespace

Option trustedProxiesOption()
{
    return {{}, QStringLiteral("trusted_proxies"), QStringLiteral("LIST"),
        QStringLiteral(
            "addresses and networks (192.168.1.0/24), separated by commas, whose X-Forwarded-For and "
            "X-Forwarded-Proto are believed; empty: nobody's"),
        Option::Kind::List,
        [](Settings &settings, const QString &text) -> Result<Done> {
            settings.trustedProxies.clear();
            for (const QString &part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
                const auto network = networkOf(part.trimmed());
                if (network.second < 0)
                    return wrongValue(
                        QStringLiteral("addresses and networks such as 192.168.1.0/24"), part.trimmed());
                settings.trustedProxies += network;
            }
            return Done{};
        },
        [](const Settings &settings) {
            QStringList texts;
            for (const auto &[address, bits] : settings.trustedProxies)
                texts += QStringLiteral("%1/%2").arg(address.toString()).arg(bits);
            return texts.join(QLatin1Char(','));
        }};
}

} // namespace hearth::server
