#include "server/features/history.h"

#include "server/features/requests.h"
#include "server/features/rest/messages.h"

namespace hearth::server {

namespace {

//! The list as the answer's first field.
template <class Answer, class T>
Result<QJsonObject> listed(const Result<QList<T>> &list)
{
    return list ? Result(protocol::encodeObject(Answer{*list})) : list.error();
}

//! With the count of changes that the page knows of, read first: what changes in between is told as well.
Result<QJsonObject> historyPage(Database &db, const QString &userId, const HistoryQuery &query)
{
    const auto state = db.rooms().state(query.roomId, userId);
    if (!state)
        return state.error();
    const auto page = db.messages().history(query);
    return page ? Result(protocol::encodeObject(HistoryPage{*page, state->changeSeq})) : page.error();
}

} // namespace

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
            answer(request, respond, Verb::Enter, ids.at(0), [ids](Database &db, const QString &) {
                return listed<MessageList>(db.changes().pins(ids.at(0)));
            });
        });
    router.add("GET", QStringLiteral("/api/rooms/{id}/messages/{messageId}/edits"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            const qint64 after = request.query.queryItemValue(QStringLiteral("after")).toLongLong();
            answer(request, respond, Verb::Follow, ids.at(0), [ids, after](Database &db, const QString &) {
                return listed<EditList>(db.changes().earlierTexts(ids.at(0), ids.at(1), after));
            });
        });
    router.add("GET", QStringLiteral("/api/rooms/{id}/messages/{messageId}/replies"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            replies(request, ids, respond);
        });
}

void History::answer(
    const HttpRequest &request, const Responder &respond, Verb verb, const QString &roomId, const Read &read)
{
    m_accounts.authenticate(request, respond, [=, this](const Caller &caller) {
        m_services.storage.read<QJsonObject>(
            this,
            [=, userId = caller.user.id](Database &db) -> Result<QJsonObject> {
                if (const auto access = pass(db, userId, roomId, verb); !access)
                    return access.error();
                return read(db, userId);
            },
            [respond](const Result<QJsonObject> &found) {
                respond(found ? HttpResponse::json(*found) : HttpResponse::error(found.error()));
            });
    });
}

void History::page(const HttpRequest &request, const QString &roomId, const Responder &respond)
{
    const auto limit = pageLimit(request, m_services.limits);
    if (!limit)
        return respond(HttpResponse::error(limit.error()));
    HistoryQuery query{roomId, {}, {}, *limit};
    if (request.query.hasQueryItem(QStringLiteral("after")))
        query.after = positionOf(request.query.queryItemValue(QStringLiteral("after")));
    if (request.query.hasQueryItem(QStringLiteral("before")))
        query.before = positionOf(request.query.queryItemValue(QStringLiteral("before")));
    answer(request, respond, Verb::Enter, roomId,
        [query](Database &db, const QString &userId) { return historyPage(db, userId, query); });
}

void History::replies(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    const auto limit = pageLimit(request, m_services.limits);
    if (!limit)
        return respond(HttpResponse::error(limit.error()));
    const Position after = positionOf(parameter(request, QStringLiteral("after")).value_or(QString()));
    answer(request, respond, Verb::Enter, ids.at(0), [=, limit = *limit](Database &db, const QString &) {
        return listed<MessageList>(db.messages().replies(ids.at(0), ids.at(1), after, limit));
    });
}

} // namespace hearth::server
