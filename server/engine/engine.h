#pragma once

#include "server/engine/session.h"
#include "server/net/iothreads.h"
#include "server/net/listener.h"

#include <unordered_map>

namespace hearth::server {

//! Engine.IO at one path: admits peers, makes their sessions, and brings each request to its session. Every
//! refusal has the reference's status and `{"code","message"}`.
class Engine final : public PathOwner
{
public:
    struct Options
    {
        Session::Options session;
        qint64 sendQueueBytes = 1024 * 1024;
        bool allowsPolling = true;
        bool allowsWebSocket = true;
        bool allowsUpgrades = true;
        //! A session that is not here may be another server's: 404, as from one that turns away.
        bool isOneOfSeveral = false;
        QStringList origins; //!< exact, or "*"; empty: the request's own host only
        QByteArray cookie;   //!< the name of the handshake's cookie; empty: none
        //! Where WebSockets live; null, or without any: on the engine's own loop. Outlives the engine.
        IoThreads *threads = nullptr;
    };
    struct Counters
    {
        quint64 opened = 0, refused = 0, upgraded = 0;
    };
    //! The host's own rule: why not, or nothing.
    using Admission = std::function<std::optional<QString>(const HttpRequest &)>;
    //! Adds headers to an answer of the handshake (`isInitial`) or of any request.
    using Headers = std::function<void(const HttpRequest &, bool isInitial, HttpResponse &)>;
    //! Gives the session its handler.
    using Opened = std::function<Session::Handler *(Session &)>;

    Engine(Loop &loop, Options options, Opened opened);
    ~Engine();

    Admission admission;
    Headers headers;
    //! Begins no session any more. Who comes anew, or with a session that is not here, is answered with 404:
    //! what stands before several servers asks another one then, and goes on bringing this one what is of its
    //! sessions.
    void turnAway() { m_turnsAway = true; }
    [[nodiscard]] Counters counters() const { return m_counters; }
    [[nodiscard]] std::size_t sessionCount() const { return m_sessions.size(); }
    [[nodiscard]] const Options &options() const { return m_options; }

    void requested(const std::shared_ptr<HttpExchange> &exchange) override;
    void upgradeRequested(HttpConnection &connection, const HttpRequest &request) override;
    [[nodiscard]] std::shared_ptr<void> bodyAwaited(const HttpRequest &head) override;

private:
    struct Refusal;
    [[nodiscard]] std::optional<Refusal> check(const HttpRequest &request, bool isUpgrade) const;
    [[nodiscard]] std::optional<Refusal> checkOpening(const HttpRequest &request, bool isUpgrade) const;
    [[nodiscard]] HttpResponse refuse(const HttpRequest &request, const Refusal &refusal);
    [[nodiscard]] bool isAllowedOrigin(const HttpRequest &request) const;
    void decorate(const HttpRequest &request, bool isInitial, HttpResponse &response) const;
    void openPolling(const std::shared_ptr<HttpExchange> &exchange);
    //! For a new session of this id, or to take over the old one; whether it may begin.
    [[nodiscard]] bool openWebSocket(Session *old, const QString &id, std::unique_ptr<Transport> transport);
    Session &add(QString id, std::unique_ptr<Transport> transport);
    void remove(Session &session);
    [[nodiscard]] Session *find(const HttpRequest &request) const;

    Loop &m_loop;
    Options m_options;
    Opened m_opened;
    std::unordered_map<QString, std::unique_ptr<Session>> m_sessions;
    bool m_turnsAway = false;
    Counters m_counters;
};

} // namespace hearth::server
