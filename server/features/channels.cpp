#include "server/features/channels.h"

#include "server/features/accounts.h"
#include "server/features/binding.h"
#include "server/series/channelname.h"
#include "server/series/values.h"
#include "shared/base/spans.h"

namespace hearth::server {

namespace {

constexpr int tendMs = 15'000;
//! Of one step of the writer, which others wait for.
constexpr int rollUpBatch = 2'000;
//! Rows that are read at the start.
constexpr int loadLimit = 500'000;
//! Of what a subscription begins with.
constexpr qsizetype initialLength = 300;
//! A frame that every client takes.
constexpr qint64 portionBytes = 256 * 1024;

} // namespace

Channels::Channels(const Services &services, Broker &broker)
    : m_services(services)
    , m_broker(broker)
    , m_rate(services.clock, services.limits.channelValuesPerSecond, services.limits.channelValueBurst)
{
    m_subscription =
        broker.psubscribe(allChannelTopics(), [this](const QString &topic, const QByteArray &payload) {
            const auto news = newsFrom(payload);
            if (news && isChannelName(news->channel) && channelTopic(news->channel) == topic &&
                hasRoomFor(news->channel))
                take(*news);
            else
                ++m_refused;
        });
    m_removals = broker.subscribe(removedChannelsTopic(),
        [this](const QString &, const QByteArray &channel) { forget(QString::fromUtf8(channel)); });
    connect(&m_tending, &QTimer::timeout, this, &Channels::tend);
    m_tending.start(tendMs);
}

Result<Done> Channels::load(Database &db)
{
    auto read =
        db.channels().recent(m_services.clock.wallMs() - hourMs, loadLimit, [this](const ChannelPoint &each) {
            if (!has(each.channel)) // what is older was not read
                historyOf(each.channel).beginAfter(each.point.id - 1);
            add(each.channel, each.point);
        });
    if (read)
        rollUp(); // also what a server that was killed had begun to take away
    return read;
}

void Channels::publish(const Publisher &publisher, const QString &channel, const QList<NewPoint> &points,
    const Published &answer)
{
    const auto refuse = [this, answer](const Error &error) {
        ++m_refused;
        if (answer)
            answer(error);
    };
    if (!isChannelName(channel))
        return refuse(noChannelName());
    if (const auto fits = checkPoints(points, m_services.clock.wallMs(), {}); !fits)
        return refuse(fits.error());
    const bool isServer = publisher.userId.isEmpty();
    if (const qint64 wait = isServer ? 0 : m_rate.take(publisher.userId, int(points.size())))
        return answer ? answer(tooFast(wait)) : void();
    if (!hasRoomFor(channel))
        return refuse({ErrorCode::TooMany, QStringLiteral("The server's channels are full")});
    store(publisher, channel, points, answer);
}

void Channels::store(const Publisher &publisher, const QString &channel, const QList<NewPoint> &points,
    const Published &answer)
{
    const Limits &limits = m_services.limits;
    const NewValues values{channel, publisher.userId, points, m_services.clock.wallMs(),
        limits.channelsPerUser, limits.channels, limits.channelDiskBytesPerUser};
    m_services.storage.write<qint64>(
        this,
        [values, ask = publisher.ask](Database &db) -> Result<qint64> {
            if (const auto may = ask ? ask(db, values.channel) : Result(protocol::User()); !may)
                return may.error();
            return db.channels().append(values);
        },
        [this, values, answer](const Result<qint64> &first) {
            if (!first) {
                ++m_refused;
                return answer ? answer(first.error()) : void();
            }
            const qsizetype count = values.points.size();
            // First the yes, as with messages: what the sender hears next is its own value.
            if (answer)
                answer(Point{*first + count - 1, values.points.last().at, values.points.last().json});
            m_published += quint64(count);
            for (qsizetype i = 0; i < count; ++i) {
                const NewPoint &point = values.points.at(i);
                m_broker.publish(channelTopic(values.channel),
                    newsOf(values.channel, {*first + i, point.at, point.json}).text);
            }
        });
}

bool Channels::hasRoomFor(const QString &channel) const
{
    return has(channel) || m_services.limits.channelBytes == 0 || m_bytes <= m_services.limits.channelBytes;
}

void Channels::take(const ChannelNews &news)
{
    if (holds(news))
        return;
    add(news.channel, news.point);
    m_position = std::max(m_position, news.point.id);
    Q_EMIT updated(news);
}

bool Channels::holds(const ChannelNews &news) const
{
    const auto from = after(news.channel, news.point.id - 1, 1);
    return from && !from->isEmpty() && from->first().id == news.point.id;
}

PointHistory &Channels::historyOf(const QString &channel)
{
    const auto found = m_histories.find(channel);
    if (found != m_histories.end())
        return *found;
    return *m_histories.insert(channel, PointHistory(PointHistory::Bounds{}));
}

void Channels::add(const QString &channel, const Point &point)
{
    PointHistory &history = historyOf(channel);
    m_bytes -= history.bytes();
    (void)history.add(point, m_services.clock.wallMs());
    // All together have a bound, too: whoever adds gives way.
    const qint64 limit = m_services.limits.channelBytes;
    for (; limit > 0 && m_bytes + history.bytes() > limit && history.size() > 1;)
        history.dropOldest();
    m_bytes += history.bytes();
    m_position = std::max(m_position, point.id);
}

void Channels::remove(
    const Publisher &publisher, const QString &channel, const std::function<void(Result<Done>)> &answer)
{
    m_services.storage.write<Done>(
        this,
        [channel, ask = publisher.ask](Database &db) -> Result<Done> {
            const auto user = ask(db, channel);
            if (!user)
                return user.error();
            return db.channels().removeChannel(channel, isAdmin(*user) ? QString() : user->id);
        },
        [this, channel, answer](const Result<Done> &done) {
            if (done) {
                m_broker.publish(removedChannelsTopic(), channel.toUtf8());
                rollUp();
            }
            answer(done);
        });
}

void Channels::forget(const QString &channel)
{
    const auto history = m_histories.find(channel);
    if (history != m_histories.end()) {
        m_bytes -= history->bytes();
        m_histories.erase(history);
    }
    Q_EMIT removed(channel);
}

QStringList Channels::names() const
{
    QStringList all = m_histories.keys();
    all.sort();
    return all;
}

std::optional<Point> Channels::lastOf(const QString &channel) const
{
    const auto history = m_histories.constFind(channel);
    return history == m_histories.constEnd() ? std::nullopt : history->last();
}

QList<Point> Channels::recent(const QString &channel, qsizetype limit) const
{
    const auto history = m_histories.constFind(channel);
    if (history == m_histories.constEnd())
        return {};
    QList<Point> points = history->since(m_services.clock.wallMs() - hourMs, limit);
    if (points.isEmpty()) // an old value is better than none
        points.append(*history->last());
    const qint64 most = portion();
    qint64 bytes = 0;
    qsizetype kept = 0;
    for (auto it = points.crbegin(); it != points.crend() && bytes < most; ++it, ++kept)
        bytes += it->json.size();
    return points.last(kept);
}

QList<Point> Channels::sampled(const QString &channel, qint64 at, qsizetype limit, qint64 bytes) const
{
    const auto history = m_histories.constFind(channel);
    if (history == m_histories.constEnd())
        return {};
    const QList<Point> points = history->sampled(at, limit, bytes);
    return points.isEmpty() ? QList<Point>{*history->last()} : points;
}

std::optional<QList<Point>> Channels::after(const QString &channel, qint64 id, qsizetype limit) const
{
    const auto history = m_histories.constFind(channel);
    return history == m_histories.constEnd() ? QList<Point>() : history->after(id, limit);
}

QByteArray Channels::initial(const QString &channel) const
{
    return initialText(channel, recent(channel, initialLength));
}

qint64 Channels::portion() const
{
    const qint64 bound = m_services.limits.sendQueueBytes;
    return bound > 0 ? std::min(portionBytes, bound / 4) : portionBytes;
}

void Channels::tend()
{
    const qint64 now = m_services.clock.wallMs();
    m_bytes = 0;
    for (PointHistory &history : m_histories) {
        history.trim(now);
        m_bytes += history.bytes();
    }
    rollUp();
}

void Channels::rollUp()
{
    if (!std::exchange(m_isRollingUp, true))
        rollUpStep();
}

void Channels::rollUpStep()
{
    struct Step
    {
        bool isMore = false;
        int leftOut = 0;
    };
    m_services.storage.write<Step>(
        this,
        [now = m_services.clock.wallMs(), fields = m_services.limits.fieldsPerChannel](
            Database &db) -> Result<Step> {
            const auto done = db.channels().rollUp(rollUpBatch, fields);
            if (!done)
                return done.error();
            const auto isMoreOld = db.channels().forget(now - hourMs, now - monthMs);
            if (!isMoreOld)
                return isMoreOld.error();
            return Step{*isMoreOld || done->values == rollUpBatch, done->leftOut};
        },
        [this](const Result<Step> &step) {
            if (step)
                m_leftOut += quint64(step->leftOut);
            if (step && step->isMore)
                return rollUpStep();
            m_isRollingUp = false;
        });
}

} // namespace hearth::server
