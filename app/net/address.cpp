#include "app/net/address.h"

#include <QHostAddress>

namespace hearth::app {

namespace {

bool isLoopback(const QString &host)
{
    return host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0 ||
           QHostAddress(host).isLoopback();
}

} // namespace

std::optional<QUrl> serverAddress(const QString &typed)
{
    QString text = typed.trimmed();
    const bool hasScheme = text.contains(QLatin1String("://"));
    if (!hasScheme) {
        // A bare IPv6 address has no brackets yet.
        if (text.count(QLatin1Char(':')) > 1 && !text.startsWith(QLatin1Char('[')))
            text = QLatin1Char('[') + text + QLatin1Char(']');
        text.prepend(QLatin1String("http://"));
    }
    const QUrl parsed(text, QUrl::StrictMode);
    const QString scheme = parsed.scheme();
    if (!parsed.isValid() || parsed.host().isEmpty() ||
        (scheme != QLatin1String("http") && scheme != QLatin1String("https")))
        return std::nullopt;
    QUrl base;
    base.setScheme(scheme);
    base.setHost(parsed.host());
    base.setPort(parsed.port(defaultPort));
    if (!hasScheme && !isLoopback(base.host()))
        base.setScheme(QStringLiteral("https"));
    return base;
}

QUrl socketUrl(const QUrl &server)
{
    QUrl out = server;
    out.setScheme(server.scheme() == QLatin1String("https") ? QStringLiteral("wss") : QStringLiteral("ws"));
    out.setPath(QStringLiteral("/socket.io/"));
    out.setQuery(QStringLiteral("EIO=4&transport=websocket"));
    return out;
}

QString readableFingerprint(const QByteArray &sha256)
{
    return QString::fromLatin1(sha256.toHex(':').toUpper());
}

} // namespace hearth::app
