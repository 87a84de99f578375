#include "server/redis/redisurl.h"

#include <optional>

namespace hearth::server {

namespace {

Error wrong(const QString &what)
{
    return {ErrorCode::InvalidRequest,
        QStringLiteral("the address of Redis %1; it is redis://[user:password@]host[:port][,…][/database]")
            .arg(what)};
}

QString decoded(QStringView text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.toUtf8()));
}

//! What lies before and behind the last `mark`; all of it is behind where there is none.
std::pair<QStringView, QStringView> splitAtLast(QStringView text, QChar mark)
{
    const auto at = text.lastIndexOf(mark);
    return at < 0 ? std::pair(QStringView(), text) : std::pair(text.first(at), text.sliced(at + 1));
}

//! The same of the first one; all of it is before where there is none.
std::pair<QStringView, QStringView> splitAtFirst(QStringView text, QChar mark)
{
    const auto at = text.indexOf(mark);
    return at < 0 ? std::pair(text, QStringView()) : std::pair(text.first(at), text.sliced(at + 1));
}

std::optional<RedisHost> hostOf(QStringView text)
{
    RedisHost host;
    QStringView name = text;
    QStringView port;
    if (text.startsWith(u'[')) { // IPv6
        const auto end = text.indexOf(u']');
        if (end < 0)
            return {};
        name = text.sliced(1, end - 1);
        port = text.sliced(end + 1);
        if (!port.isEmpty() && !port.startsWith(u':'))
            return {};
        port = port.isEmpty() ? port : port.sliced(1);
    } else if (text.contains(u':')) {
        std::tie(name, port) = splitAtFirst(text, u':');
        if (port.isEmpty())
            return {};
    }
    host.name = name.toString();
    if (!port.isEmpty()) {
        bool isNumber = false;
        host.port = port.toUShort(&isNumber);
        if (!isNumber || host.port == 0)
            return {};
    }
    return host.name.isEmpty() ? std::nullopt : std::optional(host);
}

} // namespace

QString RedisHost::text() const
{
    return (name.contains(u':') ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(name).arg(port);
}

Result<RedisUrl> RedisUrl::parse(const QString &text)
{
    RedisUrl out;
    QStringView rest = text;
    out.isTls = rest.startsWith(u"rediss://");
    if (!out.isTls && !rest.startsWith(u"redis://"))
        return wrong(QStringLiteral("begins with neither redis:// nor rediss://"));
    rest = rest.sliced(out.isTls ? 9 : 8);
    QStringView query;
    // A password may hold what separates the parts, so that it is taken off first.
    const auto [signIn, place] = splitAtLast(rest, u'@');
    const auto [user, password] = splitAtFirst(signIn, u':');
    out.user = decoded(user);
    out.password = decoded(password);
    if (!out.user.isEmpty() && out.password.isEmpty())
        return wrong(QStringLiteral("has a user without a password"));
    std::tie(rest, query) = splitAtFirst(place, u'?');
    const auto [hosts, database] = splitAtFirst(rest, u'/');
    for (const QStringView each : hosts.split(u',')) {
        const auto host = hostOf(each);
        if (!host)
            // Not quoted: it may be a password whose host was forgotten.
            return wrong(QStringLiteral("has a host that is none; it is redis://USER:PASSWORD@HOST:PORT"));
        out.hosts.append(*host);
    }
    bool isNumber = true;
    if (!database.isEmpty())
        out.database = database.toInt(&isNumber);
    if (!isNumber || out.database < 0)
        return wrong(QStringLiteral("has a database that is no number"));
    if (query.isEmpty())
        return out;
    if (!query.startsWith(u"ca=") || !out.isTls)
        return wrong(QStringLiteral("knows ?ca=FILE behind rediss:// and nothing else there"));
    out.trustedFile = decoded(query.sliced(3));
    return out;
}

} // namespace hearth::server
