#include "server/features/audit.h"

#include "server/features/requests.h"
#include "server/features/rest/people.h"

namespace hearth::server {

Audit::Audit(const Services &services, Accounts &accounts, QObject *parent)
    : QObject(parent), m_services(services), m_accounts(accounts)
{
    services.router.add("GET", QStringLiteral("/api/audit"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            page(request, respond);
        });
}

void Audit::page(const HttpRequest &request, const Responder &respond)
{
    const auto limit = pageLimit(request, m_services.limits);
    if (!limit)
        return respond(HttpResponse::error(limit.error()));
    const QString given = parameter(request, QStringLiteral("before")).value_or(QString());
    const qint64 before = given.toLongLong();
    if (!given.isEmpty() && before < 1)
        return respond(HttpResponse::error(
            {ErrorCode::InvalidRequest, QStringLiteral("before: expected the id of an entry")}));
    m_accounts.authenticateAdmin(request, respond, [=, this, limit = *limit](const Caller &) {
        m_services.storage.read<AuditPage>(
            this,
            [before, limit](Database &db) -> Result<AuditPage> {
                const auto entries = db.audit().page(before, limit + 1);
                if (!entries)
                    return entries.error();
                AuditPage page{*entries, {}};
                if (page.entries.size() > limit) {
                    page.entries.removeLast();
                    page.next = page.entries.last().id;
                }
                return page;
            },
            [respond](const Result<AuditPage> &page) { respond(answerOf(page)); });
    });
}

} // namespace hearth::server
