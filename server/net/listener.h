#pragma once

#include "server/net/httpconnection.h"
#include "server/net/proxies.h"
#include "server/net/router.h"
#include "server/net/tls.h"

#include <QHostAddress>

#include <unordered_map>
#include <unordered_set>

namespace hearth::server {

//! What stands behind a path that is more than requests and answers.
class PathOwner
{
public:
    virtual void requested(const std::shared_ptr<HttpExchange> &exchange) = 0;
    virtual void upgradeRequested(HttpConnection &connection, const HttpRequest &request) = 0;
    //! As HttpConnection::Host has it.
    [[nodiscard]] virtual std::shared_ptr<void> bodyAwaited(const HttpRequest &head) = 0;

protected:
    ~PathOwner() = default;
};

//! One port for everything. By the first byte TLS or plain (0x16 starts a TLS record, and no HTTP method),
//! then by path: one of an owner's, else the router's.
class Listener final : public HttpConnection::Host, public Loop::Watched
{
public:
    struct Options
    {
        Limits limits;
        bool allowsPlain = false;              //!< without TLS from other than loopback
        std::shared_ptr<const TlsContext> tls; //!< null: plain only
        Networks trustedProxies = {};
    };
    struct Counters
    {
        quint64 accepted = 0, plainRefused = 0, requestsRefused = 0, upgradesRefused = 0,
                firstByteTimeouts = 0, outOfDescriptors = 0, slowReaders = 0;
    };

    Listener(Loop &loop, Options options, const Router &router);
    ~Listener();

    //! Before start(). The owner outlives this.
    void give(const QString &path, PathOwner &owner) { m_owners.insert(path, &owner); }
    //! Unavailable with one clear line: a taken port, an address that is not here.
    [[nodiscard]] Result<Done> start(const QHostAddress &address, quint16 port);
    //! Accepts no more; what is open stays, but for the connections of HTTP that wait for their next request:
    //! who is asked to go elsewhere, a proxy say, would still ask here.
    void stop();
    [[nodiscard]] quint16 serverPort() const { return m_port; }
    [[nodiscard]] Counters counters() const { return m_counters; }

private:
    class Greeting;

    void ready(quint32 events) override;
    void admit(Greeting &greeting, bool isTls);
    void drop(Greeting &greeting);
    void accepted(int descriptor, const PeerAddress &peer);

    void requested(const std::shared_ptr<HttpExchange> &exchange) override;
    void identify(HttpRequest &request) const override { believe(request, m_options.trustedProxies); }
    void upgradeRequested(HttpConnection &connection, const HttpRequest &request) override;
    [[nodiscard]] std::optional<qint64> uploadBytes(const HttpRequest &head) override;
    [[nodiscard]] std::shared_ptr<HttpUpload> uploadRequested(
        const std::shared_ptr<HttpExchange> &exchange) override;
    [[nodiscard]] std::shared_ptr<void> bodyAwaited(const HttpRequest &head) override;
    void requestRefused(const Error &error) override;
    void readTooSlowly() override { ++m_counters.slowReaders; }
    void ended(HttpConnection &connection) override;
    [[nodiscard]] bool isPlainFromAfar(const HttpRequest &request) const;
    //! Has answered.
    [[nodiscard]] bool refusesPlain(const std::shared_ptr<HttpExchange> &exchange);

    Loop &m_loop;
    Options m_options;
    const Router &m_router;
    QHash<QString, PathOwner *> m_owners;
    int m_descriptor = -1;
    quint16 m_port = 0;
    Timer m_retry;
    std::unordered_map<Greeting *, std::unique_ptr<Greeting>> m_greetings;
    std::unordered_map<HttpConnection *, std::unique_ptr<HttpConnection>> m_connections;
    Counters m_counters;
};

} // namespace hearth::server
