#include "server/features/notificationstream.h"

#include "server/features/binding.h"

#include <limits>

namespace hearth::server {

namespace {
//! Of a stream that resumes, in one step.
constexpr int pageSize = 100;
} // namespace

//! One stream's place in a person's notifications. What it is behind by comes from the database, as fast as
//! the peer reads; what is stored meanwhile is there, too, and needs no queue.
class NotificationStream final : public QObject, public EventStream::Source
{
public:
    NotificationStream(NotificationStreams &owner, const QString &userId, std::optional<qint64> resumeAfter)
        : m_owner(&owner), m_userId(userId), m_resumeAfter(resumeAfter)
    {}
    ~NotificationStream() override
    {
        if (m_owner)
            m_owner->m_listeners.remove(m_userId, this);
    }

    void begun(EventStream &stream) override
    {
        if (!m_owner)
            return stream.end();
        m_stream = &stream;
        m_owner->m_listeners.insert(m_userId, this);
        m_at = m_resumeAfter.value_or(m_owner->m_notifications.position());
        stream.send("connected", toCompactJson(QJsonObject{{QStringLiteral("userId"), m_userId}}),
            notificationId(m_at));
        if (m_resumeAfter)
            catchUp();
    }

    void drained() override
    {
        if (std::exchange(m_waits, false))
            catchUp();
    }

    void tell(const protocol::Notification &notification)
    {
        if (m_isBehind)
            m_isMoreThere = true;
        else
            send(notification);
    }

    //! Several servers store them, so what is told next need not be what comes next: as the database has it.
    void look()
    {
        if (m_isBehind)
            m_isMoreThere = true;
        else
            catchUp();
    }

    void tell(const Cleared &cleared)
    {
        m_stream->send(protocol::NotificationCleared::info.name,
            protocol::argumentsText(protocol::NotificationCleared{cleared.ids}));
    }

private:
    void send(const protocol::Notification &notification)
    {
        const qint64 position = notificationPosition(notification.id);
        if (position <= m_at)
            return;
        m_at = position;
        m_stream->send(protocol::NotificationNew::info.name,
            protocol::argumentsText(protocol::NotificationNew{notification}), notification.id);
    }

    void catchUp()
    {
        if (!m_owner)
            return;
        m_isBehind = true;
        m_isMoreThere = false;
        const MissedQuery query{m_userId, m_at, std::numeric_limits<qint64>::max(), 0, pageSize};
        m_owner->m_services.storage.read<QList<protocol::Notification>>(
            this, [query](Database &db) { return db.notifications().missed(query); },
            [this](const Result<QList<protocol::Notification>> &page) {
                if (!page)
                    return m_stream->end(); // the client comes back for it
                for (const protocol::Notification &each : *page)
                    send(each);
                m_isMoreThere = m_isMoreThere || page->size() == pageSize;
                if (!m_isMoreThere)
                    m_isBehind = false;
                else if (m_stream->queuedBytes() > 0)
                    m_waits = true;
                else
                    catchUp();
            });
    }

    QPointer<NotificationStreams> m_owner;
    QString m_userId;
    std::optional<qint64> m_resumeAfter;
    EventStream *m_stream = nullptr;
    qint64 m_at = 0;            //!< the position up to which everything was sent
    bool m_isBehind = false;    //!< sends from the database
    bool m_isMoreThere = false; //!< something was stored since the last look, or is left from it
    bool m_waits = false;       //!< for the peer to read
};

NotificationStreams::NotificationStreams(
    const Services &services, Tickets &tickets, Notifications &notifications, EventStreams &streams)
    : m_services(services), m_tickets(tickets), m_notifications(notifications), m_streams(streams)
{
    connect(&notifications, &Notifications::told, this, &NotificationStreams::tell);
    connect(&notifications, &Notifications::heard, this, [this](const QString &userId) {
        for (NotificationStream *stream : m_listeners.values(userId))
            stream->look();
    });
    streams.serve(QStringLiteral("/notifications"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            m_tickets.authenticate(request, respond,
                [this, request, respond](const Caller &caller) { open(request, caller, respond); });
        });
}

void NotificationStreams::open(const HttpRequest &request, const Caller &caller, const Responder &respond)
{
    // The header is the newer one: a browser goes on with the same address.
    QString last = QString::fromUtf8(request.header("last-event-id"));
    if (last.isEmpty())
        last = request.query.queryItemValue(QStringLiteral("lastEventId"), QUrl::FullyDecoded);
    // An id that is none of ours says nothing of what was seen: everything unread comes.
    const auto after = last.isEmpty() ? std::nullopt : std::optional(notificationPosition(last));
    m_streams.open(caller, respond, std::make_unique<NotificationStream>(*this, caller.user.id, after));
}

void NotificationStreams::tell(const News &news)
{
    for (const Notified &each : m_notifications.isShared() ? QList<Notified>() : news.notified) {
        for (NotificationStream *stream : m_listeners.values(each.userId))
            stream->tell(each.notification);
    }
    for (const Cleared &each : news.cleared) {
        for (NotificationStream *stream : m_listeners.values(each.userId)) {
            if (!each.ids.isEmpty())
                stream->tell(each);
        }
    }
}

} // namespace hearth::server
