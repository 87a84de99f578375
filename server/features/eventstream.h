#pragma once

#include "server/features/tokenwatch.h"
#include "server/net/httpbody.h"

#include <QHash>

#include <functional>

namespace hearth::server {

class EventStreams;

//! One answer that goes on as Server-Sent Events: sends what its source says, and a ping where that is long
//! silent. Dies with its connection, which may be after the features.
class EventStream final : public HttpBody
{
public:
    //! What a stream is about. Dies with it; on the loop's thread.
    class Source
    {
    public:
        virtual ~Source() = default;
        //! The peer listens: the time for the first event. `stream` lives as long as the source.
        virtual void begun(EventStream &stream) = 0;
        //! The role of who listens is another one. It may come before begun().
        virtual void callerChanged(const protocol::User &) {}
        //! Everything that was sent has left.
        virtual void drained() {}
    };

    //! `owner`: where it counts; may be nobody.
    EventStream(EventStreams *owner, Timers &timers, std::unique_ptr<Source> source);
    ~EventStream() override;

    //! `data`: JSON. Once the peer reads too slowly, or the stream has ended, it goes nowhere.
    void send(const QByteArray &name, const QByteArray &data, const QString &id = {});
    //! An event that was made once for many, by server/net/sse.h.
    void write(const QByteArray &event);
    //! Bytes that have not left.
    [[nodiscard]] qint64 queuedBytes() const { return m_writer ? m_writer->queuedBytes() : 0; }
    //! The peer may come back for what follows.
    void end();
    //! The same, and it is told to wait so long before it does.
    void endUntil(int retryMs);
    [[nodiscard]] bool hasEnded() const { return !m_writer; }

    void begin(BodyWriter &writer) override;
    void drained() override { m_source->drained(); }
    void callerChanged(const protocol::User &user) { m_source->callerChanged(user); }

private:
    void ping();

    QPointer<EventStreams> m_owner;
    Timers &m_timers;
    BodyWriter *m_writer = nullptr;
    qint64 m_wroteAt = 0; //!< on the steady clock
    Timer m_ping;
    std::unique_ptr<Source> m_source;
};

//! Every stream that is open: at most Limits::eventStreamsPerUser a person. Each ends when its token is
//! revoked, and learns of a new role; all end before the server does, and each client is then told to come
//! back after a time of its own.
class EventStreams : public QObject
{
    Q_OBJECT

public:
    //! `random`: 0 up to 1, for how long each client is told to wait.
    EventStreams(const Services &services, TokenWatch &tokens, std::function<double()> random);
    ~EventStreams() override;

    //! `GET /events…` and the same under /api; `path` begins behind `/events`. The handler answers by open().
    void serve(const QString &path, const Router::Handler &handler);
    //! Answers with a stream, or TooMany.
    void open(const Caller &caller, const Responder &respond, std::unique_ptr<EventStream::Source> source);
    //! Begins no stream any more. Who asks for one is answered with 404, before anything is looked at: what
    //! stands before several servers asks another one then, with the same ticket.
    void turnAway() { m_turnsAway = true; }
    void endAll() { endSome(count()); }
    //! So many of those that go on, whichever they are. What was written before is sent.
    void endSome(qsizetype count);
    [[nodiscard]] qsizetype count() const { return m_streams.size(); }
    [[nodiscard]] quint64 refused() const { return m_refused; }

private:
    friend class EventStream;
    void forget(EventStream *stream);
    void endOf(const QByteArray &tokenHash);
    void review(const TokenWatch::Holders &holders);

    Services m_services;
    TokenWatch &m_tokens;
    std::function<double()> m_random;
    QHash<EventStream *, Caller> m_streams;
    QHash<QString, int> m_ofUser;
    quint64 m_refused = 0;
    bool m_turnsAway = false;
};

} // namespace hearth::server
