#include "app/net/connection.h"

#include "app/net/address.h"

namespace hearth::app {

Connection::Connection(Options options, std::function<double()> random, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_backoff(std::move(random), options.backoffFirstMs, options.backoffMaxMs)
{
    m_retryTimer.setSingleShot(true);
    m_retryTimer.callOnTimeout(this, &Connection::attempt);
    m_probeTimer.setSingleShot(true);
    m_probeTimer.callOnTimeout(this, &Connection::startOver);
}

Connection::~Connection() = default;

void Connection::open(const SignedIn &account)
{
    m_account = account;
    m_wanted = true;
    m_backoff.reset();
    attempt();
}

void Connection::close()
{
    m_wanted = false;
    m_retryTimer.stop();
    m_probeTimer.stop();
    if (m_session)
        m_session->close();
    setState(State::Offline);
}

void Connection::retryNow()
{
    if (!m_wanted || m_state != State::Offline)
        return;
    m_backoff.reset();
    attempt();
}

void Connection::networkReturned()
{
    if (m_state == State::Offline)
        retryNow();
    else if (m_state == State::Live)
        probe();
    else
        startOver();
}

void Connection::startOver()
{
    if (m_state != State::Offline)
        m_session->fail(tr("The server does not answer"));
    retryNow();
}

//! Engine.IO lets only the server ping, so this asks for something; whatever the answer, it is one.
void Connection::probe()
{
    m_probeTimer.start(m_options.probeMs);
    send(protocol::PresenceGet{}, [self = QPointer(this)](const Result<protocol::PresenceGetAck> &) {
        if (self)
            self->m_probeTimer.stop();
    });
}

void Connection::setStatus(protocol::Presence status)
{
    m_status = status;
    if (isOpen())
        tell(protocol::PresenceUpdate{status});
}

void Connection::setLive()
{
    if (m_state != State::CatchingUp)
        return;
    m_backoff.reset();
    setState(State::Live);
}

void Connection::drop(const QString &reason)
{
    // Not close(): whoever waits for an ack must hear that it is lost.
    if (isOpen())
        m_session->fail(reason);
}

void Connection::attempt()
{
    m_retryTimer.stop();
    // Deleted later: an attempt may be the answer to a signal of the session before.
    if (m_session) {
        m_session->disconnect(this);
        m_session.release()->deleteLater();
    }
    m_session = std::make_unique<SocketSession>(m_options.session);
    connect(
        m_session.get(), &SocketSession::authenticating, this, [this] { setState(State::Authenticating); });
    connect(m_session.get(), &SocketSession::opened, this, [this] {
        m_reason.clear();
        setState(State::CatchingUp);
        Q_EMIT opened();
    });
    connect(m_session.get(), &SocketSession::eventReceived, this, &Connection::eventReceived);
    connect(m_session.get(), &SocketSession::ended, this, &Connection::onEnded);
    setState(State::Connecting);
    const QJsonObject auth{
        {QStringLiteral("token"), m_account.token}, {QStringLiteral("status"), protocol::encode(m_status)}};
    m_session->open(socketUrl(m_account.server), m_account.fingerprint, auth);
}

void Connection::onEnded(const SessionEnd &end)
{
    m_probeTimer.stop();
    m_reason = end.reason;
    const int maxAttempts = m_options.maxAttempts;
    if (end.kind == SessionEnd::Kind::Lost && (maxAttempts == 0 || m_backoff.attempts() < maxAttempts))
        m_retryTimer.start(m_backoff.nextMs());
    if (end.kind == SessionEnd::Kind::Refused)
        m_wanted = false;
    setState(State::Offline);
    if (end.kind == SessionEnd::Kind::Refused)
        Q_EMIT signedOut(end.reason);
}

void Connection::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void Connection::emitEvent(const QString &name, const QJsonArray &arguments, SocketSession::Ack ack)
{
    if (m_session && isOpen())
        m_session->emitEvent(name, arguments, std::move(ack));
    else if (ack)
        ack(Error(ErrorCode::Unavailable, tr("There is no connection")));
}

} // namespace hearth::app
