#include "server/config/options.h"

#include "server/config/options_p.h"

#include <QUrl>

#include <limits>

namespace hearth::server {

namespace {

constexpr qint64 anyInt = std::numeric_limits<int>::max();
constexpr qint64 gibibyte = qint64(1) << 30;
constexpr NumberRange count{0, anyInt, 0};
constexpr NumberRange time{1, anyInt, anyInt}; //!< of a deadline: at 0 there is none

Option dataOption()
{
    return {{}, QStringLiteral("data"), QStringLiteral("DIR"),
        QStringLiteral("where the database, the certificate and the key are kept; empty: the platform's data "
                       "folder"),
        Option::Kind::Text,
        [](Settings &settings, const QString &text) -> Result<Done> {
            settings.dataFolder = text;
            return Done{};
        },
        [](const Settings &settings) { return settings.dataFolder; }};
}

Option filesOption()
{
    return {{}, QStringLiteral("files"), QStringLiteral("DIR"),
        QStringLiteral("where the contents of files are kept: one folder for all servers that share a "
                       "database; empty: in "
                       "the data folder"),
        Option::Kind::Text,
        [](Settings &settings, const QString &text) -> Result<Done> {
            settings.filesFolder = text;
            return Done{};
        },
        [](const Settings &settings) { return settings.filesFolder; }};
}

//! libpq says what is wrong with the rest when it takes it apart. A word of the address may be the password:
//! none is repeated.
Option databaseOption()
{
    return {{}, QStringLiteral("database"), QStringLiteral("URL"),
        QStringLiteral("postgresql://USER@HOST/DATABASE; the password in it, in PGPASSWORD or in ~/.pgpass; "
                       "empty: one in the data folder, which needs nothing else"),
        Option::Kind::Text,
        [](Settings &settings, const QString &text) -> Result<Done> {
            if (!text.isEmpty() && !namesPostgresql(text))
                return Error(ErrorCode::InvalidRequest,
                    QStringLiteral("takes postgresql://USER@HOST/DATABASE, or nothing"));
            settings.databaseUrl = text;
            return Done{};
        },
        [](const Settings &settings) { return settings.databaseUrl; }};
}

Option listenOption()
{
    return {{}, QStringLiteral("listen"), QStringLiteral("ADDRESS:PORT"),
        QStringLiteral("port 0 picks a free one"), Option::Kind::Text,
        [](Settings &settings, const QString &text) -> Result<Done> {
            const QUrl listen(QStringLiteral("tcp://") + text);
            QHostAddress address;
            if (!listen.isValid() || listen.port() < 0 || !address.setAddress(listen.host()))
                return wrongValue(QStringLiteral("ADDRESS:PORT, such as 0.0.0.0:8484"), text);
            settings.address = address;
            settings.port = quint16(listen.port());
            return Done{};
        },
        [](const Settings &settings) {
            const QString host = settings.address.toString();
            const bool isV6 = settings.address.protocol() == QAbstractSocket::IPv6Protocol;
            return QStringLiteral("%1:%2")
                .arg(isV6 ? QLatin1Char('[') + host + QLatin1Char(']') : host)
                .arg(settings.port);
        }};
}

Option allowPlainOption()
{
    return {{}, QStringLiteral("allow_plain"), QStringLiteral("yes|no"),
        QStringLiteral("take plain http and ws also from other machines"), Option::Kind::Switch,
        [](Settings &settings, const QString &text) -> Result<Done> {
            const auto isAllowed = yesOrNo(text);
            if (!isAllowed)
                return isAllowed.error();
            settings.allowsPlain = *isAllowed;
            return Done{};
        },
        [](const Settings &settings) {
            return settings.allowsPlain ? QStringLiteral("yes") : QStringLiteral("no");
        }};
}

Option ioOption()
{
    return {{}, QStringLiteral("io"), QStringLiteral("best|send"),
        QStringLiteral("how output reaches the kernel: io_uring where it is allowed, or one send a socket"),
        Option::Kind::Text,
        [](Settings &settings, const QString &text) -> Result<Done> {
            if (text != QLatin1String("best") && text != QLatin1String("send"))
                return wrongValue(QStringLiteral("best or send"), text);
            settings.usesIoUring = text == QLatin1String("best");
            return Done{};
        },
        [](const Settings &settings) {
            return settings.usesIoUring ? QStringLiteral("best") : QStringLiteral("send");
        }};
}

Option ioThreadsOption()
{
    const auto ref = [](auto &settings) -> auto &
    {
        return settings.ioThreads;
    };
    return numberOption("", "io_threads", "N", ref, {-1, 64, 0},
        "threads that WebSockets are spread over, for fan-outs that take more than a core; 0: none, the main "
        "thread has them; -1: one less than there are cores, at most 8");
}

Option metricsOption()
{
    return {{}, QStringLiteral("metrics"), QStringLiteral("on|off"),
        QStringLiteral("off: no latency is observed as it happens, and /metrics has no histograms"),
        Option::Kind::Text,
        [](Settings &settings, const QString &text) -> Result<Done> {
            if (text != QLatin1String("on") && text != QLatin1String("off"))
                return wrongValue(QStringLiteral("on or off"), text);
            settings.observes = text == QLatin1String("on");
            return Done{};
        },
        [](const Settings &settings) {
            return settings.observes ? QStringLiteral("on") : QStringLiteral("off");
        }};
}

Option registrationOption()
{
    static const QStringList names{
        QStringLiteral("invite"), QStringLiteral("open"), QStringLiteral("closed")};
    return {{}, QStringLiteral("registration"), QStringLiteral("invite|open|closed"),
        QStringLiteral("who may make an account"), Option::Kind::Text,
        [](Settings &settings, const QString &text) -> Result<Done> {
            const qsizetype index = names.indexOf(text);
            if (index < 0)
                return wrongValue(QStringLiteral("invite, open or closed"), text);
            settings.registration = Registration(index);
            return Done{};
        },
        [](const Settings &settings) { return names.at(int(settings.registration)); }};
}

Option pathOption()
{
    return {QStringLiteral("socketio"), QStringLiteral("path"), QStringLiteral("PATH"),
        QStringLiteral("where Socket.IO answers"), Option::Kind::Text,
        [](Settings &settings, const QString &text) -> Result<Done> {
            if (text.size() < 2 || !text.startsWith(QLatin1Char('/')))
                return wrongValue(QStringLiteral("a path such as /socket.io/"), text);
            settings.socketio.path =
                text.endsWith(QLatin1Char('/')) ? text : QString(text + QLatin1Char('/'));
            return Done{};
        },
        [](const Settings &settings) { return settings.socketio.path; }};
}

Option originsOption()
{
    return {QStringLiteral("socketio"), QStringLiteral("cors_origins"), QStringLiteral("LIST"),
        QStringLiteral("origins of web pages that may connect, exact, separated by commas; empty: the "
                       "server's own page"),
        Option::Kind::List,
        [](Settings &settings, const QString &text) -> Result<Done> {
            settings.socketio.corsOrigins.clear();
            for (const QString &origin : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
                settings.socketio.corsOrigins += origin.trimmed();
            return Done{};
        },
        [](const Settings &settings) { return settings.socketio.corsOrigins.join(QLatin1Char(',')); }};
}

Option transportsOption()
{
    return {QStringLiteral("socketio"), QStringLiteral("transports"), QStringLiteral("LIST"),
        QStringLiteral("polling, websocket, or both, in which case a client may go from one to the other"),
        Option::Kind::List,
        [](Settings &settings, const QString &text) -> Result<Done> {
            const QStringList known{QStringLiteral("polling"), QStringLiteral("websocket")};
            QStringList transports;
            for (const QString &part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
                if (!known.contains(part.trimmed()))
                    return wrongValue(QStringLiteral("polling, websocket or both"), text);
                transports += part.trimmed();
            }
            if (transports.isEmpty())
                return wrongValue(QStringLiteral("polling, websocket or both"), text);
            settings.socketio.transports = transports;
            return Done{};
        },
        [](const Settings &settings) { return settings.socketio.transports.join(QLatin1Char(',')); }};
}

template <class T>
Option socketioNumber(const char *key, T SocketIoSettings::*member, const char *value,
    const NumberRange &range, const char *doc)
{
    const auto ref = [member](auto &settings) -> auto &
    {
        return settings.socketio.*member;
    };
    return numberOption("socketio", key, value, ref, range, doc);
}

QList<Option> socketioOptions()
{
    using S = SocketIoSettings;
    return {
        pathOption(),
        transportsOption(),
        socketioNumber("ping_interval", &S::pingInterval, "MS", {1, anyInt, 0}, "between two heartbeats"),
        socketioNumber("ping_timeout", &S::pingTimeout, "MS", {1, anyInt, 0}, "for the answer to one"),
        socketioNumber("max_payload", &S::maxPayload, "BYTES", {0, gibibyte, 0},
            "of one message; the stricter of this and limits.frame_bytes holds; 0 lifts it"),
        socketioNumber("connect_timeout", &S::connectTimeout, "MS", time,
            "from the upgrade to CONNECT; the stricter of this and limits.unauthenticated_ms holds; 0 lifts "
            "it"),
        socketioNumber("upgrade_timeout", &S::upgradeTimeout, "MS", time,
            "for the way from polling to websocket; 0 lifts it"),
        originsOption(),
        socketioNumber("recovery_ms", &S::recoveryMs, "MS", count,
            "how long Socket.IO's own connection state recovery keeps what a lost client missed; 0 turns it "
            "off, Hearth's own event recover needs none"),
    };
}

QList<Option> limitOptions()
{
    using L = Limits;
    return {
        limitOption("frame_bytes", &L::frameBytes, "BYTES", {0, gibibyte, 0},
            "one WebSocket frame or message, 0 lifts it"),
        limitOption("attachments_per_packet", &L::attachmentsPerPacket, "N", {1, anyInt, anyInt},
            "binary attachments of one packet, 0 lifts it"),
        limitOption("json_depth", &L::jsonDepth, "N", {1, 512, 0}, "levels of JSON"),
        limitOption("header_count", &L::headerCount, "N", count, "headers of an HTTP request, 0 lifts it"),
        limitOption("head_bytes", &L::headBytes, "BYTES", {256, 1 << 20, 0}, "an HTTP request's head"),
        limitOption("body_bytes", &L::bodyBytes, "BYTES", {1, gibibyte, gibibyte},
            "an HTTP request's body; at least limits.frame_bytes holds; 0 lifts it"),
        limitOption(
            "handshake_ms", &L::handshakeMs, "MS", time, "from accept to a complete HTTP head, 0 lifts it"),
        limitOption("body_ms", &L::bodyMs, "MS", time, "for an HTTP request's body, 0 lifts it"),
        limitOption("unauthenticated_ms", &L::unauthenticatedMs, "MS", time,
            "from upgrade to an accepted CONNECT, 0 lifts it"),
        limitOption("connections_per_user", &L::connectionsPerUser, "N", count, "at once, 0 lifts it"),
        limitOption("unauthenticated_per_address", &L::unauthenticatedPerAddress, "N", count,
            "connections that have not signed in, 0 lifts it"),
        limitOption("event_streams_per_user", &L::eventStreamsPerUser, "N", count,
            "of Server-Sent Events at once, 0 lifts it"),
        limitOption("rooms_per_socket", &L::roomsPerSocket, "N", count, "that are open at once, 0 lifts it"),
        limitOption("send_queue_bytes", &L::sendQueueBytes, "BYTES", {0, 64 * gibibyte, 0},
            "that wait for a slow reader before it is closed, 0 lifts it"),
        limitOption("receive_queue_bytes", &L::receiveQueueBytes, "BYTES", {0, 64 * gibibyte, 0},
            "that came on an I/O thread and wait for the main one; then less is read, 0 lifts it"),
        limitOption("reader_stalled_ms", &L::readerStalledMs, "MS", time,
            "for which a reader may take nothing of a long answer, 0 lifts it"),
        limitOption("upload_stalled_ms", &L::uploadStalledMs, "MS", time,
            "for which an upload may bring no bytes, 0 lifts it"),
        limitOption("file_bytes", &L::fileBytes, "BYTES", {0, 1024 * gibibyte, 0}, "one file, 0 lifts it"),
        limitOption("file_quota_bytes", &L::fileQuotaBytes, "BYTES", {0, 1024 * 1024 * gibibyte, 0},
            "all files of one person, unfinished uploads included, 0 lifts it"),
        limitOption("uploads_per_user", &L::uploadsPerUser, "N", count, "at once, 0 lifts it"),
        limitOption("upload_keep_ms", &L::uploadKeepMs, "MS", {1'000, anyInt, anyInt},
            "for which an unfinished upload, or a file in no message, is kept, 0 lifts it"),
        limitOption("messages_per_second", &L::messagesPerSecond, "N", count, "of one person, 0 lifts it"),
        limitOption("message_burst", &L::messageBurst, "N", count, "above that rate for a moment"),
        limitOption(
            "events_per_second", &L::eventsPerSecond, "N", count, "of any kind of one person, 0 lifts it"),
        limitOption("event_burst", &L::eventBurst, "N", count, "above that rate for a moment"),
        limitOption(
            "content_bytes", &L::contentBytes, "BYTES", {1, 16 * 1024, 0}, "the text of one message, UTF-8"),
        limitOption(
            "chart_bytes", &L::chartBytes, "BYTES", {16 * 1024, 256 * 1024, 0}, "the chart of one message"),
        limitOption("panel_bytes", &L::panelBytes, "BYTES", {1'024, 64 * 1024, 0},
            "the panel that such a chart is made of"),
        limitOption("alerts", &L::alerts, "N", count, "in all, 0 lifts it"),
        limitOption("dashboards", &L::dashboards, "N", count, "in all, 0 lifts it"),
        limitOption("hooks_per_room", &L::hooksPerRoom, "N", count, "0 lifts it"),
        limitOption("typing_interval_ms", &L::typingIntervalMs, "MS", count,
            "a repeated typing:start within it is absorbed, 0 relays each"),
        limitOption(
            "typing_lease_ms", &L::typingLeaseMs, "MS", {1, anyInt, 0}, "after which typing ends by itself"),
        limitOption("presence_grace_ms", &L::presenceGraceMs, "MS", {0, anyInt, 0},
            "for which a person whose last device was lost is still there"),
        limitOption("page_size", &L::pageSize, "N", {1, 100, 0},
            "messages of one history, recovery or search answer"),
        limitOption("searches_per_second", &L::searchesPerSecond, "N", count, "of one person, 0 lifts it"),
        limitOption("search_burst", &L::searchBurst, "N", count, "above that rate for a moment"),
        limitOption("search_bytes", &L::searchBytes, "BYTES", {0, gibibyte, 0},
            "of texts that one search looks through, 0 lifts it"),
        limitOption("notifications_kept", &L::notificationsKept, "N", count,
            "about so many of each person, the oldest are forgotten, 0 lifts it"),
        limitOption("sessions_per_user", &L::sessionsPerUser, "N", count,
            "sign-ins; the longest unused one ends, 0 lifts it"),
        limitOption("audit_kept", &L::auditKept, "N", count,
            "lines of the audit list, the oldest are forgotten, 0 lifts it"),
        limitOption("tickets_per_user", &L::ticketsPerUser, "N", count, "that are not used yet, 0 lifts it"),
        limitOption("ticket_ms", &L::ticketMs, "MS", {1, anyInt, 0}, "from a ticket to its use"),
        limitOption("channel_values_per_second", &L::channelValuesPerSecond, "N", count,
            "of one person on all channels, 0 lifts it"),
        limitOption("channel_value_burst", &L::channelValueBurst, "N", count, "above that rate for a moment"),
        limitOption("channels", &L::channels, "N", count, "in all, 0 lifts it"),
        limitOption("channels_per_user", &L::channelsPerUser, "N", count, "made by one person, 0 lifts it"),
        limitOption("channels_per_socket", &L::channelsPerSocket, "N", count,
            "that one connection hears at once, 0 lifts it"),
        limitOption("topics_per_stream", &L::topicsPerStream, "N", {1, anyInt, anyInt},
            "channels and patterns that one stream of events names, 0 lifts it"),
        limitOption("fields_per_channel", &L::fieldsPerChannel, "N", {1, anyInt, anyInt},
            "whose numbers are kept beyond the hour; the others are left out, 0 lifts it"),
        limitOption("channel_tokens_per_user", &L::channelTokensPerUser, "N", count, "0 lifts it"),
        limitOption("channel_disk_bytes_per_user", &L::channelDiskBytesPerUser, "BYTES",
            {0, 1024 * 1024 * gibibyte, 0},
            "about, of all channels that one person made: their values and what is kept of them, 0 lifts it"),
        limitOption("channel_bytes", &L::channelBytes, "BYTES", {0, 64 * gibibyte, 0},
            "of memory for the last hour of all channels, 0 lifts it"),
        limitOption("write_queue", &L::writeQueue, "N", {1, anyInt, anyInt},
            "jobs that wait for the database; then `unavailable`, 0 lifts it"),
    };
}

} // namespace

const QList<Option> &options()
{
    static const QList<Option> all =
        QList<Option>{dataOption(), filesOption(), databaseOption(), redisOption(), listenOption(),
            allowPlainOption(), trustedProxiesOption(), ioOption(), ioThreadsOption(), metricsOption(),
            registrationOption()} +
        QList<Option>{nodeOption(), prefixOption(), wireOption()} + socketioOptions() + limitOptions();
    return all;
}

} // namespace hearth::server
