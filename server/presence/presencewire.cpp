#include "server/presence/presencewire.h"

#include "shared/protocol/text.h"

#include <QDateTime>

#include <algorithm>

namespace hearth::server::presence {

using protocol::bigCount;
using protocol::field;
using protocol::Range;
using protocol::UnknownKeys;

namespace {

constexpr int maxDepth = 8;
constexpr Range time{0, qint64(4'000'000'000'000'000)};

struct PartOnWire
{
    qint64 rev = 0;
    protocol::Presence chosen = protocol::Presence::Online;
    qint64 chosenAt = 0;
    qint64 devices = 0;
    qint64 idle = 0;
    qint64 lastSeen = 0;
    QList<QString> sockets;

    static constexpr auto fields()
    {
        constexpr Range count{0, 1'000'000};
        return std::tuple{
            field("rev", &PartOnWire::rev, {1, bigCount.max}, "which state of it this is"),
            field("chosen", &PartOnWire::chosen, "what the person wants to be seen as"),
            field("chosenAt", &PartOnWire::chosenAt, time, "since when"),
            field("devices", &PartOnWire::devices, count, "how many sockets"),
            field("idle", &PartOnWire::idle, count, "how many of them nobody touches"),
            field("lastSeen", &PartOnWire::lastSeen, time, "when the person was last seen"),
            field("sockets", &PartOnWire::sockets, {0, PresenceBoard::maxSockets}, "their ids"),
        };
    }
};

struct UpdateOnWire
{
    QString userId;
    QString node;
    qint64 rev = 0;
    QString lastSeen;

    static constexpr auto fields()
    {
        return std::tuple{
            field("userId", &UpdateOnWire::userId, {1, 64}, "the person"),
            field("node", &UpdateOnWire::node, {1, 64}, "whose part changed"),
            field("rev", &UpdateOnWire::rev, bigCount, "which state of it this is"),
            field("lastSeen", &UpdateOnWire::lastSeen, {1, 40}, "when the person was last seen, ISO 8601"),
        };
    }
};

Error malformed(const QString &what)
{
    return {ErrorCode::InvalidRequest, what};
}

Result<WrittenPart> partOf(const QJsonValue &json)
{
    const auto read = protocol::decodeValue<PartOnWire>(json, {}, UnknownKeys::Skip, QStringLiteral("part"));
    if (!read)
        return read.error();
    if (read->chosen == protocol::Presence::Offline || read->idle > read->devices)
        return malformed(QStringLiteral("part: no such state"));
    return WrittenPart{
        {read->chosen, read->chosenAt, read->devices, read->idle, read->lastSeen}, read->rev, read->sockets};
}

} // namespace

QByteArray encode(const WrittenPart &part)
{
    QByteArray out;
    const PresencePart &p = part.part;
    protocol::appendObject(
        out, PartOnWire{part.rev, p.chosen, p.chosenAt, p.devices, p.idle, p.lastSeen,
                 part.sockets.first(std::min(part.sockets.size(), PresenceBoard::maxSockets))});
    return out;
}

Result<WrittenPart> decodePart(QByteArrayView json)
{
    const auto value = parseStrictJson(json, maxDepth);
    return value ? partOf(*value) : value.error();
}

Result<std::optional<Update>> decodeUpdate(QByteArrayView json)
{
    const auto value = parseStrictJson(json, maxDepth);
    if (!value)
        return value.error();
    if (!value->isObject())
        return malformed(QStringLiteral("expected an object"));
    const QJsonObject object = value->toObject();
    if (!object.contains(QLatin1String("node")))
        return std::optional<Update>();
    const auto read = protocol::decode<UpdateOnWire>(object, UnknownKeys::Skip);
    if (!read)
        return read.error();
    const QDateTime seen = QDateTime::fromString(read->lastSeen, Qt::ISODateWithMs);
    if (!isName(read->userId.toUtf8()) || !isName(read->node.toUtf8()) || !seen.isValid())
        return malformed(QStringLiteral("no such names, or no such time"));
    Update out{
        read->userId, read->node, read->rev, {}, std::clamp(seen.toMSecsSinceEpoch(), time.min, time.max)};
    const QJsonValue part = object.value(QLatin1String("part"));
    if (part.isNull())
        return std::optional(out);
    auto written = partOf(part);
    if (!written)
        return written.error();
    if (written->rev != out.rev)
        return malformed(QStringLiteral("rev: two of them"));
    out.part = *std::move(written);
    return std::optional(out);
}

bool isName(QByteArrayView text)
{
    constexpr qsizetype most = 64;
    return !text.isEmpty() && text.size() <= most && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
               c == '_';
    });
}

} // namespace hearth::server::presence
