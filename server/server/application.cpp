#include "server/server/application.h"

#include "server/broker/memorybroker.h"
#include "server/features/binding.h"
#include "server/features/requests.h"
#include "server/features/rest/openapi.h"
#include "server/features/webpage.h"
#include "server/presence/memoryboard.h"
#include "server/server/figures.h"
#include "server/server/filecheck.h"
#include "server/server/wave.h"
#include "shared/base/ids.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QPointer>
#include <QRandomGenerator>

#include <limits>

namespace hearth::server {

namespace {
constexpr int drainMs = 4'000;
constexpr int waveMs = 2'500; //!< of that

//! Of two names for one bound, where 0 is none.
template <class T>
T stricter(T one, T other)
{
    return one > 0 && other > 0 ? std::min(one, other) : std::max(one, other);
}

//! Socket.IO's own options bound what our limits bound too.
Settings settled(Settings settings)
{
    Limits &limits = settings.limits;
    limits.frameBytes = stricter(limits.frameBytes, settings.socketio.maxPayload);
    // A message that a WebSocket takes must fit into the body of a POST too.
    limits.bodyBytes = std::max(limits.bodyBytes, limits.frameBytes);
    limits.unauthenticatedMs = stricter(limits.unauthenticatedMs, settings.socketio.connectTimeout);
    return settings;
}

//! A server's name among those of its team.
QString nodeName(const Settings &settings)
{
    if (!settings.cluster.node.isEmpty())
        return settings.cluster.node;
    // Of one that takes any port there may be several.
    const QString port = settings.port == 0 ? newSecret().first(8) : QString::number(settings.port);
    return QSysInfo::machineHostName() + QLatin1Char(':') + port;
}

Tenancy tenancyOf(const Settings &settings)
{
    return settings.redisUrl.isEmpty() ? Tenancy{Tenancy::Kind::Alone}
                                       : Tenancy{Tenancy::Kind::Node, nodeName(settings)};
}

//! A commit is what a large fan-out may wait for: with it comes the next one, to the same members.
Storage::Turns turnsOf(Loop &loop, Storage &storage)
{
    const auto post = [&loop, alive = QPointer<Storage>(&storage)](Storage::Turns::Job job) {
        loop.post([&loop, alive, job = std::move(job)] {
            job();
            // The next commit may be under way already.
            if (!alive || alive->counters().queued == 0)
                loop.gotMore();
        });
    };
    const auto atTurnEnd = [&loop](Storage::Turns::Job job) {
        loop.atTurnEnd([&loop, job = std::move(job)] {
            job();
            loop.expectMore();
        });
    };
    return {post, atTurnEnd};
}
} // namespace

Application::Application(Settings settings, QObject *parent)
    : QObject(parent)
    , m_settings(settled(std::move(settings)))
    , m_folder(m_settings.folder(), m_settings.databaseUrl, m_settings.filesFolder)
    , m_metrics(m_settings.observes)
{}

Application::~Application()
{
    // The connections first: they still talk to the features while they go.
    m_listener.reset();
    m_engine.reset();
    if (m_node)
        m_node->detach();
    m_hub.reset();
}

Result<Done> Application::start()
{
    if (auto made = m_folder.make(); !made)
        return made;
    if (auto locked = m_folder.lock(); !locked)
        return locked;
    auto storage = Storage::open(
        m_folder.database(IfMissing::Make, tenancyOf(m_settings)), m_settings.limits.writeQueue);
    if (!storage)
        return storage.error();
    m_storage = *std::move(storage);
    if (auto opened = openFiles(); !opened)
        return opened;
    auto certificate = Certificate::loadOrCreate(m_folder.path());
    if (!certificate)
        return certificate.error();
    m_certificate = *std::move(certificate);
    auto loop = Loop::create(m_clock, ioKind());
    if (!loop)
        return loop.error();
    m_loop = *std::move(loop);
    m_loop->setTimed(m_settings.observes);
    m_storage->setTurns(turnsOf(*m_loop, *m_storage));
    if (auto joined = joinOthers(); !joined)
        return joined;
    if (auto wired = wire(); !wired)
        return wired;
    if (m_node)
        m_node->settle();
    if (auto listening = listen(); !listening)
        return listening;
    watchFigures(m_metrics, *this);
    m_vitals = std::make_unique<Vitals>(
        services(), m_metrics, *m_leadership, *m_broker, *m_channels, [this](const QString &channel) {
            return m_channelSockets->isHeard(channel) || m_channelStreams->isHeard(channel);
        });
    return Done{};
}

Result<Done> Application::joinOthers()
{
    if (m_settings.redisUrl.isEmpty())
        return Done{};
    auto node = ClusterNode::join(*m_loop, m_settings);
    if (!node)
        return node.error();
    m_node = *std::move(node);
    return Done{};
}

Result<Done> Application::openFiles()
{
    const auto db = m_folder.database()(false);
    if (!db)
        return db.error();
    m_disk = std::make_unique<FileDisk>(m_folder.filesFolder(**db));
    m_disk->isShared = !m_settings.redisUrl.isEmpty();
    if (auto made = m_disk->blobs.make(); !made)
        return made;
    const qint64 ageMs = m_disk->isShared ? m_settings.limits.uploadKeepMs : 0;
    if (auto swept = sweepDrafts(**db, m_folder, ageMs); !swept)
        return swept;
    auto orphans = orphanedContents(**db, m_folder);
    if (!orphans)
        return orphans.error();
    m_orphans = *std::move(orphans);
    return Done{};
}

Result<Done> Application::listen()
{
    auto tls = TlsContext::create(m_certificate.certificatePem, m_certificate.keyPem);
    if (!tls)
        return tls.error();
    Engine::Options engine;
    // What is announced is what is held; a number has to be said even where there is no bound.
    const qint64 payload = m_settings.limits.frameBytes;
    engine.session.pingIntervalMs = m_settings.socketio.pingInterval;
    engine.session.pingTimeoutMs = m_settings.socketio.pingTimeout;
    engine.session.maxPayload = payload > 0 ? payload : std::numeric_limits<int>::max();
    engine.sendQueueBytes = m_settings.limits.sendQueueBytes;
    engine.session.upgradeTimeoutMs = m_settings.socketio.upgradeTimeout;
    const QStringList &transports = m_settings.socketio.transports;
    engine.allowsPolling = transports.contains(QLatin1String("polling"));
    engine.allowsWebSocket = transports.contains(QLatin1String("websocket"));
    engine.origins = m_settings.socketio.corsOrigins;
    engine.isOneOfSeveral = m_node != nullptr;
    auto threads = IoThreads::create(*m_loop, IoThreads::countFor(m_settings.ioThreads),
        {ioKind(), m_settings.observes, m_settings.limits.receiveQueueBytes});
    if (!threads)
        return threads.error();
    m_threads = *std::move(threads);
    engine.threads = m_threads.get();
    m_engine = std::make_unique<Engine>(
        *m_loop, engine, [this](Session &session) { return m_hub->attach(session); });
    m_listener = std::make_unique<Listener>(*m_loop,
        Listener::Options{m_settings.limits, m_settings.allowsPlain, *tls, m_settings.trustedProxies},
        m_router);
    m_listener->give(m_settings.socketio.path, *m_engine);
    return m_listener->start(m_settings.address, m_settings.port);
}

IoKind Application::ioKind() const
{
    return m_settings.usesIoUring ? IoKind::Best : IoKind::Send;
}

Services Application::services()
{
    const Clock &clock = m_settings.clock ? *m_settings.clock : m_clock;
    return {*m_storage, m_hub->of(QStringLiteral("/")), m_router, clock, m_settings.limits, m_metrics};
}

Result<Done> Application::wire()
{
    const Limits &limits = m_settings.limits;
    m_hub = std::make_unique<Hub>(
        *m_loop, Hub::Options{limits.unauthenticatedMs, limits.unauthenticatedPerAddress,
                     {limits.attachmentsPerPacket, limits.jsonDepth}, {m_settings.socketio.recoveryMs}});
    const Services services = this->services();
    if (m_node)
        m_node->attach(services.chat, limits);
    m_broker = m_node ? m_node->makeBroker() : std::make_unique<MemoryBroker>();
    m_leadership = std::make_unique<Leadership>(*m_storage, !m_node);
    const Clock &clock = services.clock;
    m_guard = std::make_unique<EventGuard>(services);
    m_accounts = std::make_unique<Accounts>(services);
    m_signIns = std::make_unique<SignIns>(services, *m_accounts, m_passwords, m_settings.registration);
    m_profile = std::make_unique<Profile>(services, *m_accounts);
    m_tokens = std::make_unique<TokenWatch>(services);
    m_sessions = std::make_unique<Sessions>(services, *m_accounts, *m_tokens);
    m_invites = std::make_unique<Invites>(services, *m_accounts);
    m_audit = std::make_unique<Audit>(services, *m_accounts);
    m_tickets = std::make_unique<Tickets>(services, *m_accounts, *m_broker);
    m_eventStreams = std::make_unique<EventStreams>(
        services, *m_tokens, [] { return QRandomGenerator::global()->generateDouble(); });
    m_board = m_node ? m_node->makeBoard(*m_loop) : std::make_unique<MemoryBoard>(*m_loop);
    m_presence = std::make_unique<PresenceFeature>(services, *m_accounts, *m_board);
    m_notifications = std::make_unique<Notifications>(services, *m_accounts, *m_presence);
    m_notificationStreams =
        std::make_unique<NotificationStreams>(services, *m_tickets, *m_notifications, *m_eventStreams);
    m_notifications->start();
    if (m_node)
        m_notifications->share();
    m_typing = std::make_unique<Typing>(services);
    m_feed = std::make_unique<RoomFeed>(services, m_settings.socketio.recoveryMs);
    if (m_node)
        m_feed->share([node = m_node.get()] { return node->isWhole(); });
    m_rooms = std::make_unique<Rooms>(services, *m_feed, *m_accounts, *m_presence, *m_typing);
    m_people = std::make_unique<People>(services, *m_accounts, *m_rooms);
    m_directory = std::make_unique<RoomDirectory>(services, *m_accounts, *m_notifications, *m_rooms);
    m_membership =
        std::make_unique<Membership>(services, *m_accounts, *m_notifications, *m_presence, *m_rooms);
    m_channels = std::make_unique<Channels>(services, *m_broker);
    m_charts = std::make_unique<Charts>(services, *m_channels);
    m_messageRate = std::make_unique<RateLimit>(clock, limits.messagesPerSecond, limits.messageBurst);
    m_messages = std::make_unique<Messages>(
        services, *m_feed, *m_accounts, *m_notifications, *m_typing, *m_messageRate, *m_charts);
    m_changes = std::make_unique<Changes>(services, *m_feed, *m_accounts, *m_notifications, *m_messageRate);
    m_history = std::make_unique<History>(services, *m_accounts);
    m_recovery = std::make_unique<Recovery>(services, *m_presence);
    m_search = std::make_unique<Search>(services, *m_accounts);
    wireFiles(services);

    services.chat.onConnected([this](Socket &socket, const QJsonObject &auth) {
        const protocol::User &user = callerOf(socket).user;
        socket.join(personalRoom(user.id));
        enterTeam(socket);
        m_tokens->connected(socket);
        m_notifications->connected(socket);
        m_presence->connected(socket, auth);
        if (socket.wasRecovered())
            m_rooms->recovered(socket);
    });
    // Who signs in as somebody else on the same page still has the secret of the one before.
    services.chat.setRecoveryRule([](const std::any &before, const std::any &now, QSet<QString> &rooms) {
        const Caller &caller = std::any_cast<const Caller &>(now);
        // A role may have gone while it was away.
        rooms.removeIf([&caller](const QString &room) { return !mayHear(caller, room); });
        return std::any_cast<const Caller &>(before).user.id == caller.user.id;
    });
    services.chat.onDisconnected(
        [this](Socket &socket, const QSet<QString> &rooms, Namespace::Leaving leaving) {
            m_tokens->disconnected(socket);
            m_sessions->note(callerOf(socket));
            m_typing->stopAll(socket);
            m_rooms->disconnected(socket, rooms);
            m_presence->disconnected(socket, leaving);
        });
    services.chat.onUnknownEvent([](Socket &socket, const Arguments &, const Ack &ack) {
        refuse(socket, ack, ErrorCode::UnknownEvent);
    });
    addHealthPaths();
    m_readiness = std::make_unique<Readiness>(services);
    addOpenApi(m_router);
    addWebPage(m_router);
    return wireChannels(services);
}

void Application::wireFiles(const Services &services)
{
    m_uploadSeats = std::make_unique<UploadSeats>(services.limits.uploadsPerUser);
    m_fileCare = std::make_unique<FileCare>(services, *m_disk, std::exchange(m_orphans, {}));
    m_fileKeeper = std::make_unique<FileKeeper>(services, *m_disk, *m_fileCare);
    m_uploads =
        std::make_unique<Uploads>(UploadTools{services, *m_accounts, *m_disk, *m_fileKeeper, *m_uploadSeats});
    m_files = std::make_unique<Files>(services, *m_accounts, *m_disk);
}

Result<Done> Application::wireChannels(const Services &services)
{
    m_channelAccess = std::make_unique<ChannelAccess>(services, *m_accounts, *m_tickets);
    m_channelPaths = std::make_unique<ChannelPaths>(services, *m_channelAccess, *m_channels);
    m_channelSockets = std::make_unique<ChannelSockets>(services, *m_channels, *m_tokens);
    m_channelStreams =
        std::make_unique<ChannelStreams>(services, *m_channelAccess, *m_channels, *m_eventStreams);
    m_alerts =
        std::make_unique<Alerts>(services, *m_leadership, *m_accounts, *m_messages, *m_changes, *m_channels);
    m_dashboards = std::make_unique<Dashboards>(services, *m_accounts, *m_channelAccess);
    m_hooks = std::make_unique<Hooks>(services, *m_accounts, *m_messages, *m_channels);
    const auto db = m_folder.database()(false);
    if (!db)
        return db.error();
    if (auto loaded = m_channels->load(**db); !loaded)
        return loaded;
    if (m_node)
        m_channelSync = std::make_unique<ChannelSync>(
            services, *m_channels, [node = m_node.get()] { return node->isWhole(); });
    return m_alerts->load(**db);
}

void Application::addHealthPaths()
{
    m_router.add("GET", QStringLiteral("/healthz"),
        [](const HttpRequest &, const QStringList &, const Responder &respond) { respond(okay()); });
    m_router.add("GET", QStringLiteral("/metrics"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            HttpResponse response;
            response.contentType = "text/plain; version=0.0.4";
            response.body = m_metrics.text();
            if (request.isLoopback)
                return respond(response);
            m_accounts->authenticate(
                request, respond, [respond, response](const Caller &) { respond(response); });
        });
}

quint16 Application::port() const
{
    return m_listener->serverPort();
}

void Application::drain()
{
    if (!m_storage)
        return;
    if (m_readiness)
        m_readiness->beginDraining();
    QElapsedTimer timer;
    timer.start();
    // Whoever has somewhere else to go is sent there bit by bit, and is served until then.
    if (m_node && m_engine) {
        m_engine->turnAway();
        m_eventStreams->turnAway();
        const Crowd sessions{[this] { return m_hub->sessionCount(); },
            [this](qsizetype count) { m_hub->closeSome(CloseCode::Draining, count); }};
        const Crowd streams{[this] { return m_eventStreams->count(); },
            [this](qsizetype count) { m_eventStreams->endSome(count); }};
        tellInWave({sessions, streams}, waveMs);
    }
    if (m_listener)
        m_listener->stop();
    // First what was promised, then the goodbye: acks of queued messages still go out.
    m_storage->drain(int(std::max<qint64>(0, drainMs - timer.elapsed()) / 2));
    if (m_hub)
        m_hub->closeAll(CloseCode::Draining);
    if (m_presence)
        m_presence->stop();
    if (m_sessions)
        m_sessions->flush();
    if (m_eventStreams)
        m_eventStreams->endAll();
    // Who polls is gone with the answer that says so, which has still to leave.
    const auto isSaid = std::make_shared<bool>(!m_loop);
    if (m_loop)
        m_loop->afterFlush([isSaid] { *isSaid = true; });
    const auto isAnybodyHere = [this, isSaid] {
        return !*isSaid || (m_hub && m_hub->sessionCount() > 0) ||
               (m_eventStreams && m_eventStreams->count() > 0);
    };
    while (isAnybodyHere() && timer.elapsed() < drainMs)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    m_storage->drain(int(drainMs - timer.elapsed()));
}

} // namespace hearth::server
