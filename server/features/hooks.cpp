#include "server/features/hooks.h"

#include "server/auth/tokens.h"
#include "server/features/channelaccess.h"
#include "server/features/gate.h"
#include "server/features/requests.h"
#include "server/features/rest/channels.h"
#include "shared/base/ids.h"

namespace hearth::server {

namespace {

ShownHook shown(const Hook &hook)
{
    return {hook.id, hook.roomId, hook.botId, hook.name, hook.createdBy, hook.createdAt};
}

//! Where the server is, as the one who asks sees it.
QString addressOf(const HttpRequest &request)
{
    const QString host = QString::fromUtf8(request.header("host"));
    return (request.isTls ? QStringLiteral("https://") : QStringLiteral("http://")) + host;
}

protocol::User botOf(const Hook &hook)
{
    return {
        hook.botId, QStringLiteral("hook-") + hook.id.mid(1, 8).toLower(), hook.name, protocol::Role::Member};
}

//! A member of the room from now on.
Result<protocol::User> addBot(Database &db, const Hook &hook)
{
    // Without a password nothing fits: nobody signs in as it.
    auto bot = db.accounts().createUser({botOf(hook), QString(), hook.createdAt});
    if (!bot)
        return bot;
    const auto added = db.rooms().addMember(hook.roomId, hook.botId, hook.createdAt);
    return added ? bot : added.error();
}

//! Who made the hook, as the account is now, where they may publish to the channel. AccessDenied also where
//! it was disabled or removed: what such a person has left behind speaks for them no longer.
Result<protocol::User> makerOf(Database &db, const Hook &hook, const QString &channel)
{
    const auto account = db.people().person(hook.createdBy);
    if (!account)
        return account.error().code == ErrorCode::NotFound ? Error(ErrorCode::AccessDenied) : account.error();
    if (account->disabled)
        return ErrorCode::AccessDenied;
    const protocol::User maker{account->id, account->username, account->displayName, account->role};
    const auto may = mayPublish({{maker, {}}, {}}, channel);
    return may ? Result(maker) : may.error();
}

} // namespace

Hooks::Hooks(const Services &services, Accounts &accounts, Messages &messages, Channels &channels)
    : m_services(services), m_accounts(accounts), m_messages(messages), m_channels(channels)
{
    Router &router = services.router;
    router.add("GET", "/api/rooms/{id}/hooks", this, &Hooks::list);
    router.add("POST", "/api/rooms/{id}/hooks", this, &Hooks::make);
    router.add("DELETE", "/api/rooms/{id}/hooks/{hookId}", this, &Hooks::remove);
    router.add("POST", "/hooks/{token}", this, &Hooks::receive);
}

void Hooks::list(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, ids, respond](const Caller &caller) {
        m_services.storage.read<QList<Hook>>(
            this,
            [ids, me = caller.user.id](Database &db) -> Result<QList<Hook>> {
                const auto access = pass(db, me, ids.at(0), Verb::Invite);
                return access ? db.hooks().hooksOf(ids.at(0)) : access.error();
            },
            [respond](const Result<QList<Hook>> &hooks) {
                if (!hooks)
                    return respond(HttpResponse::error(hooks.error()));
                HookList all;
                for (const Hook &hook : *hooks)
                    all.hooks.append(shown(hook));
                respond(HttpResponse::json(protocol::encodeObject(all)));
            });
    });
}

void Hooks::make(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    const auto body = request.body.isEmpty() ? Result<CreateHook>(CreateHook{}) : bodyAs<CreateHook>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    const QString address = addressOf(request);
    m_accounts.authenticate(request, respond, [=, this, name = body->name](const Caller &caller) {
        const QString secret = newSecret();
        const Hook hook{newId(IdKind::Token), secretHash(secret), ids.at(0), newId(IdKind::User),
            caller.user.id, name.value_or(QStringLiteral("Hook")), m_services.clock.wallMs()};
        m_services.storage.write<Hook>(
            this,
            [hook, limit = m_services.limits.hooksPerRoom](Database &db) -> Result<Hook> {
                if (const auto access = pass(db, hook.createdBy, hook.roomId, Verb::Invite); !access)
                    return access.error();
                const auto others = db.hooks().hooksOf(hook.roomId);
                if (!others)
                    return others.error();
                if (const auto fits = checkRoom(others->size(), limit, QStringLiteral("hooks in one room"));
                    !fits)
                    return fits.error();
                if (const auto bot = addBot(db, hook); !bot)
                    return bot.error();
                const auto added = db.hooks().addHook(hook);
                return added ? Result(hook) : added.error();
            },
            [this, secret, address, respond](const Result<Hook> &made) {
                if (!made) {
                    m_tooMany += made.error().code == ErrorCode::TooMany;
                    return respond(HttpResponse::error(made.error()));
                }
                const MadeHook answer{{shown(*made), secret, address + QStringLiteral("/hooks/") + secret}};
                respond(HttpResponse::json(protocol::encodeObject(answer), 201));
            });
    });
}

void Hooks::remove(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    m_accounts.authenticate(request, respond, [this, ids, respond](const Caller &caller) {
        m_services.storage.write<Hook>(
            this,
            [ids, me = caller.user.id, now = m_services.clock.wallMs()](Database &db) -> Result<Hook> {
                if (const auto access = pass(db, me, ids.at(0), Verb::Invite); !access)
                    return access.error();
                auto hook = db.hooks().removeHook(ids.at(0), ids.at(1));
                if (!hook)
                    return hook;
                if (const auto left = db.rooms().removeMember(hook->roomId, hook->botId); !left)
                    return left.error();
                // Only its name is left, beside what it said.
                const auto gone = db.people().setRemoved(hook->botId, now);
                return gone ? hook : gone.error();
            },
            [respond](const Result<Hook> &removed) { respond(okayOr(removed)); });
    });
}

void Hooks::receive(const HttpRequest &request, const QStringList &ids, const Responder &respond)
{
    const auto counted = [this, respond](HttpResponse response) {
        ++(response.status < 400 ? m_received : m_refused);
        respond(std::move(response));
    };
    struct Found
    {
        Hook hook;
        protocol::User bot;
    };
    m_services.storage.read<Found>(
        this,
        [hash = secretHash(ids.at(0))](Database &db) -> Result<Found> {
            const auto hook = db.hooks().hookByHash(hash);
            if (!hook)
                return hook.error();
            const auto bot = db.accounts().userById(hook->botId);
            return bot ? Result(Found{*hook, *bot}) : bot.error();
        },
        [this, request, counted](const Result<Found> &found) {
            if (!found)
                return counted(HttpResponse::error(found.error()));
            const auto payload = hookPayload(request.header("content-type"), request.body,
                m_services.clock.wallMs(), m_services.limits.contentBytes);
            if (!payload)
                return counted(HttpResponse::error(payload.error()));
            if (const auto *message = std::get_if<HookMessage>(&*payload))
                return say(found->bot, found->hook, *message, counted);
            publish(found->hook, std::get<HookValues>(*payload), counted);
        });
}

void Hooks::say(
    const protocol::User &bot, const Hook &hook, const HookMessage &message, const Responder &respond)
{
    const bool isSlack = message.isSlack;
    m_messages.send(bot, {hook.roomId, message.content, {}, {}, {}},
        [respond, isSlack](const Result<protocol::MessageSendAck> &ack) {
            if (!ack)
                return respond(HttpResponse::error(ack.error()));
            if (!isSlack)
                return respond(HttpResponse::json(protocol::encodeObject(*ack)));
            HttpResponse ok;
            ok.contentType = "text/plain";
            ok.body = "ok";
            respond(ok);
        });
}

void Hooks::publish(const Hook &hook, const HookValues &values, const Responder &respond)
{
    const auto ask = [hash = hook.hash](Database &db, const QString &channel) {
        const auto now = db.hooks().hookByHash(hash);
        return now ? makerOf(db, *now, channel) : now.error();
    };
    m_channels.publish({hook.createdBy, ask}, values.channel, values.points, publishedTo(respond, 200));
}

} // namespace hearth::server
