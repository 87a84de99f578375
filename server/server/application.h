#pragma once

#include "server/auth/certificate.h"
#include "server/config/settings.h"
#include "server/engine/engine.h"
#include "server/features/alerts.h"
#include "server/features/audit.h"
#include "server/features/changes.h"
#include "server/features/channelpaths.h"
#include "server/features/channelsockets.h"
#include "server/features/channelstream.h"
#include "server/features/channelsync.h"
#include "server/features/dashboards.h"
#include "server/features/eventguard.h"
#include "server/features/filecare.h"
#include "server/features/files.h"
#include "server/features/history.h"
#include "server/features/hooks.h"
#include "server/features/invites.h"
#include "server/features/membership.h"
#include "server/features/messages.h"
#include "server/features/notificationstream.h"
#include "server/features/people.h"
#include "server/features/profile.h"
#include "server/features/recovery.h"
#include "server/features/roomdirectory.h"
#include "server/features/search.h"
#include "server/features/sessions.h"
#include "server/features/signins.h"
#include "server/features/tokenwatch.h"
#include "server/features/uploads.h"
#include "server/net/listener.h"
#include "server/server/clusternode.h"
#include "server/server/datafolder.h"
#include "server/server/readiness.h"
#include "server/server/vitals.h"

namespace hearth::server {

//! The whole server, put together: the only place that names a concrete backend.
class Application : public QObject
{
    Q_OBJECT

public:
    explicit Application(Settings settings, QObject *parent = nullptr);
    ~Application() override;

    //! Opens the data and listens; an Error's message is one line for the operator.
    [[nodiscard]] Result<Done> start();
    //! Closes every connection with Draining, then commits what is queued. At most 4 s.
    void drain();

    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString fingerprint() const { return m_certificate.fingerprint; }
    [[nodiscard]] Accounts &accounts() { return *m_accounts; }
    //! For who talks to it without a socket.
    [[nodiscard]] const Router &router() const { return m_router; }
    [[nodiscard]] Hub &hub() { return *m_hub; }
    [[nodiscard]] Storage &storage() { return *m_storage; }

    // ---- for figures.h, once it has started ----
    void watchConnections(Metrics &metrics) const;
    void watchEnds(Metrics &metrics) const;
    void watchLoop(Metrics &metrics) const;
    void watchLoop(Metrics &metrics, int number, const std::function<IoThread::Figures()> &figures) const;
    void watchChat(Metrics &metrics) const;
    void watchFiles(Metrics &metrics) const;
    void watchCluster(Metrics &metrics) const;
    void watchStorage(Metrics &metrics) const;

private:
    [[nodiscard]] Result<Done> openFiles();
    [[nodiscard]] IoKind ioKind() const;
    [[nodiscard]] Services services();
    [[nodiscard]] Result<Done> joinOthers();
    [[nodiscard]] Result<Done> wire();
    void wireFiles(const Services &services);
    [[nodiscard]] Result<Done> wireChannels(const Services &services);
    [[nodiscard]] Result<Done> listen();
    void addHealthPaths();

    Settings m_settings;
    DataFolder m_folder;
    SystemClock m_clock;
    Certificate m_certificate;
    Router m_router;
    Metrics m_metrics;
    Passwords m_passwords;
    std::unique_ptr<FileDisk> m_disk;
    QStringList m_orphans; //!< contents without a row at the start, until somebody takes care of them
    std::unique_ptr<Loop> m_loop;
    std::unique_ptr<ClusterNode> m_node; //!< null: alone
    std::unique_ptr<IoThreads> m_threads;
    std::unique_ptr<Broker> m_broker;
    std::unique_ptr<PresenceBoard> m_board;
    std::unique_ptr<Storage> m_storage; //!< its threads post to the loop until it has gone
    std::unique_ptr<Hub> m_hub;
    std::unique_ptr<Leadership> m_leadership;
    std::unique_ptr<EventGuard> m_guard;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<SignIns> m_signIns;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<TokenWatch> m_tokens;
    std::unique_ptr<Sessions> m_sessions;
    std::unique_ptr<Invites> m_invites;
    std::unique_ptr<Audit> m_audit;
    std::unique_ptr<Tickets> m_tickets;
    std::unique_ptr<EventStreams> m_eventStreams;
    std::unique_ptr<PresenceFeature> m_presence;
    std::unique_ptr<Notifications> m_notifications;
    std::unique_ptr<NotificationStreams> m_notificationStreams;
    std::unique_ptr<Typing> m_typing;
    std::unique_ptr<RoomFeed> m_feed;
    std::unique_ptr<Rooms> m_rooms;
    std::unique_ptr<RoomDirectory> m_directory;
    std::unique_ptr<People> m_people;
    std::unique_ptr<Membership> m_membership;
    std::unique_ptr<Channels> m_channels;
    std::unique_ptr<ChannelSync> m_channelSync; //!< null: alone
    std::unique_ptr<Charts> m_charts;
    std::unique_ptr<RateLimit> m_messageRate;
    std::unique_ptr<Messages> m_messages;
    std::unique_ptr<Changes> m_changes;
    std::unique_ptr<History> m_history;
    std::unique_ptr<Recovery> m_recovery;
    std::unique_ptr<UploadSeats> m_uploadSeats;
    std::unique_ptr<FileCare> m_fileCare;
    std::unique_ptr<FileKeeper> m_fileKeeper;
    std::unique_ptr<Uploads> m_uploads;
    std::unique_ptr<Files> m_files;
    std::unique_ptr<Search> m_search;
    std::unique_ptr<ChannelAccess> m_channelAccess;
    std::unique_ptr<ChannelPaths> m_channelPaths;
    std::unique_ptr<ChannelSockets> m_channelSockets;
    std::unique_ptr<ChannelStreams> m_channelStreams;
    std::unique_ptr<Hooks> m_hooks;
    std::unique_ptr<Alerts> m_alerts;
    std::unique_ptr<Dashboards> m_dashboards;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<Vitals> m_vitals;
    std::unique_ptr<Readiness> m_readiness;
};

} // namespace hearth::server
