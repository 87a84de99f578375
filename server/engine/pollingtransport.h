#pragma once

#include "server/engine/transport.h"
#include "server/net/httpconnection.h"

namespace hearth::server {

//! HTTP long-polling: a GET that is held until there is something to say, a POST a payload of packets. One of
//! each at a time; whoever overlaps them, or leaves while a GET is held, ends the session.
class PollingTransport final : public Transport
{
public:
    using Exchange = std::shared_ptr<HttpExchange>;
    //! Makes the answer's headers for the request, such as those of CORS.
    using Decorate = std::function<void(const HttpRequest &, HttpResponse &)>;
    struct Bounds
    {
        qint64 sendQueueBytes = 1024 * 1024;
        int closeMs = 1'000; //!< how long a goodbye waits for a GET
    };

    PollingTransport(Loop &loop, const PeerAddress &peer, const Bounds &bounds, Decorate decorate);
    ~PollingTransport() override;

    void get(const Exchange &exchange);
    void post(const Exchange &exchange);
    //! The head of a POST is here: until the body is, or the peer has left, another one overlaps it. Hold
    //! what this gives for as long.
    [[nodiscard]] std::shared_ptr<void> beginPost();
    //! An upgrade began: GETs are answered at once, with NOOP where there is nothing else.
    void beginUpgrade();
    void cancelUpgrade() { m_isUpgrading = false; }
    //! The upgrade is done; what was not fetched. Nothing is sent here any more.
    [[nodiscard]] std::vector<Frame> takeQueue();

    void send(const Frame &frame) override;
    void close(CloseCode code) override;
    [[nodiscard]] const char *name() const override { return "polling"; }
    [[nodiscard]] bool isWritable() const override { return m_held && m_held->isOpen(); }
    [[nodiscard]] qint64 queuedBytes() const override { return m_queuedBytes; }
    [[nodiscard]] PeerAddress peer() const override { return m_peer; }

private:
    [[nodiscard]] bool isPosting() const { return m_isPosting || !m_awaitedPost.expired(); }
    void answerHeld();
    void answerAtTurnEnd();
    void respond(const Exchange &exchange, int status, const QByteArray &type, const QByteArray &body);
    void overlap(const Exchange &exchange);
    void end(quint16 code);

    Loop &m_loop;
    PeerAddress m_peer;
    Bounds m_bounds;
    Decorate m_decorate;
    Exchange m_held;
    std::vector<Frame> m_queue;
    qint64 m_queuedBytes = 0;
    Timer m_closeTimer;
    std::shared_ptr<bool> m_isAlive = std::make_shared<bool>(true);
    quint16 m_closeCode = 0;
    std::weak_ptr<void> m_awaitedPost;
    bool m_isPosting = false;
    bool m_isUpgrading = false;
    bool m_isAnswerDue = false;
    bool m_hasEnded = false;
};

} // namespace hearth::server
