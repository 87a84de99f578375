//! How a server finds the others of its team.
#include "server/config/options_p.h"

#include <QRegularExpression>

#include <algorithm>

namespace hearth::server {

Option redisOption()
{
    return {{}, QStringLiteral("redis"), QStringLiteral("URL"),
        QStringLiteral(
            "redis[s]://[USER:PASSWORD@]HOST[:PORT][,HOST…]: where the servers that share a database on "
            "PostgreSQL, and Socket.IO servers of others, meet; empty: this one is alone"),
        Option::Kind::Text,
        [](Settings &settings, const QString &text) -> Result<Done> {
            if (!text.isEmpty() && !text.startsWith(QLatin1String("redis://")) &&
                !text.startsWith(QLatin1String("rediss://")))
                return Error(
                    ErrorCode::InvalidRequest, QStringLiteral("takes redis://HOST:PORT, or nothing"));
            settings.redisUrl = text;
            return Done{};
        },
        [](const Settings &settings) { return settings.redisUrl; }};
}

Option nodeOption()
{
    return {QStringLiteral("cluster"), QStringLiteral("node"), QStringLiteral("NAME"),
        QStringLiteral(
            "what this server is called among those that share its database; empty: its host and port"),
        Option::Kind::Text,
        [](Settings &settings, const QString &text) -> Result<Done> {
            constexpr qsizetype longest = 64;
            const auto isPlain = [](QChar c) { return c > QLatin1Char(' ') && c < QLatin1Char('\x7f'); };
            if (text.size() > longest || !std::ranges::all_of(text, isPlain))
                return wrongValue(QStringLiteral("a word of up to 64 letters, digits and signs"), text);
            settings.cluster.node = text;
            return Done{};
        },
        [](const Settings &settings) { return settings.cluster.node; }};
}

Option prefixOption()
{
    return {QStringLiteral("cluster"), QStringLiteral("prefix"), QStringLiteral("WORD"),
        QStringLiteral(
            "what Redis' channels and keys begin with, as the adapters' key has it; another one for each "
            "team on one Redis"),
        Option::Kind::Text,
        [](Settings &settings, const QString &text) -> Result<Done> {
            static const QRegularExpression word(QStringLiteral("^[A-Za-z0-9._:-]{1,64}$"));
            if (!word.match(text).hasMatch())
                return wrongValue(QStringLiteral("a word of letters, digits, '.', '_', ':' and '-'"), text);
            settings.cluster.prefix = text;
            return Done{};
        },
        [](const Settings &settings) { return settings.cluster.prefix; }};
}

Option wireOption()
{
    using Wire = ClusterSettings::Wire;
    return {QStringLiteral("cluster"), QStringLiteral("wire"), QStringLiteral("classic|sharded"),
        QStringLiteral("which of @socket.io/redis-adapter's two wires; the same on all servers"),
        Option::Kind::Text,
        [](Settings &settings, const QString &text) -> Result<Done> {
            if (text != QLatin1String("classic") && text != QLatin1String("sharded"))
                return wrongValue(QStringLiteral("classic or sharded"), text);
            settings.cluster.wire = text == QLatin1String("sharded") ? Wire::Sharded : Wire::Classic;
            return Done{};
        },
        [](const Settings &settings) {
            return settings.cluster.wire == Wire::Sharded ? QStringLiteral("sharded")
                                                          : QStringLiteral("classic");
        }};
}

} // namespace hearth::server
