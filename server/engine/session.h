#pragma once

#include "server/engine/pollingtransport.h"
#include "shared/engineio/packet.h"

#include <array>

namespace hearth::server {

//! One Engine.IO session (revision 4): OPEN, heartbeat, messages, and the upgrade from polling to WebSocket.
//! A peer that breaks the protocol is closed with TransportError, one that answers no ping within
//! pingTimeoutMs with HeartbeatTimeout.
class Session final : public Retired, public Transport::Handler
{
public:
    struct Options
    {
        int pingIntervalMs = 25'000;
        int pingTimeoutMs = 60'000;
        qint64 maxPayload = 64 * 1024;
        int upgradeTimeoutMs = 10'000;
    };

    class Handler
    {
    public:
        //! The bytes are gone after the call.
        virtual void messageReceived(QByteArrayView text) = 0;
        virtual void binaryReceived(QByteArrayView data) = 0;
        //! Exactly once, and nothing after it.
        virtual void closed(quint16 code) = 0;

    protected:
        ~Handler() = default;
    };

    //! Whom the session tells that it is over.
    using Ended = std::function<void(Session &)>;

    Session(
        Loop &loop, QString id, std::unique_ptr<Transport> transport, const Options &options, Ended ended);
    ~Session() override;
    //! Sends OPEN. `offersUpgrade`: a polling peer may come with a WebSocket.
    void open(Handler *handler, bool offersUpgrade);

    //! A text in pieces, which are put together once.
    using Pieces = std::array<QByteArrayView, 4>;
    //! The frame of a text message, to be made once and sent to many.
    [[nodiscard]] static Frame messageFrame(const Pieces &text);

    void send(const Frame &frame) { m_transport->send(frame); }
    void sendText(QByteArrayView text) { send(messageFrame({text})); }
    void sendBinary(QByteArrayView data) { send(binaryFrame(data)); }
    //! Drops it, and says so, where the peer could not take it at once.
    bool sendVolatile(const Frame &frame);
    void close(CloseCode code) { m_transport->close(code); }

    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] qint64 queuedBytes() const { return m_transport->queuedBytes(); }
    [[nodiscard]] QString peerAddress() const { return m_transport->peer().text(); }
    [[nodiscard]] const char *transportName() const { return m_transport->name(); }
    //! Null once it is a WebSocket.
    [[nodiscard]] PollingTransport *polling() const;
    //! A WebSocket that wants to take over; false, and it is closed, where one may not.
    bool probe(std::unique_ptr<Transport> webSocket);

private:
    void packetReceived(Transport &from, QByteArrayView packet) override;
    void binaryReceived(Transport &from, QByteArrayView data) override;
    void transportClosed(Transport &from, quint16 code) override;
    void probeReceived(QByteArrayView packet);
    void dropProbe(bool isClosed);
    void upgrade();
    void heartbeat();

    Loop &m_loop;
    QString m_id;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Transport> m_probe;
    Handler *m_handler = nullptr;
    Ended m_ended;
    const Options &m_options;
    Timer m_timer;
    std::unique_ptr<Timer> m_upgradeTimer;
    bool m_awaitsPong = false;
    bool m_isProbed = false;
    bool m_isClosed = false;
};

} // namespace hearth::server
