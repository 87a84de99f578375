#include "server/features/search.h"

#include "server/features/binding.h"
#include "server/features/requests.h"
#include "server/features/rest/messages.h"
#include "shared/search/folding.h"

namespace hearth::server {

namespace {

//! What is asked for, by `q` and by the parameters that say the same as its operators.
Result<SearchWords> wordsOf(const HttpRequest &request)
{
    auto words = parseSearch(parameter(request, QStringLiteral("q")).value_or(QString()), QTimeZone::utc());
    if (!words)
        return words;
    for (const char *key : {"from", "in", "has", "before", "after"}) {
        const QString name = QString::fromLatin1(key);
        const auto value = parameter(request, name);
        if (!value)
            continue;
        if (auto narrowed = words->narrow(name, *value, QTimeZone::utc()); !narrowed)
            return narrowed.error();
    }
    if (words->isEmpty())
        return Error(ErrorCode::InvalidRequest, QStringLiteral("q: expected words to search for"));
    return words;
}

bool isNamed(const KnownRoom &room, const QString &name)
{
    const QString known = room.name.startsWith(u'#') ? room.name.sliced(1) : room.name;
    return room.access.roomId == name || foldedText(known) == foldedText(name);
}

//! Where and whose: all that the rest of the search may look at.
Result<SearchQuery> withinReach(
    Database &db, const QString &userId, const SearchWords &words, SearchQuery query)
{
    const auto rooms = passAll(db, userId, Verb::Enter);
    if (!rooms)
        return rooms.error();
    for (const KnownRoom &room : *rooms) {
        if (!words.in || isNamed(room, *words.in))
            query.rooms += room.access.roomId;
    }
    if (words.from) {
        const auto writer = db.accounts().userByName(*words.from);
        if (!writer && writer.error().code != ErrorCode::NotFound)
            return writer.error();
        query.writer = writer ? writer->user.id : QString(); // nobody's
    }
    return query;
}

} // namespace

Search::Search(const Services &services, Accounts &accounts, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_accounts(accounts)
    , m_rate(services.clock, services.limits.searchesPerSecond, services.limits.searchBurst)
{
    services.router.add("GET", QStringLiteral("/api/search"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            answer(request, respond);
        });
}

void Search::answer(const HttpRequest &request, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, request, respond](const Caller &caller) {
        if (const qint64 wait = m_rate.take(caller.user.id))
            return respond(HttpResponse::error(tooFast(wait)));
        const auto words = wordsOf(request);
        if (!words)
            return respond(HttpResponse::error(words.error()));
        const auto limit = pageLimit(request, m_services.limits);
        if (!limit)
            return respond(HttpResponse::error(limit.error()));
        SearchQuery query{{}, words->terms};
        query.hasLink = words->hasLink;
        query.before = words->before.value_or(query.before);
        query.after = words->after.value_or(query.after);
        query.cursor = parameter(request, QStringLiteral("cursor")).value_or(QString());
        query.limit = *limit;
        query.maxBytes = m_services.limits.searchBytes;
        search(caller.user.id, *words, query, respond);
    });
}

void Search::search(
    const QString &userId, const SearchWords &words, const SearchQuery &query, const Responder &respond)
{
    ++m_made;
    m_services.storage.read<SearchPage>(
        this,
        [userId, words, query](Database &db) -> Result<SearchPage> {
            const auto within = withinReach(db, userId, words, query);
            return within ? db.search().search(*within) : within.error();
        },
        [respond](const Result<SearchPage> &page) {
            if (!page)
                return respond(HttpResponse::error(page.error()));
            const auto next = page->next.isEmpty() ? std::nullopt : std::optional(page->next);
            respond(answerOf(Result(Found{page->messages, next})));
        });
}

} // namespace hearth::server
