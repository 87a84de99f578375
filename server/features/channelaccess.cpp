#include "server/features/channelaccess.h"

#include "server/auth/tokens.h"
#include "server/features/channelnews.h"
#include "server/features/requests.h"
#include "server/features/rest/channels.h"
#include "server/series/channelname.h"
#include "shared/base/glob.h"
#include "shared/base/ids.h"

#include <algorithm>

namespace hearth::server {

namespace {

bool fits(const QStringList &patterns, const QString &channel)
{
    return std::any_of(patterns.begin(), patterns.end(),
        [&channel](const QString &pattern) { return globMatches(pattern, channel); });
}

//! A member, or a member's token for this channel.
Result<Done> mayUse(const ChannelCaller &who, const QString &channel, const QStringList *patterns)
{
    if (who.caller.user.role == protocol::Role::Guest)
        return ErrorCode::AccessDenied;
    if (patterns && !fits(*patterns, channel))
        return Error(
            ErrorCode::AccessDenied, QStringLiteral("This token is not for the channel %1").arg(channel));
    return Done{};
}

Result<Done> checkPatterns(const char *field, const QList<QString> &patterns)
{
    for (qsizetype i = 0; i < patterns.size(); ++i) {
        if (!isChannelPattern(patterns.at(i)))
            return Error(
                ErrorCode::InvalidRequest, QStringLiteral("%1[%2]: expected %3, or `*` for any run of them")
                                               .arg(QLatin1String(field))
                                               .arg(i)
                                               .arg(channelNameRule()));
    }
    return Done{};
}

ShownChannelToken shown(const ChannelToken &token)
{
    return {token.id, token.name, token.userId, token.publish, token.read, token.createdAt};
}

} // namespace

Result<ChannelCaller> callerByToken(Database &db, const QByteArray &hash)
{
    if (const auto user = db.sessions().userByToken(hash))
        return ChannelCaller{{*user, hash}, {}};
    else if (user.error().code != ErrorCode::Unauthorized)
        return user.error();
    const auto token = db.channels().tokenByHash(hash);
    if (!token)
        return token.error();
    const auto maker = db.accounts().userById(token->userId);
    if (!maker && maker.error().code != ErrorCode::NotFound)
        return maker.error();
    return maker ? Result(ChannelCaller{{*maker, hash}, *token}) : Error(ErrorCode::Unauthorized);
}

Publisher publisherOf(const ChannelCaller &who)
{
    const auto ask = [hash = who.caller.tokenHash](
                         Database &db, const QString &channel) -> Result<protocol::User> {
        const auto now = callerByToken(db, hash);
        if (!now)
            return now.error();
        const auto may = mayPublish(*now, channel);
        return may ? Result(now->caller.user) : may.error();
    };
    return {who.caller.user.id, ask};
}

Channels::Published publishedTo(const Responder &respond, int status)
{
    return [respond, status](const Result<Point> &last) {
        if (!last)
            return respond(HttpResponse::error(last.error()));
        respond(HttpResponse::json(
            {{QStringLiteral("id"), QString::number(last->id)}, {QStringLiteral("at"), last->at}}, status));
    };
}

bool mayHear(const Caller &caller, const QString &room)
{
    if (room == teamRoom())
        return caller.user.role != protocol::Role::Guest;
    const auto channel = channelOfTopic(room);
    return !channel || mayRead({caller, {}}, *channel).isOk();
}

Result<Done> mayRead(const ChannelCaller &who, const QString &channel)
{
    return mayUse(who, channel, who.token ? &who.token->read : nullptr);
}

Result<Done> mayPublish(const ChannelCaller &who, const QString &channel)
{
    if (auto may = mayUse(who, channel, who.token ? &who.token->publish : nullptr); !may)
        return may;
    if (isReservedChannel(channel))
        return Error(ErrorCode::AccessDenied,
            QStringLiteral("Channels that begin with `dashboard:` are the server's own"));
    return Done{};
}

ChannelCaller channelCallerOf(const Socket &socket)
{
    return {callerOf(socket), {}};
}

ChannelAccess::ChannelAccess(const Services &services, Accounts &accounts, Tickets &tickets)
    : m_services(services), m_accounts(accounts), m_tickets(tickets)
{
    services.router.add("GET", QStringLiteral("/api/channel-tokens"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            list(request, respond);
        });
    services.router.add("POST", QStringLiteral("/api/channel-tokens"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            make(request, respond);
        });
    services.router.add("DELETE", QStringLiteral("/api/channel-tokens/{id}"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            remove(request, ids.at(0), respond);
        });
}

void ChannelAccess::authenticate(const HttpRequest &request, const Responder &respond, const Next &next)
{
    QString token = request.bearerToken();
    // A page of ours has it where no script of another's could read it. A browser sends it to /events alone;
    // whatever else sends it elsewhere is not the page.
    if (token.isEmpty() && request.path.startsWith(QLatin1String("/events/")))
        token = request.cookie("hearth");
    if (token.isEmpty())
        return m_tickets.authenticate(request, respond, [next](const Caller &caller) { next({caller, {}}); });
    m_services.storage.read<ChannelCaller>(
        this, [hash = secretHash(token)](Database &db) { return callerByToken(db, hash); },
        [respond, next](const Result<ChannelCaller> &who) {
            if (!who)
                return respond(HttpResponse::error(who.error()));
            next(*who);
        });
}

void ChannelAccess::list(const HttpRequest &request, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, respond](const Caller &caller) {
        const QString whose = isAdmin(caller.user) ? QString() : caller.user.id;
        m_services.storage.read<QList<ChannelToken>>(
            this, [whose](Database &db) { return db.channels().tokens(whose); },
            [respond](const Result<QList<ChannelToken>> &tokens) {
                if (!tokens)
                    return respond(HttpResponse::error(tokens.error()));
                ChannelTokenList all;
                for (const ChannelToken &token : *tokens)
                    all.tokens.append(shown(token));
                respond(HttpResponse::json(protocol::encodeObject(all)));
            });
    });
}

void ChannelAccess::make(const HttpRequest &request, const Responder &respond)
{
    const auto body = bodyAs<CreateChannelToken>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    const QStringList publish = body->publish.value_or(QList<QString>());
    const QStringList read = body->read.value_or(QList<QString>());
    for (const auto &checked : {checkPatterns("publish", publish), checkPatterns("read", read)}) {
        if (!checked)
            return respond(HttpResponse::error(checked.error()));
    }
    if (publish.isEmpty() && read.isEmpty())
        return respond(HttpResponse::error({ErrorCode::InvalidRequest,
            QStringLiteral("publish: expected a pattern here or in `read`, such as `kiln:*`")}));
    m_accounts.authenticate(request, respond, [=, this, name = body->name](const Caller &caller) {
        if (caller.user.role == protocol::Role::Guest)
            return respond(HttpResponse::error(ErrorCode::Forbidden));
        const QString secret = newSecret();
        const ChannelToken token{newId(IdKind::Token), secretHash(secret), caller.user.id, name, publish,
            read, m_services.clock.wallMs()};
        const int limit = m_services.limits.channelTokensPerUser;
        m_services.storage.write<Done>(
            this,
            [token, limit](Database &db) -> Result<Done> {
                const auto theirs = db.channels().tokens(token.userId);
                if (!theirs)
                    return theirs.error();
                if (limit > 0 && theirs->size() >= limit)
                    return Error(ErrorCode::TooMany,
                        QStringLiteral("At most %1 channel tokens of one person; delete one first")
                            .arg(limit));
                return db.channels().addToken(token);
            },
            [token, secret, respond](const Result<Done> &done) {
                if (!done)
                    return respond(HttpResponse::error(done.error()));
                respond(
                    HttpResponse::json(protocol::encodeObject(MadeChannelToken{shown(token), secret}), 201));
            });
    });
}

void ChannelAccess::remove(const HttpRequest &request, const QString &id, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, id, respond](const Caller &caller) {
        const QString whose = isAdmin(caller.user) ? QString() : caller.user.id;
        m_services.storage.write<ChannelToken>(
            this, [id, whose](Database &db) { return db.channels().removeToken(id, whose); },
            [respond](const Result<ChannelToken> &removed) { respond(okayOr(removed)); });
    });
}

} // namespace hearth::server
