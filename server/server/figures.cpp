#include "server/server/figures.h"

#include "server/server/application.h"

namespace hearth::server {

namespace {

using Kind = Metrics::Kind;

constexpr auto slowReader = quint16(CloseCode::SlowReader);

struct Watch
{
    Metrics &metrics;

    template <class Read>
    void count(const char *name, const char *help, Read read, const Metrics::Labels &labels = {}) const
    {
        metrics.watch(
            Kind::Counter, name, help, [read] { return double(read()); }, labels);
    }
    template <class Read>
    void show(const char *name, const char *help, Read read, const Metrics::Labels &labels = {}) const
    {
        metrics.watch(
            Kind::Gauge, name, help, [read] { return double(read()); }, labels);
    }
};

} // namespace

void Application::watchConnections(Metrics &metrics) const
{
    const Watch watch{metrics};
    watch.show("hearth_connections", "Open Engine.IO sessions.", [this] { return m_hub->sessionCount(); });
    watch.count("hearth_accepted_total", "Accepted TCP connections.",
        [this] { return m_listener->counters().accepted; });
    watch.count("hearth_requests_refused_total", "HTTP requests that were refused before any path was asked.",
        [this] { return m_listener->counters().requestsRefused; });
    watch.count("hearth_upgrades_refused_total", "Refused WebSocket and Engine.IO handshakes.",
        [this] { return m_listener->counters().upgradesRefused + m_engine->counters().refused; });
    watch.count("hearth_plain_refused_total", "Refused connections without TLS from other machines.",
        [this] { return m_listener->counters().plainRefused; });
    watch.count("hearth_silent_peers_total", "Connections that said nothing in time.",
        [this] { return m_listener->counters().firstByteTimeouts; });
    watch.count("hearth_strangers_refused_total",
        "Connections over the bound for those who have not signed in.",
        [this] { return m_hub->strangersRefused(); });
    watch.count("hearth_slow_readers_total", "Connections closed because the peer read too slowly.",
        [this] { return m_hub->closes(slowReader) + m_listener->counters().slowReaders; });
    watch.count("hearth_events_rate_limited_total", "Events refused for their rate.",
        [this] { return m_guard->refused(); });
    watch.count("hearth_deliveries_total", "Events queued for a socket.",
        [this] { return m_hub->of(QStringLiteral("/")).deliveries(); });
    watch.show("hearth_event_streams", "Open Server-Sent Event streams.",
        [this] { return m_eventStreams->count(); });
    watch.count("hearth_event_streams_refused_total", "Streams over the bound of a person.",
        [this] { return m_eventStreams->refused(); });
    watch.count("hearth_tickets_refused_total", "Tickets over the bound of a person.",
        [this] { return m_tickets->refused(); });
}

void Application::watchEnds(Metrics &metrics) const
{
    const Watch watch{metrics};
    const auto closes = [&](quint16 code, const std::string &label) {
        watch.count("hearth_closes_total", "Sessions that ended, by their close code.",
            [this, code] { return m_hub->closes(code); }, {{"code", label}});
    };
    for (const CloseCode code : allCloseCodes)
        closes(quint16(code), std::to_string(int(code)));
    closes(0, "other");
    const auto drops = [&](const char *reason, auto read) {
        watch.count("hearth_drops_total", "What was meant for somebody and did not reach them, by reason.",
            read, {{"reason", reason}});
    };
    drops("volatile", [this] { return m_hub->of(QStringLiteral("/")).drops(); });
    drops("slow_session", [this] { return m_hub->closes(slowReader); });
    drops("slow_stream", [this] { return m_listener->counters().slowReaders; });
}

//! Of each loop, which is a thread's: the main one's is 0.
void Application::watchLoop(Metrics &metrics) const
{
    watchLoop(metrics, 0, [this] { return IoThread::Figures{m_loop->figures(), m_loop->inboxSize()}; });
    for (std::size_t i = 0; i < m_threads->all().size(); ++i)
        watchLoop(metrics, int(i) + 1, [this, i] { return m_threads->all()[i]->figures(); });
}

void Application::watchLoop(
    Metrics &metrics, int number, const std::function<IoThread::Figures()> &figures) const
{
    const Watch watch{metrics};
    const Metrics::Labels which{{"loop", std::to_string(number)}};
    const auto figure = [&figures](auto member) {
        auto read = [figures, member] { return figures().loop.*member; };
        return read;
    };
    using F = Loop::Figures;
    watch.count("hearth_loop_turns_total", "Turns of the loop.", figure(&F::turns), which);
    watch.count("hearth_loop_busy_seconds_total", "Time within turns, the waiting excepted.",
        figure(&F::busySeconds), which);
    watch.count("hearth_loop_ready_total", "Descriptors that had something to read or room to write.",
        figure(&F::ready), which);
    watch.count("hearth_loop_sends_total", "Sends, each to one socket.", figure(&F::sends), which);
    watch.count("hearth_loop_sent_bytes_total", "Bytes that the kernel took.", figure(&F::sentBytes), which);
    watch.show("hearth_loop_streams", "Open sockets.", figure(&F::streams), which);
    watch.show(
        "hearth_loop_inbox", "Jobs of other threads that wait for a turn.",
        [figures] { return figures().inbox; }, which);
    watch.count(
        "hearth_loop_pauses_total", "Times that a socket was not read because what came before it waited.",
        [figures] { return figures().pauses; }, which);
    watch.show("hearth_send_queue_bytes", "Queued for peers, and not yet with the kernel.",
        figure(&F::queuedBytes), which);
}

void Application::watchChat(Metrics &metrics) const
{
    const Watch watch{metrics};
    watch.count("hearth_messages_total", "Stored messages.", [this] { return m_messages->sent(); });
    watch.count("hearth_message_changes_total", "Stored edits, deletions, reactions and pins.",
        [this] { return m_changes->made(); });
    watch.count("hearth_messages_rate_limited_total", "Messages refused for their rate.",
        [this] { return m_messageRate->refused(); });
    watch.count("hearth_notifications_total", "Notifications that were told.",
        [this] { return m_notifications->sent(); });
    watch.show("hearth_presence_others", "People who are here by other servers.",
        [this] { return m_board->figures().people; });
    watch.show(
        "hearth_presence_nodes", "Other servers that live.", [this] { return m_board->figures().nodes; });
    watch.count("hearth_presence_malformed_total", "What came of other servers' people and was malformed.",
        [this] { return m_board->figures().malformed; });
    watch.count("hearth_presence_dropped_total",
        "What could not be told to other servers at once, or not be kept of theirs.",
        [this] { return m_board->figures().dropped; });
    watch.count("hearth_searches_total", "Searches.", [this] { return m_search->made(); });
    watch.count("hearth_searches_rate_limited_total", "Searches refused for their rate.",
        [this] { return m_search->refused(); });
    watch.count("hearth_hooks_received_total", "Webhook calls that were taken.",
        [this] { return m_hooks->received(); });
    watch.count("hearth_hooks_refused_total", "Webhook calls that were refused.",
        [this] { return m_hooks->refused(); });
    watch.count("hearth_channel_values_total", "Stored values of channels.",
        [this] { return m_channels->published(); });
    watch.count("hearth_channel_values_refused_total", "Refused values of channels.",
        [this] { return m_channels->refused(); });
    const auto refusals = [&](const char *limit, auto read) {
        watch.count("hearth_limit_refusals_total", "What was refused or left out, by the limit in [limits].",
            read, {{"limit", limit}});
    };
    refusals("alerts", [this] { return m_alerts->refused(); });
    refusals("dashboards", [this] { return m_dashboards->refused(); });
    refusals("hooks_per_room", [this] { return m_hooks->tooMany(); });
    refusals("topics_per_stream", [this] { return m_channelStreams->refused(); });
    refusals("panel_bytes", [this] { return m_charts->refused(); });
    refusals("chart_bytes", [this] { return m_charts->tooLarge(); });
    refusals("channels_per_socket", [this] { return m_channelSockets->refused(); });
    refusals("fields_per_channel", [this] { return m_channels->leftOut(); });
    watch.count("hearth_alerts_total", "Alerts that fired.", [this] { return m_alerts->fired(); });
    watch.show("hearth_alert_edits_owed", "Edits of alerts' messages that wait.",
        [this] { return m_alerts->owed(); });
    watch.show("hearth_channels", "Channels.", [this] { return m_channels->names().size(); });
    watch.show("hearth_channel_bytes", "Memory for the channels' last hour.",
        [this] { return m_channels->bytes(); });
}

void Application::watchFiles(Metrics &metrics) const
{
    const Watch watch{metrics};
    watch.count("hearth_files_total", "Stored files.", [this] { return m_fileKeeper->kept(); });
    watch.count(
        "hearth_file_bytes_total", "Bytes of stored files.", [this] { return m_fileKeeper->keptBytes(); });
    watch.count("hearth_file_contents_deleted_total", "Contents that no file has any more.",
        [this] { return m_fileCare->deleted(); });
    watch.count("hearth_file_contents_left_out_total",
        "Contents without a file that were too many and wait for the next start.",
        [this] { return m_fileCare->leftOut(); });
    watch.show("hearth_file_contents_waiting", "Contents that may be without a file and are to be looked at.",
        [this] { return m_fileCare->waiting(); });
    watch.count(
        "hearth_file_downloads_total", "Files that were asked for.", [this] { return m_files->sent(); });
    watch.show("hearth_file_jobs_waiting", "Jobs that wait for the disk or a decoder.", [this] {
        return m_disk->writing.waiting() + m_disk->copying.waiting() + m_disk->reading.waiting() +
               m_disk->pictures.waiting();
    });
    watch.show("hearth_uploads_open", "Uploads under way.", [this] { return m_uploadSeats->taken(); });
}

void Application::watchStorage(Metrics &metrics) const
{
    const Watch watch{metrics};
    watch.count("hearth_storage_writes_total", "Jobs of the writer.",
        [this] { return m_storage->counters().writes; });
    watch.count("hearth_storage_commits_total", "Transactions on disk.",
        [this] { return m_storage->counters().commits; });
    watch.count(
        "hearth_storage_reads_total", "Jobs of the reader.", [this] { return m_storage->counters().reads; });
    watch.count("hearth_storage_refused_total", "Jobs refused because too many waited.",
        [this] { return m_storage->counters().refused; });
    watch.count("hearth_storage_failed_commits_total", "Transactions that were lost as a whole.",
        [this] { return m_storage->counters().failedCommits; });
    watch.show("hearth_storage_queued", "Writes whose answer is still to come.",
        [this] { return m_storage->counters().queued; });
}

void Application::watchCluster(Metrics &metrics) const
{
    if (!m_node)
        return;
    const Watch watch{metrics};
    watch.show("hearth_redis_up", "1 while Redis carries what the servers say to each other.",
        [this] { return m_node->figures().isUp; });
    watch.show("hearth_redis_queued_bytes", "What waits to be sent to Redis.",
        [this] { return m_node->figures().queuedBytes; });
    watch.count("hearth_redis_published_total", "What was given to Redis for the others.",
        [this] { return m_node->figures().published; });
    watch.count("hearth_redis_received_total", "What came from the others.",
        [this] { return m_node->figures().received; });
    watch.count("hearth_redis_dropped_total", "What Redis was not there for, or did not take.",
        [this] { return m_node->figures().dropped; });
    watch.count(
        "hearth_redis_connects_total", "Sign-ins to Redis.", [this] { return m_node->figures().connects; });
    watch.count("hearth_cluster_malformed_total", "Messages of others that are none, and were dropped.",
        [this] { return m_node->malformed(); });
    watch.count("hearth_cluster_requests_total", "Requests of other servers.",
        [this] { return m_node->adapterFigures().requests; });
    watch.count("hearth_feed_repaired_total",
        "Messages and changes read from the database, since Redis had not brought them.",
        [this] { return m_feed->figures().repaired; });
    watch.count("hearth_channel_values_repaired_total",
        "Values of channels read from the database, since Redis had not brought them.",
        [this] { return m_channelSync->repaired(); });
    watch.count("hearth_typing_left_out_total",
        "People who type on other servers, too many to remember; whoever is there hears of them all the "
        "same.",
        [this] { return m_typing->leftOut(); });
    watch.count("hearth_vitals_left_out_total",
        "What others told of themselves that is no figures, or more than there is room for.",
        [this] { return m_vitals->leftOut(); });
    watch.count("hearth_feed_strange_total", "Messages and changes that a server said and no database has.",
        [this] { return m_feed->figures().strange; });
    watch.count("hearth_feed_left_out_total",
        "Messages and changes that there was no room to hold; the database has them.",
        [this] { return m_feed->leftOut(); });
    watch.show("hearth_feed_held", "Messages and changes that wait for those before them.",
        [this] { return m_feed->held(); });
}

void watchFigures(Metrics &metrics, const Application &application)
{
    application.watchConnections(metrics);
    application.watchEnds(metrics);
    application.watchLoop(metrics);
    application.watchChat(metrics);
    application.watchFiles(metrics);
    application.watchCluster(metrics);
    application.watchStorage(metrics);
    watchProcess(metrics);
}

} // namespace hearth::server
