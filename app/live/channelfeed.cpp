#include "app/live/channelfeed.h"

#include "app/models/bidi.h"
#include "app/sync/accountsession.h"
#include "shared/base/strictjson.h"

#include <QPointer>

namespace hearth::app {

namespace {

//! Of `channel:initial`: with fewer than these, it is all of the last hour.
constexpr qsizetype initialLength = 300;
//! The most that one answer holds.
constexpr int mostValues = 2'000;
constexpr int spansOfARange = 600;
constexpr int againMs = 2'000;
//! And with fewer bytes of values, for the server leaves out what would make a frame too long.
constexpr qint64 initialBytes = 256 * 1024;

qint64 bytesOf(const QList<protocol::ChannelValue> &values)
{
    qint64 sum = 0;
    for (const auto &each : values)
        sum += toCompactJson(each.data).size();
    return sum;
}

QHash<QString, Spans> spansOf(const RestClient::ChannelPast &past)
{
    QHash<QString, Spans> all;
    const ChannelHistory::Bounds bounds;
    for (const auto &[field, points] : past.fields) {
        if (all.size() >= bounds.fields || field.toUtf8().size() > bounds.fieldBytes)
            continue;
        Spans &spans = all[field];
        spans.spanMs = past.spanMs;
        for (const RestClient::ChannelSpan &each : points)
            spans.samples.append({each.at + past.spanMs / 2, each.mean, each.least, each.most});
    }
    return all;
}

} // namespace

ChannelFeed::ChannelFeed(AccountSession &account, QObject *parent)
    : LiveChannels(account.clock(), parent), m_account(account)
{
    Connection &connection = account.connection();
    connect(&connection, &Connection::eventReceived, this, &ChannelFeed::takeEvent);
    connect(&connection, &Connection::opened, this, [this] {
        forgetHeard();
        for (const QString &each : watched())
            subscribe(each);
    });
}

ChannelFeed::~ChannelFeed() = default;

void ChannelFeed::subscribe(const QString &channel)
{
    if (!m_account.connection().isOpen())
        return; // with the next connection
    m_account.connection().send(protocol::ChannelSubscribe{channel},
        [self = QPointer(this), channel](const Result<protocol::EmptyAck> &answer) {
            if (self && !answer)
                self->refused(channel, answer.error());
        });
}

void ChannelFeed::refused(const QString &channel, const Error &error)
{
    if (error.code == ErrorCode::Unavailable)
        return; // the connection is gone; the next one subscribes
    if (error.code == ErrorCode::RateLimited) {
        QTimer::singleShot(againMs, this, [this, channel] {
            if (watchers(channel) > 0 && !isHeard(channel))
                subscribe(channel);
        });
        return;
    }
    const QString name = safeName(channel); // a panel says it
    const bool isClosed = error.code == ErrorCode::AccessDenied || error.code == ErrorCode::Forbidden;
    setProblem(channel, isClosed
                            ? tr("You have no access to %1. Whoever runs the server can give it.").arg(name)
                            : tr("%1 cannot be heard: %2").arg(name, error.message));
}

void ChannelFeed::unsubscribe(const QString &channel)
{
    if (m_account.connection().isOpen())
        m_account.connection().tell(protocol::ChannelUnsubscribe{channel});
}

void ChannelFeed::takeEvent(const QString &name, const QJsonArray &arguments)
{
    using namespace protocol;
    if (name == QLatin1String(ChannelUpdate::info.name)) {
        if (const auto event = decodeArguments<ChannelUpdate>(arguments, UnknownKeys::Skip))
            add(event->channel, {event->id, event->at, event->data});
    } else if (name == QLatin1String(ChannelInitial::info.name)) {
        if (const auto event = decodeArguments<ChannelInitial>(arguments, UnknownKeys::Skip)) {
            const bool whole =
                event->history.size() < initialLength && bytesOf(event->history) < initialBytes;
            begin(event->channel, event->history, whole);
        }
    }
}

void ChannelFeed::askMore(const QString &channel)
{
    RestClient::PastQuery query{channel, 0, 0, mostValues};
    m_account.rest().channelPast(
        query, [self = QPointer(this), channel](const Result<RestClient::ChannelPast> &past) {
            if (self && past)
                self->extend(channel, past->history,
                    past->history.size() < mostValues && bytesOf(past->history) < initialBytes);
        });
}

void ChannelFeed::askPast(const QString &channel, qint64 key, qint64 from, qint64 until)
{
    // Spans are given of ranges that begin longer ago than an hour.
    constexpr qint64 hour = 3'600'000 + 120'000;
    RestClient::PastQuery query{channel, std::min(from, now() - hour), until + 1, spansOfARange};
    m_account.rest().channelPast(
        query, [self = QPointer(this), channel, key](const Result<RestClient::ChannelPast> &past) {
            if (self && past)
                self->setPast(channel, key, spansOf(*past));
        });
}

} // namespace hearth::app
