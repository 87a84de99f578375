#include "server/features/tickets.h"

#include "server/auth/tokens.h"
#include "server/features/requests.h"
#include "server/features/rest/accounts.h"
#include "shared/base/ids.h"
#include "shared/base/strictjson.h"

#include <algorithm>

namespace hearth::server {

namespace {

QString topic()
{
    return QStringLiteral("tickets");
}

constexpr int maxKnown = 100'000; //!< of other servers, who have a bound for each person

} // namespace

Tickets::Tickets(const Services &services, Accounts &accounts, Broker &broker)
    : m_services(services), m_accounts(accounts), m_broker(broker)
{
    m_subscription =
        broker.subscribe(topic(), [this](const QString &, const QByteArray &payload) { heard(payload); });
    services.router.add("POST", QStringLiteral("/api/tickets"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            make(request, respond);
        });
}

void Tickets::make(const HttpRequest &request, const Responder &respond)
{
    const auto body = bodyAs<TicketFor>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    m_accounts.authenticate(request, respond, [this, respond, path = body->path](const Caller &caller) {
        sweep();
        const int limit = m_services.limits.ticketsPerUser;
        const auto isTheirs = [&caller](const Ticket &ticket) { return ticket.userId == caller.user.id; };
        if (limit > 0 && std::count_if(m_tickets.cbegin(), m_tickets.cend(), isTheirs) >= limit) {
            ++m_refused;
            return respond(HttpResponse::error(
                {ErrorCode::TooMany, QStringLiteral("At most %1 unused tickets at once").arg(limit)}));
        }
        const QString ticket = newSecret();
        tell(secretHash(ticket), {caller.user.id, caller.tokenHash, path});
        respond(answerOf(Result(MadeTicket{ticket}), 201));
    });
}

void Tickets::tell(const QByteArray &hash, const Ticket &ticket)
{
    const auto hex = [](const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex()); };
    m_broker.publish(
        topic(), toCompactJson(QJsonArray{hex(hash), ticket.userId, hex(ticket.tokenHash), ticket.path}));
}

void Tickets::heard(const QByteArray &payload)
{
    const auto json = parseStrictJson(payload);
    const QJsonArray parts = json ? json->toArray() : QJsonArray();
    const auto bytes = [&parts](int at) { return QByteArray::fromHex(parts.at(at).toString().toLatin1()); };
    const QString path = parts.at(3).toString();
    if (m_tickets.size() >= maxKnown)
        sweep();
    if (path.isEmpty())
        m_tickets.remove(bytes(0));
    else if (m_tickets.size() >= maxKnown)
        ++m_refused;
    else
        m_tickets.insert(bytes(0), {parts.at(1).toString(), bytes(2), path,
                                       m_services.clock.steadyMs() + m_services.limits.ticketMs});
}

void Tickets::sweep()
{
    const qint64 now = m_services.clock.steadyMs();
    m_tickets.removeIf([now](QHash<QByteArray, Ticket>::iterator it) { return it.value().expiresAt <= now; });
}

void Tickets::authenticate(
    const HttpRequest &request, const Responder &respond, std::function<void(const Caller &)> next)
{
    const QString shown = request.query.queryItemValue(QStringLiteral("ticket"), QUrl::FullyDecoded);
    if (shown.isEmpty() || !request.bearerToken().isEmpty())
        return m_accounts.authenticate(request, respond, std::move(next));
    sweep();
    // Whatever comes of it, it is used up.
    const Ticket ticket = m_tickets.take(secretHash(shown));
    if (!ticket.path.isEmpty())
        tell(secretHash(shown), {});
    if (ticket.path.isEmpty() || ticket.path != request.path)
        return respond(HttpResponse::error({ErrorCode::Unauthorized,
            QStringLiteral("This ticket is unknown, used, expired or for another path")}));
    m_accounts.checkToken(ticket.tokenHash, respond, std::move(next));
}

} // namespace hearth::server
