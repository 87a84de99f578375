#pragma once

#include "server/net/stream.h"
#include "server/redis/connector.h"
#include "server/redis/resp.h"
#include "shared/base/backoff.h"

#include <deque>

namespace hearth::server {

class TlsContext;

//! How one reaches Redis, and how patiently.
struct RedisOptions
{
    RedisUrl url;
    std::shared_ptr<const TlsContext> tls; //!< where the URL says rediss
    int connectMs = 3'000;                 //!< for a name, an address and the sign-in each
    int heartbeatMs = 5'000;               //!< between questions whether it is still there
    int silenceMs = 5'000;                 //!< for the answer to one
    qint64 queueBytes = 4 * 1024 * 1024;   //!< that wait to be sent; more is dropped, and counted
    int firstRetryMs = 200;                //!< doubles up to maxRetryMs; each wait is chance, up to it
    int maxRetryMs = 5'000;
    std::function<double()> random; //!< 0 to 1; empty: the machine's
};

//! One connection to Redis that comes back by itself: signs in, asks whether it talks to a master, and tells
//! its owner when it is there and when it is not. Commands are answered in their order.
class RedisSession final : private Stream::Handler
{
public:
    struct Trouble
    {
        QString text; //!< one line, with the host, such as `127.0.0.1:6379: Connection refused`
        bool isRefusal =
            false; //!< Redis has answered, and will not let us in until somebody changes something
    };
    struct Figures
    {
        quint64 dropped = 0;  //!< commands that there was no room for, or nobody to send them to
        quint64 lost = 0;     //!< commands that were sent and not answered
        quint64 connects = 0; //!< sign-ins that succeeded
    };
    class Owner
    {
    public:
        virtual void signedIn(RedisSession &session) = 0;
        //! Once for each end and for each round of all hosts that led nowhere.
        virtual void isAway(RedisSession &session, const Trouble &trouble) = 0;
        //! What nobody has asked for, such as `message`; true where it was that.
        virtual bool pushed(const redisReply &reply) = 0;

    protected:
        ~Owner() = default;
    };
    //! Null where the connection went before the answer came.
    using Answered = std::function<void(const redisReply *)>;

    RedisSession(Loop &loop, const RedisOptions &options, Owner &owner);
    ~RedisSession();
    RedisSession(const RedisSession &) = delete;
    RedisSession &operator=(const RedisSession &) = delete;

    void start();
    [[nodiscard]] bool isSignedIn() const { return m_state == State::SignedIn; }
    //! Between an end and the first attempts' end it waits in the queue. false: dropped, and `answered` is
    //! not called.
    bool send(const QByteArray &command, Answered answered = {});
    //! Sent and not answered.
    [[nodiscard]] std::size_t awaitedCount() const { return m_awaited.size(); }
    [[nodiscard]] qint64 queuedBytes() const { return m_stream ? m_stream->queuedBytes() : m_heldBytes; }
    [[nodiscard]] const Figures &figures() const { return m_figures; }
    //! The host that is or was last talked to.
    [[nodiscard]] QString hostText() const;

private:
    enum class State { Waiting, Connecting, SigningIn, SignedIn };
    struct Held
    {
        QByteArray command;
        Answered answered;
    };

    void received(QByteArrayView bytes) override;
    void gone() override;

    void connectToHost();
    void opened(const Connector::Connected &connected);
    void signIn();
    void ask(const QByteArray &command, Answered answered);
    //! An answer of the sign-in: an error ends the attempt, unless it `mayFail`.
    [[nodiscard]] Answered signInStep(bool mayFail, std::function<void(const redisReply &)> done = {});
    void signedIn();
    void answer(const redisReply &reply);
    void beat();
    [[nodiscard]] QString hiddenTrouble(const QString &otherwise) const;
    //! The attempt, or the connection, has come to nothing.
    void fail(const QString &why, bool isRefusal);
    void dropHeld();

    Loop &m_loop;
    RedisOptions m_options;
    Owner &m_owner;
    State m_state = State::Waiting;
    qsizetype m_host = 0;        //!< of the list
    qsizetype m_failedHosts = 0; //!< of this round
    bool m_isHolding = true;     //!< what is to be sent waits for the connection
    std::deque<Held> m_held;
    qint64 m_heldBytes = 0;
    std::unique_ptr<Connector> m_connector;
    Stream::Pointer m_stream;
    std::unique_ptr<ReplyReader> m_reader;
    std::deque<Answered> m_awaited;
    Backoff m_backoff;
    Timer m_retry;
    Timer m_heartbeat;
    Timer m_silence;
    Trouble m_trouble; //!< the worst of this round
    Figures m_figures;
    std::shared_ptr<bool> m_isAlive = std::make_shared<bool>(); //!< for who calls others, who may end this
};

} // namespace hearth::server
