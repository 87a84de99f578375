#pragma once

#include "app/net/socketsession.h"
#include "app/platform/account.h"
#include "shared/base/backoff.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/events.h"

#include <QPointer>

#include <memory>

namespace hearth::app {

//! Keeps one account connected: the state machine over one SocketSession after another.
//!
//!     Offline → Connecting → Authenticating → CatchingUp → Live
//!        ↑__________|______________|_______________|_________|
//!
//! Comes back by itself, after a back-off or at once by retryNow(); gives up where the server said so.
class Connection : public QObject
{
    Q_OBJECT

public:
    enum class State { Offline, Connecting, Authenticating, CatchingUp, Live };
    Q_ENUM(State)

    struct Options
    {
        SocketSession::Options session;
        int backoffFirstMs = 1'000;
        int backoffMaxMs = 30'000;
        int probeMs = 500;   //!< for the server's answer, where the network came back under a live session
        int maxAttempts = 0; //!< attempts in a row without success, then it waits for retryNow(); 0: for ever
    };

    Connection(Options options, std::function<double()> random, QObject *parent = nullptr);
    ~Connection() override;

    void open(const SignedIn &account);
    void close();
    //! Tries at once where it waits: a person asked.
    void retryNow();
    //! The network is back, or the machine woke up: what was sent meanwhile may be lost without a word, and
    //! TCP may wait a minute before it tries again. An attempt begins anew; a live session must answer within
    //! probeMs, or makes room for another.
    void networkReturned();
    //! What the person wants to be seen as, from now on and with every connection from its first moment.
    void setStatus(protocol::Presence status);
    //! What was missed is there: from CatchingUp to Live.
    void setLive();
    //! Something is wrong that a fresh session may mend; tries again after a back-off.
    void drop(const QString &reason);

    State state() const { return m_state; }
    //! Whether events can be sent.
    bool isOpen() const { return m_state == State::CatchingUp || m_state == State::Live; }
    //! Whether it comes back by itself; otherwise somebody must call retryNow().
    bool willRetry() const { return m_retryTimer.isActive(); }
    //! Why it is offline, for people; empty before the first attempt has failed.
    const QString &reason() const { return m_reason; }

    //! Sends an event and asks for its ack; see SocketSession::emitEvent().
    template <protocol::WireEvent E>
    void send(const E &event, std::function<void(Result<typename E::Ack>)> ack)
    {
        emitEvent(QLatin1String(E::info.name), protocol::encodeArguments(event),
            [ack = std::move(ack)](const Result<QJsonObject> &answer) {
                if (!answer)
                    return ack(answer.error());
                ack(protocol::decode<typename E::Ack>(*answer, protocol::UnknownKeys::Skip));
            });
    }
    //! Sends an event whose fate does not matter, such as typing.
    template <protocol::WireEvent E>
    void tell(const E &event)
    {
        emitEvent(QLatin1String(E::info.name), protocol::encodeArguments(event), {});
    }

Q_SIGNALS:
    void stateChanged();
    //! A new session: what was missed must be fetched.
    void opened();
    void eventReceived(const QString &name, const QJsonArray &arguments);
    //! The token is no longer good.
    void signedOut(const QString &reason);

private:
    void attempt();
    void startOver();
    void probe();
    void onEnded(const SessionEnd &end);
    void setState(State state);
    void emitEvent(const QString &name, const QJsonArray &arguments, SocketSession::Ack ack);

    const Options m_options;
    Backoff m_backoff;
    QTimer m_retryTimer;
    QTimer m_probeTimer;
    SignedIn m_account;
    std::unique_ptr<SocketSession> m_session;
    protocol::Presence m_status = protocol::Presence::Online;
    State m_state = State::Offline;
    QString m_reason;
    bool m_wanted = false;
};

} // namespace hearth::app
