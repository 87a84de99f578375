#include "server/server/readiness.h"

#include "server/features/requests.h"

namespace hearth::server {

namespace {

constexpr int lookMs = 1'000;

Error notReady(const QString &what)
{
    return {ErrorCode::Unavailable, what};
}

} // namespace

Readiness::Readiness(const Services &services)
    : m_services(services), m_writerMovedAt(services.clock.steadyMs())
{
    connect(&m_timer, &QTimer::timeout, this, &Readiness::look);
    m_timer.start(lookMs);
    m_services.router.add("GET", QStringLiteral("/readyz"),
        [this](const HttpRequest &, const QStringList &, const Responder &respond) {
            const auto error = missing();
            respond(error ? HttpResponse::error(*error) : okay());
        });
}

std::optional<Error> Readiness::missing() const
{
    if (m_isDraining)
        return notReady(QStringLiteral("The server is about to end"));
    const bool isSilent = m_isAsked && m_services.clock.steadyMs() - m_askedAt >= unansweredMs;
    if (isSilent || isWriterStuck())
        return notReady(QStringLiteral("The database does not answer"));
    if (m_hasFailed)
        return notReady(QStringLiteral("The database is away"));
    return std::nullopt;
}

void Readiness::look()
{
    watchWriter();
    if (m_isAsked)
        return;
    m_isAsked = true;
    m_askedAt = m_services.clock.steadyMs();
    const auto reply = [this](const Result<Done> &answer) { heard(answer); };
    // An empty write goes the whole way, but costs PostgreSQL a number of its log each time: only in need.
    if (m_hasFailed)
        return m_services.storage.write<Done>(
            this, [](Database &) -> Result<Done> { return Done{}; }, reply);
    m_services.storage.read<Done>(
        this,
        [](Database &db) -> Result<Done> {
            const auto number = db.sessions().revocations();
            return number ? Result<Done>(Done{}) : number.error();
        },
        reply);
}

void Readiness::heard(const Result<Done> &answer)
{
    m_isAsked = false;
    m_hasFailed = !answer;
}

bool Readiness::isWriterStuck() const
{
    return m_services.storage.counters().queued > 0 &&
           m_services.clock.steadyMs() - m_writerMovedAt >= unansweredMs;
}

void Readiness::watchWriter()
{
    const Storage::Counters now = m_services.storage.counters();
    if (now.queued == 0 || now.writes != m_seen.writes)
        m_writerMovedAt = m_services.clock.steadyMs();
    if (now.failedCommits != m_seen.failedCommits && now.commits == m_seen.commits)
        m_hasFailed = true;
    m_seen = now;
}

} // namespace hearth::server
