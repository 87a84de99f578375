#include "server/features/channelstream.h"

#include "server/features/channelbacklog.h"
#include "server/features/requests.h"
#include "server/series/channelname.h"
#include "shared/base/glob.h"

#include <algorithm>

namespace hearth::server {

namespace {

bool isPattern(const QString &topic)
{
    return topic.contains(QLatin1Char('*'));
}

Result<QStringList> topicsOf(const HttpRequest &request, int limit)
{
    const QString list = parameter(request, QStringLiteral("channels")).value_or(QString());
    QStringList topics = list.split(QLatin1Char(','), Qt::SkipEmptyParts);
    topics.removeDuplicates();
    if (topics.isEmpty())
        return Error(ErrorCode::InvalidRequest,
            QStringLiteral("channels: expected names or patterns, with commas between"));
    if (limit > 0 && topics.size() > limit)
        return Error(ErrorCode::TooMany,
            QStringLiteral("channels: at most %1 names and patterns on one stream").arg(limit));
    return topics;
}

//! By name and by permission. A pattern gives what the caller may read; a name has to be given as a whole.
Result<Done> checkTopics(const ChannelCaller &who, const QStringList &topics)
{
    for (const QString &topic : topics) {
        if (!isChannelPattern(topic))
            return noChannelName();
        if (isPattern(topic) && who.caller.user.role != protocol::Role::Guest)
            continue;
        if (auto may = mayRead(who, topic); !may)
            return may;
    }
    return Done{};
}

//! The position that the client names; the header is the newer one, as a browser goes on with the same
//! address.
std::optional<qint64> resumeAfter(const HttpRequest &request)
{
    QString last = QString::fromUtf8(request.header("last-event-id"));
    if (last.isEmpty())
        last = parameter(request, QStringLiteral("lastEventId")).value_or(QString());
    bool isNumber = false;
    const qint64 id = last.toLongLong(&isNumber);
    return isNumber ? std::optional(id) : std::nullopt;
}

} // namespace

//! One stream's channels.
class ChannelStream final : public EventStream::Source
{
public:
    ChannelStream(
        ChannelStreams &owner, ChannelCaller who, QStringList topics, const ChannelStreams::Position &from)
        : m_owner(&owner), m_who(std::move(who)), m_topics(std::move(topics)), m_from(from)
    {}
    ~ChannelStream() override
    {
        if (!m_owner)
            return;
        for (const QString &topic : m_topics)
            table(topic).remove(topic, this);
    }

    void begun(EventStream &stream) override
    {
        if (!m_owner || !checkTopics(m_who, m_topics))
            return stream.end();
        m_stream = &stream;
        for (const QString &topic : m_topics)
            table(topic).insert(topic, this);
        m_backlog.emplace(m_owner->m_channels, m_from.after, channels());
        goOn();
    }

    void drained() override { goOn(); }

    //! Who comes back for it meets the gate.
    void callerChanged(const protocol::User &user) override
    {
        m_who.caller.user = user;
        if (m_stream && !checkTopics(m_who, m_topics))
            m_stream->end();
    }

    //! Once for each telling, however many of its topics fit. Between servers values do not come in the order
    //! of their ids: one from before the client's position may be one that nobody has told it. Only what this
    //! server had not reached when the client came was told by another one.
    void tell(quint64 telling, const ChannelNews &news, const QByteArray &event)
    {
        if (news.point.id <= m_from.toldElsewhere)
            return;
        if (std::exchange(m_told, telling) == telling)
            return;
        if (isBehind())
            m_backlog->add(news);
        else
            m_stream->write(event);
    }
    void end() { m_stream->end(); }
    [[nodiscard]] bool mayHear(const QString &channel) const { return mayRead(m_who, channel).isOk(); }

private:
    QMultiHash<QString, ChannelStream *> &table(const QString &topic)
    {
        return isPattern(topic) ? m_owner->m_patterns : m_owner->m_listeners;
    }

    //! Those that are there, and those that are waited for by name.
    [[nodiscard]] QStringList channels() const
    {
        QStringList found;
        const QStringList names = m_owner->m_channels.names();
        for (const QString &topic : m_topics) {
            if (!isPattern(topic))
                found += topic;
            else
                std::copy_if(names.begin(), names.end(), std::back_inserter(found),
                    [&](const QString &name) { return globMatches(topic, name) && mayHear(name); });
        }
        found.removeDuplicates();
        return found;
    }

    //! A portion at a time, and the next one once that has left: however much it is, the peer has only to
    //! read. Counted here, not by what is queued, so that nothing more is made for a peer that was closed.
    void goOn()
    {
        const qint64 most = m_owner ? m_owner->m_channels.portion() : 0;
        for (qint64 bytes = 0; isBehind() && bytes < most;) {
            const QByteArray event = m_backlog->take();
            bytes += event.size();
            m_stream->write(event);
        }
    }

    [[nodiscard]] bool isBehind() const { return m_backlog && !m_backlog->isEmpty(); }

    QPointer<ChannelStreams> m_owner;
    ChannelCaller m_who;
    QStringList m_topics;
    const ChannelStreams::Position m_from;
    std::optional<ChannelBacklog> m_backlog;
    EventStream *m_stream = nullptr;
    quint64 m_told = 0;
};

ChannelStreams::ChannelStreams(
    const Services &services, ChannelAccess &access, Channels &channels, EventStreams &streams)
    : m_services(services), m_access(access), m_channels(channels), m_streams(streams)
{
    connect(&channels, &Channels::updated, this, &ChannelStreams::tell);
    connect(&channels, &Channels::removed, this, &ChannelStreams::endOf);
    streams.serve(QStringLiteral("/stream"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            const auto topics = topicsOf(request, m_services.limits.topicsPerStream);
            if (!topics) {
                m_refused += topics.error().code == ErrorCode::TooMany;
                return respond(HttpResponse::error(topics.error()));
            }
            open(request, *topics, respond);
        });
    streams.serve(QStringLiteral("/stream/{channel}"),
        [this](const HttpRequest &request, const QStringList &names, const Responder &respond) {
            open(request, names, respond);
        });
}

ChannelStreams::~ChannelStreams() = default;

void ChannelStreams::open(const HttpRequest &request, const QStringList &topics, const Responder &respond)
{
    const auto after = resumeAfter(request);
    m_access.authenticate(request, respond, [=, this](const ChannelCaller &who) {
        if (const auto may = checkTopics(who, topics); !may)
            return respond(HttpResponse::error(may.error()));
        if (after && *after > m_channels.position())
            return settlePosition(who, *after, topics, respond);
        const bool isGone = after && *after > 0 && topics.size() == 1 && !isPattern(topics.at(0)) &&
                            !m_channels.has(topics.at(0));
        if (isGone) {
            HttpResponse nothing;
            nothing.status = 204;
            return respond(nothing);
        }
        begin(who, topics, respond, {after});
    });
}

//! Who it is is asked again: a token that was revoked between the two reads is in no use yet that TokenWatch
//! could end.
void ChannelStreams::settlePosition(
    const ChannelCaller &who, qint64 after, const QStringList &topics, const Responder &respond)
{
    struct Settled
    {
        ChannelCaller who;
        bool isThere = false;
    };
    m_services.storage.read<Settled>(
        this,
        [after, hash = who.caller.tokenHash](Database &db) -> Result<Settled> {
            const auto now = callerByToken(db, hash);
            if (!now)
                return now.error();
            const auto there = db.channels().after(after - 1, 1);
            return there ? Result(Settled{*now, !there->isEmpty()}) : there.error();
        },
        [=, this](const Result<Settled> &settled) {
            if (!settled)
                return respond(HttpResponse::error(settled.error()));
            if (const auto may = checkTopics(settled->who, topics); !may)
                return respond(HttpResponse::error(may.error()));
            begin(settled->who, topics, respond, settled->isThere ? Position{after, after} : Position{});
        });
}

void ChannelStreams::begin(
    const ChannelCaller &who, const QStringList &topics, const Responder &respond, const Position &from)
{
    m_streams.open(who.caller, respond, std::make_unique<ChannelStream>(*this, who, topics, from));
}

void ChannelStreams::tell(const ChannelNews &news)
{
    if (!isHeard(news.channel))
        return;
    ++m_tellings;
    const QByteArray event = updateEvent(news);
    for (ChannelStream *stream : m_listeners.values(news.channel))
        stream->tell(m_tellings, news, event);
    for (auto it = m_patterns.cbegin(); it != m_patterns.cend(); ++it) {
        if (globMatches(it.key(), news.channel) && (*it)->mayHear(news.channel))
            (*it)->tell(m_tellings, news, event);
    }
}

void ChannelStreams::endOf(const QString &channel)
{
    for (ChannelStream *stream : m_listeners.values(channel))
        stream->end();
}

bool ChannelStreams::isHeard(const QString &channel) const
{
    if (m_listeners.contains(channel))
        return true;
    return std::any_of(m_patterns.keyBegin(), m_patterns.keyEnd(),
        [&channel](const QString &pattern) { return globMatches(pattern, channel); });
}

} // namespace hearth::server
