#include "server/features/history.h"

#include "server/features/requests.h"

namespace hearth::server {

using protocol::EarlierText;
using protocol::Message;

History::History(const Services &services, Accounts &accounts, QObject *parent)
    : QObject(parent), m_services(services), m_accounts(accounts)
{
    Router &router = services.router;
    router.add("GET", QStringLiteral("/api/rooms/{id}/messages"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            page(request, ids.at(0), respond);
        });
    router.add("GET", QStringLiteral("/api/rooms/{id}/pins"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            answer<Message>(request, respond, QStringLiteral("messages"), Verb::Enter, ids.at(0),
                [ids](Database &db) { return db.changes().pins(ids.at(0)); });
        });
    router.add("GET", QStringLiteral("/api/rooms/{id}/messages/{messageId}/edits"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            const qint64 after = request.query.queryItemValue(QStringLiteral("after")).toLongLong();
            answer<EarlierText>(
                request, respond, QStringLiteral("edits"), Verb::Act, ids.at(0), [ids, after](Database &db) {
                    return db.changes().earlierTexts(ids.at(0), ids.at(1), after);
                });
        });
}

template <class T>
void History::answer(const HttpRequest &request, const Responder &respond, const QString &key, Verb verb,
    const QString &roomId, std::function<Result<QList<T>>(Database &)> read)
{
    m_accounts.authenticate(request, respond, [=, this](const Caller &caller) {
        m_services.storage.read<QList<T>>(
            this,
            [=, userId = caller.user.id](Database &db) -> Result<QList<T>> {
                if (const auto access = pass(db, userId, roomId, verb); !access)
                    return access.error();
                return read(db);
            },
            [respond, key](const Result<QList<T>> &list) {
                respond(list ? HttpResponse::json({{key, protocol::encode(*list)}})
                             : HttpResponse::error(list.error()));
            });
    });
}

void History::page(const HttpRequest &request, const QString &roomId, const Responder &respond)
{
    HistoryQuery query{roomId, {}, {}, m_services.limits.pageSize};
    if (request.query.hasQueryItem(QStringLiteral("after")))
        query.after = positionOf(request.query.queryItemValue(QStringLiteral("after")));
    if (request.query.hasQueryItem(QStringLiteral("before")))
        query.before = positionOf(request.query.queryItemValue(QStringLiteral("before")));
    if (request.query.hasQueryItem(QStringLiteral("limit"))) {
        query.limit = request.query.queryItemValue(QStringLiteral("limit")).toInt();
        if (query.limit < 1 || query.limit > m_services.limits.pageSize)
            return respond(HttpResponse::error(
                {ErrorCode::InvalidRequest, QStringLiteral("limit: expected a whole number from 1 to %1")
                                                .arg(m_services.limits.pageSize)}));
    }
    answer<Message>(request, respond, QStringLiteral("messages"), Verb::Enter, roomId,
        [query](Database &db) { return db.messages().history(query); });
}

} // namespace hearth::server
