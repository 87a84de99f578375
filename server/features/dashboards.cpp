#include "server/features/dashboards.h"

#include "server/features/binding.h"
#include "server/features/requests.h"
#include "shared/base/ids.h"
#include "shared/protocol/events.h"

#include <algorithm>

namespace hearth::server {

using protocol::Dashboard;
using protocol::PutDashboard;

namespace {

bool maySee(const ChannelCaller &who, const Dashboard &dashboard)
{
    if (!who.token)
        return who.caller.user.role != protocol::Role::Guest;
    return std::any_of(
        dashboard.panels.begin(), dashboard.panels.end(), [&who](const protocol::Panel &panel) {
            return std::any_of(panel.series.begin(), panel.series.end(),
                [&who](const protocol::PanelSeries &series) { return mayRead(who, series.channel).isOk(); });
        });
}

HttpResponse answerOf(const Dashboard &dashboard, int status = 200)
{
    return HttpResponse::json({{QStringLiteral("dashboard"), protocol::encodeObject(dashboard)}}, status);
}

Result<Done> checkPanels(const QList<protocol::Panel> &panels)
{
    QSet<QString> ids;
    for (qsizetype i = 0; i < panels.size(); ++i) {
        const protocol::Panel &panel = panels.at(i);
        if (panel.x + panel.w > protocol::gridColumns)
            return Error(ErrorCode::InvalidRequest,
                QStringLiteral("panels[%1].w: reaches over the last of the %2 columns")
                    .arg(i)
                    .arg(protocol::gridColumns));
        if (ids.contains(panel.id))
            return Error(
                ErrorCode::InvalidRequest, QStringLiteral("panels[%1].id: the same id twice").arg(i));
        ids.insert(panel.id);
    }
    return Done{};
}

//! The stored one; Conflict where somebody was quicker, NotFound where its id is nobody's.
Result<Dashboard> store(
    Database &db, const PutDashboard &wanted, const QString &userId, qint64 now, int limit)
{
    qint64 version = 0;
    if (wanted.id) {
        auto before = db.dashboards().one(*wanted.id);
        if (!before)
            return before;
        version = before->version;
        if (wanted.version && *wanted.version != version)
            return ErrorCode::Conflict;
    } else {
        const auto all = db.dashboards().all();
        if (!all)
            return all.error();
        if (const auto fits = checkRoom(all->size(), limit, QStringLiteral("dashboards")); !fits)
            return fits.error();
    }
    const Dashboard dashboard{
        wanted.id.value_or(newId(IdKind::Dashboard)), wanted.name, wanted.panels, version + 1, now, userId};
    const auto put = db.dashboards().put(dashboard);
    return put ? Result(dashboard) : put.error();
}

} // namespace

Dashboards::Dashboards(const Services &services, Accounts &accounts, ChannelAccess &access)
    : m_services(services), m_accounts(accounts), m_access(access)
{
    Router &router = services.router;
    router.add("GET", "/api/dashboards", this, &Dashboards::list);
    router.add("PUT", "/api/dashboards", this, &Dashboards::put);
    router.add("GET", "/api/dashboards/{id}", this, &Dashboards::show);
    router.add("DELETE", "/api/dashboards/{id}", this, &Dashboards::remove);
}

void Dashboards::list(const HttpRequest &request, const QStringList &, const Responder &respond)
{
    m_access.authenticate(request, respond, [this, respond](const ChannelCaller &who) {
        m_services.storage.read<QList<Dashboard>>(
            this, [](Database &db) { return db.dashboards().all(); },
            [who, respond](const Result<QList<Dashboard>> &all) {
                if (!all)
                    return respond(HttpResponse::error(all.error()));
                QJsonArray seen;
                for (const Dashboard &dashboard : *all) {
                    if (maySee(who, dashboard))
                        seen.append(protocol::encodeObject(dashboard));
                }
                respond(HttpResponse::json({{QStringLiteral("dashboards"), seen}}));
            });
    });
}

void Dashboards::show(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    m_access.authenticate(request, respond, [this, ids, respond](const ChannelCaller &who) {
        m_services.storage.read<Dashboard>(
            this, [ids](Database &db) { return db.dashboards().one(ids.at(0)); },
            [who, respond](const Result<Dashboard> &found) {
                if (!found)
                    return respond(HttpResponse::error(found.error()));
                respond(maySee(who, *found) ? answerOf(*found) : HttpResponse::error(ErrorCode::NotFound));
            });
    });
}

void Dashboards::put(const HttpRequest &request, const QStringList &, const Responder &respond)
{
    const auto body = bodyAs<PutDashboard>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    if (const auto fits = checkPanels(body->panels); !fits)
        return respond(HttpResponse::error(fits.error()));
    m_accounts.authenticate(request, respond, [this, wanted = *body, respond](const Caller &caller) {
        if (caller.user.role == protocol::Role::Guest)
            return respond(HttpResponse::error(ErrorCode::Forbidden));
        m_services.storage.write<Dashboard>(
            this,
            [wanted, me = caller.user.id, now = m_services.clock.wallMs(),
                limit = m_services.limits.dashboards](
                Database &db) { return store(db, wanted, me, now, limit); },
            [this, wanted, respond](const Result<Dashboard> &stored) {
                if (!stored) {
                    m_refused += stored.error().code == ErrorCode::TooMany;
                    return respond(HttpResponse::error(stored.error()));
                }
                respond(answerOf(*stored, wanted.id ? 200 : 201));
                m_services.chat.emitTo({teamRoom()}, eventName<protocol::DashboardChanged>(),
                    Encoded::ofText(
                        protocol::argumentsText(protocol::DashboardChanged{stored->id, stored->version})));
            });
    });
}

void Dashboards::remove(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, ids, respond](const Caller &caller) {
        if (caller.user.role == protocol::Role::Guest)
            return respond(HttpResponse::error(ErrorCode::Forbidden));
        m_services.storage.write<Done>(
            this, [ids](Database &db) { return db.dashboards().remove(ids.at(0)); },
            [this, ids, respond](const Result<Done> &done) {
                if (!done)
                    return respond(HttpResponse::error(done.error()));
                respond(okay());
                m_services.chat.emitTo({teamRoom()}, eventName<protocol::DashboardChanged>(),
                    Encoded::ofText(protocol::argumentsText(protocol::DashboardChanged{ids.at(0), 0})));
            });
    });
}

} // namespace hearth::server
