#pragma once

#include "server/series/point.h"
#include "shared/base/result.h"
#include "shared/base/spans.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace hearth::server {

//! Values to be kept under a channel's name. The first of a name makes the channel.
struct NewValues
{
    QString channel;
    QString userId; //!< whose, empty for the server itself
    QList<NewPoint> points;
    qint64 now = 0;         //!< ms since 1970
    int channelsOfUser = 0; //!< at most so many made by one person, 0 for any number
    int channelsInAll = 0;
    qint64 bytesOfMaker = 0; //!< on disk, of all channels of who made this one; 0 for any number
};

struct ChannelRecord
{
    QString name;
    QString userId; //!< who made it; empty: the server
    qint64 createdAt = 0;
    bool operator==(const ChannelRecord &) const = default;
};

struct ChannelPoint
{
    QString channel;
    Point point;
    bool operator==(const ChannelPoint &) const = default;
};

//! The numbers of one field within a span of time.
struct Bucket
{
    QString field;
    qint64 at = 0; //!< where the span begins, ms since 1970
    qint64 count = 0;
    double sum = 0;
    double least = 0;
    double most = 0;
    bool operator==(const Bucket &) const = default;
};

//! What a step of rollUp() was.
struct RolledUp
{
    int values = 0;
    int leftOut = 0; //!< buckets that there was no room for
};

struct BucketQuery
{
    QString channel;
    qint64 from = 0; //!< ms since 1970
    qint64 to = 0;   //!< not included
    qint64 spanMs = bucketMs;
    QString field = {};                          //!< empty: every field
    static constexpr qint64 bucketMs = minuteMs; //!< the finest
};

//! A token that is good for channels alone.
struct ChannelToken
{
    QString id;
    QByteArray hash;     //!< SHA-256 of the token
    QString userId;      //!< who made it
    QString name;        //!< what it is for
    QStringList publish; //!< patterns
    QStringList read;
    qint64 createdAt = 0;
    bool operator==(const ChannelToken &) const = default;
};

//! The values of channels: each as it came for a while, and for longer the least, the most and the mean of
//! their numbers. Who may is not asked here.
class ChannelStore
{
public:
    virtual ~ChannelStore() = default;
    //! The id of the first; the others follow it without holes. TooMany where it would make one channel too
    //! many, QuotaExceeded where what is there takes as much as it may; what comes then is at most one
    //! call's.
    virtual Result<qint64> append(const NewValues &values) = 0;
    //! By name.
    virtual Result<QList<ChannelRecord>> channels() = 0;
    //! Of each channel, its first of `at` or later with all that came after it, and its last, whatever its
    //! time: the newest `limit`, by id. `take` gets them one by one, since all at once may not fit into
    //! memory; it asks the database for nothing.
    virtual Result<Done> recent(
        qint64 at, int limit, const std::function<void(const ChannelPoint &)> &take) = 0;
    //! Of every channel: those after an id, the first `limit` of them.
    virtual Result<QList<ChannelPoint>> after(qint64 id, int limit) = 0;
    //! Gone at once, and its name is free; its values and buckets go by forget(). Forbidden where it is not
    //! the person's, an empty userId takes anybody's; NotFound.
    virtual Result<Done> removeChannel(const QString &channel, const QString &userId) = 0;

    //! Puts values that are in no bucket yet into theirs, at most `limit`. A channel has buckets of at most
    //! `fields` names, 0 for any number: the first.
    virtual Result<RolledUp> rollUp(int limit, int fields) = 0;
    //! By field, then time; of what rollUp() has seen.
    virtual Result<QList<Bucket>> buckets(const BucketQuery &query) = 0;
    //! Forgets each channel's first values as far as they are from before `values`, but not its last, in
    //! the order of their ids: what is old and came after one that is not stays with it, so that nobody who
    //! resumes misses it. Also buckets from before `buckets` (ms since 1970), and what is left of removed
    //! channels; some thousand rows of each at once, and whether there were more.
    virtual Result<bool> forget(qint64 values, qint64 buckets) = 0;

    virtual Result<Done> addToken(const ChannelToken &token) = 0;
    //! Unauthorized when unknown or revoked, or where the person's account is gone.
    virtual Result<ChannelToken> tokenByHash(const QByteArray &hash) = 0;
    //! Those of the person, or of everybody where that is empty; the newest first.
    virtual Result<QList<ChannelToken>> tokens(const QString &userId) = 0;
    //! NotFound where it is not the person's; an empty userId takes anybody's.
    virtual Result<ChannelToken> removeToken(const QString &id, const QString &userId) = 0;
};

} // namespace hearth::server
