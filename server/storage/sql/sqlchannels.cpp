#include "server/storage/sql/sqlchannels.h"

#include "server/series/values.h"
#include "server/storage/sql/statements.h"

#include <QMap>
#include <QSet>

#include <optional>
#include <tuple>

namespace hearth::server {

namespace {

//! Rows of one step: other writes wait meanwhile.
constexpr int forgetBatch = 5'000;

//! What one rollUp() has found of a bucket.
using BucketKey = std::tuple<qint64, QString, qint64>; // channel, field, at

void addTo(QMap<BucketKey, Bucket> &found, qint64 channel, qint64 at, const QByteArray &json)
{
    const qint64 begin = at / BucketQuery::bucketMs * BucketQuery::bucketMs;
    for (const auto &[field, value] : numbersOf(json)) {
        Bucket &bucket = found[{channel, field, begin}];
        bucket.least = bucket.count == 0 ? value : std::min(bucket.least, value);
        bucket.most = bucket.count == 0 ? value : std::max(bucket.most, value);
        bucket.sum += value;
        ++bucket.count;
    }
}

ChannelPoint pointOf(const Rows &row)
{
    return {row.text(0), {row.number(1), row.number(2), row.bytes(3)}};
}

} // namespace

Result<qint64> SqlChannels::channelFor(const NewValues &values)
{
    auto found = m_statements.number("channelByName", values.channel);
    if (found || found.error().code != ErrorCode::NotFound)
        return found;
    const auto isFull = [](const Result<qint64> &count, int limit) {
        return count && limit > 0 && *count >= limit;
    };
    if (isFull(m_statements.number("countChannels"), values.channelsInAll))
        return Error(ErrorCode::TooMany,
            QStringLiteral("This server keeps at most %1 channels").arg(values.channelsInAll));
    if (!values.userId.isEmpty() &&
        isFull(m_statements.number("countChannelsOf", values.userId), values.channelsOfUser))
        return Error(ErrorCode::TooMany,
            QStringLiteral("At most %1 channels of one person; delete one first").arg(values.channelsOfUser));
    const auto owner = values.userId.isEmpty() ? std::nullopt : std::optional(values.userId);
    return m_statements.number("addChannel", values.channel, owner, values.now);
}

Result<Done> SqlChannels::checkBytes(qint64 channel, const NewValues &values)
{
    if (values.bytesOfMaker == 0)
        return Done{};
    const auto bytes = m_statements.number("bytesOfMaker", channel);
    if (!bytes)
        return bytes.error();
    if (*bytes < values.bytesOfMaker)
        return Done{};
    return Error(ErrorCode::QuotaExceeded,
        QStringLiteral("The channels of whoever made %1 take %2 bytes on disk, and may take %3 "
                       "(limits.channel_disk_bytes_per_user): delete one, or send less")
            .arg(values.channel)
            .arg(*bytes)
            .arg(values.bytesOfMaker));
}

Result<qint64> SqlChannels::append(const NewValues &values)
{
    auto channel = channelFor(values);
    if (!channel)
        return channel;
    if (const auto fits = checkBytes(*channel, values); !fits)
        return fits.error();
    qint64 first = 0;
    qint64 last = 0;
    for (const NewPoint &point : values.points) {
        auto id = m_statements.number("addPoint", *channel, point.at, QString::fromUtf8(point.json));
        if (!id)
            return id;
        first = first == 0 ? *id : first;
        last = *id;
    }
    const auto set = m_statements.change("setLastPoint", *channel, last);
    return set ? Result(first) : set.error();
}

Result<QList<ChannelRecord>> SqlChannels::channels()
{
    auto rows = m_statements.run("allChannels");
    if (!rows)
        return rows.error();
    QList<ChannelRecord> all;
    while (rows->next())
        all.append({rows->text(0), rows->text(1), rows->number(2)});
    const auto end = rows->end();
    return end ? Result(all) : end.error();
}

Result<Done> SqlChannels::recent(qint64 at, int limit, const std::function<void(const ChannelPoint &)> &take)
{
    auto rows = m_statements.run("recentPoints", at, limit);
    if (!rows)
        return rows.error();
    while (rows->next())
        take(pointOf(*rows));
    return rows->end();
}

Result<QList<ChannelPoint>> SqlChannels::after(qint64 id, int limit)
{
    return listOf(m_statements.run("newestPoints", id, limit), pointOf);
}

Result<Done> SqlChannels::removeChannel(const QString &channel, const QString &userId)
{
    auto removed = someAffected(m_statements.run("removeChannel", channel, userId));
    if (removed || removed.error().code != ErrorCode::NotFound)
        return removed;
    const auto others = m_statements.number("channelByName", channel);
    return others ? Result<Done>(ErrorCode::Forbidden) : others.error();
}

Result<QSet<QString>> SqlChannels::fieldsOf(qint64 channel)
{
    auto rows = m_statements.run("fieldsOf", channel);
    if (!rows)
        return rows.error();
    QSet<QString> all;
    while (rows->next())
        all.insert(rows->text(0));
    const auto end = rows->end();
    return end ? Result(all) : end.error();
}

Result<RolledUp> SqlChannels::rollUp(int limit, int fields)
{
    const auto from = m_statements.number("rolledUpTo");
    if (!from)
        return from.error();
    QMap<BucketKey, Bucket> found;
    qint64 last = *from;
    RolledUp done;
    {
        auto rows = m_statements.run("pointsAfter", *from, limit);
        if (!rows)
            return rows.error();
        for (; rows->next(); ++done.values) {
            addTo(found, rows->number(1), rows->number(2), rows->bytes(3));
            last = rows->number(0);
        }
        if (const auto end = rows->end(); !end)
            return end.error();
    }
    // What one step finds comes by channel. Each one's fields are asked for once: a sender of ever new names
    // costs no more than any other.
    std::optional<qint64> known;
    QSet<QString> names;
    for (auto it = found.cbegin(); it != found.cend(); ++it) {
        const auto &[channel, field, at] = it.key();
        if (known != channel) {
            auto read = fieldsOf(channel);
            if (!read)
                return read.error();
            known = channel;
            names = std::move(*read);
        }
        // A sender that names them anew each time would fill the disk.
        if (fields > 0 && names.size() >= fields && !names.contains(field)) {
            ++done.leftOut;
            continue;
        }
        names.insert(field);
        const Bucket &bucket = it.value();
        const auto added = m_statements.change(
            "addToBucket", channel, field, at, bucket.count, bucket.sum, bucket.least, bucket.most);
        if (!added)
            return added.error();
    }
    const auto set = done.values > 0 ? m_statements.change("setRolledUpTo", last) : Result<Done>(Done{});
    return set ? Result(done) : set.error();
}

Result<QList<Bucket>> SqlChannels::buckets(const BucketQuery &query)
{
    const bool isAll = query.field.isEmpty();
    auto rows = isAll ? m_statements.run("bucketsOf", query.channel, query.from, query.to, query.spanMs)
                      : m_statements.run(
                            "bucketsOfField", query.channel, query.from, query.to, query.spanMs, query.field);
    if (!rows)
        return rows.error();
    QList<Bucket> all;
    while (rows->next())
        all.append(
            {rows->text(0), rows->number(1), rows->number(2), rows->real(3), rows->real(4), rows->real(5)});
    const auto end = rows->end();
    return end ? Result(all) : end.error();
}

Result<bool> SqlChannels::forget(qint64 values, qint64 buckets)
{
    const auto points = m_statements.run("forgetPoints", values, forgetBatch);
    if (!points)
        return points.error();
    const bool isMore = points->affected() == forgetBatch;
    const auto old = m_statements.run("forgetBuckets", buckets, forgetBatch);
    if (!old)
        return old.error();
    const bool isMoreOld = isMore || old->affected() == forgetBatch;
    const auto isMoreRemoved = forgetRemoved();
    return isMoreRemoved ? Result(isMoreOld || *isMoreRemoved) : isMoreRemoved;
}

Result<bool> SqlChannels::forgetRemoved()
{
    const auto channel = m_statements.number("removedChannel");
    if (!channel)
        return channel.error().code == ErrorCode::NotFound ? Result(false) : channel.error();
    for (const char *rows : {"forgetPointsOf", "forgetBucketsOf"}) {
        const auto gone = m_statements.run(rows, *channel, forgetBatch);
        if (!gone)
            return gone.error();
        if (gone->affected() == forgetBatch)
            return true;
    }
    const auto gone = m_statements.change("forgetChannel", *channel);
    return gone ? Result(true) : gone.error();
}

} // namespace hearth::server
