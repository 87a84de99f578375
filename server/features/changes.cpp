#include "server/features/changes.h"

#include "server/features/binding.h"
#include "server/features/gate.h"
#include "server/features/requests.h"
#include "server/features/rest/messages.h"
#include "shared/protocol/emoji.h"

namespace hearth::server {

using protocol::Message;
using protocol::User;

namespace {

Mark markOf(bool on)
{
    return on ? Mark::Set : Mark::Taken;
}

//! Who wrote it, and for a deletion who runs the server. The role as it is now: a socket knows only what it
//! was when it connected.
Result<Done> mayChange(Database &db, const ChangeRequest &request, bool staffMay)
{
    const auto message = db.messages().message(request.roomId, request.messageId);
    if (!message)
        return message.error();
    if (message->userId == request.userId)
        return Done{};
    const auto user = db.accounts().userById(request.userId);
    if (!user)
        return user.error();
    const bool isStaff = user->role == protocol::Role::Owner || user->role == protocol::Role::Admin;
    if (staffMay && isStaff)
        return Done{};
    return Error(ErrorCode::Forbidden,
        staffMay ? QStringLiteral("Only who wrote it, an owner or an admin may delete it")
                 : QStringLiteral("Only who wrote it may edit it"));
}

Result<Changed> edit(
    Database &db, const ChangeRequest &request, const QString &content, const Occasion &occasion, News &news)
{
    const auto before = db.messages().message(request.roomId, request.messageId);
    if (!before)
        return before.error();
    const auto named = db.notifications().named(request.roomId, before->seq);
    if (!named)
        return named.error();
    auto changed = db.changes().edit(request, content);
    if (!changed || !changed->isNew)
        return changed;
    const auto notified = notifyOfEdit(db, changed->message, *before, *named, occasion);
    if (!notified)
        return notified.error();
    news = *notified;
    return changed;
}

Result<Changed> remove(Database &db, const ChangeRequest &request, News &news)
{
    auto changed = db.changes().remove(request);
    if (!changed || !changed->isNew)
        return changed;
    const auto cleared = db.notifications().removeOf(request.roomId, changed->message.seq);
    if (!cleared)
        return cleared.error();
    news.cleared = *cleared;
    return changed;
}

} // namespace

Changes::Changes(const Services &services, RoomFeed &feed, Accounts &accounts, Notifications &notifications,
    RateLimit &rate, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_feed(feed)
    , m_accounts(accounts)
    , m_notifications(notifications)
    , m_rate(rate)
{
    bindEvent<protocol::MessageEdit>();
    bindEvent<protocol::MessageDelete>();
    bindEvent<protocol::MessageReact>();
    bindEvent<protocol::MessagePin>();
    addPaths();
}

template <protocol::WireEvent E>
void Changes::bindEvent()
{
    bind<E>(m_services.chat, [this](Socket &socket, const E &event, const Answer<E> &answer) {
        make(callerOf(socket).user, event, answer);
    });
}

template <protocol::WireEvent E>
void Changes::change(const User &user, const E &event, Act act, Tell tell, const Reply &reply)
{
    if (const qint64 wait = m_rate.take(user.id))
        return reply(tooFast(wait));
    const ChangeRequest request{event.roomId, event.messageId, user.id, m_services.clock.wallMs()};
    using Outcome = std::pair<Changed, News>;
    m_services.storage.write<Outcome>(
        this,
        [request, act = std::move(act)](Database &db) -> Result<Outcome> {
            if (const auto access = pass(db, request.userId, request.roomId, Verb::Act); !access)
                return access.error();
            News news;
            const auto changed = act(db, request, news);
            return changed ? Result(Outcome{*changed, news}) : changed.error();
        },
        [this, tell = std::move(tell), reply](const Result<Outcome> &outcome) {
            if (!outcome)
                return reply(outcome.error());
            const auto &[changed, news] = *outcome;
            reply(protocol::ChangeAck{changed.message.changeSeq.value_or(0)});
            if (!changed.isNew)
                return;
            ++m_made;
            tell(changed);
            m_notifications.tell(news);
        });
}

void Changes::make(const User &user, const protocol::MessageEdit &event, const Reply &reply)
{
    if (const auto fits = checkContent(event.content, m_services.limits); !fits)
        return reply(fits.error());
    change(
        user, event,
        [content = event.content, occasion = m_notifications.occasion(event.content)](
            Database &db, const ChangeRequest &request, News &news) -> Result<Changed> {
            if (const auto may = mayChange(db, request, false); !may)
                return may.error();
            return hearth::server::edit(db, request, content, occasion, news);
        },
        [this](const Changed &changed) {
            const Message &now = changed.message;
            tellRoom(protocol::MessageUpdated{now.id, now.roomId, now.seq, now.changeSeq.value_or(0),
                now.content, now.editedAt.value_or(0)});
        },
        reply);
}

void Changes::edit(const User &user, const protocol::MessageEdit &event, const Reply &reply)
{
    make(user, event, reply);
}

void Changes::make(const User &user, const protocol::MessageDelete &event, const Reply &reply)
{
    change(
        user, event,
        [](Database &db, const ChangeRequest &request, News &news) -> Result<Changed> {
            if (const auto may = mayChange(db, request, true); !may)
                return may.error();
            return remove(db, request, news);
        },
        [this, userId = user.id](const Changed &changed) {
            const Message &now = changed.message;
            tellRoom(
                protocol::MessageDeleted{now.id, now.roomId, now.seq, now.changeSeq.value_or(0), userId});
        },
        reply);
}

void Changes::make(const User &user, const protocol::MessageReact &event, const Reply &reply)
{
    if (!protocol::isReaction(event.emoji))
        return reply(Error(ErrorCode::InvalidRequest,
            QStringLiteral(
                "emoji: expected an emoji or a short word, without spaces or control characters")));
    change(
        user, event,
        [event](Database &db, const ChangeRequest &request, News &) {
            return db.changes().react(request, event.emoji, markOf(event.on));
        },
        [this, user, event](const Changed &changed) {
            const Message &now = changed.message;
            const protocol::MessageReacted reaction{now.id, now.roomId, now.seq, now.changeSeq.value_or(0),
                user.id, user.username, event.emoji, event.on,
                now.reactions.value_or(QList<protocol::Reaction>())};
            tellRoom(reaction);
            Q_EMIT reacted(reaction);
        },
        reply);
}

void Changes::make(const User &user, const protocol::MessagePin &event, const Reply &reply)
{
    change(
        user, event,
        [on = event.on](Database &db, const ChangeRequest &request, News &) {
            return db.changes().pin(request, markOf(on));
        },
        [this, userId = user.id, on = event.on](const Changed &changed) {
            const Message &now = changed.message;
            tellRoom(protocol::MessagePinned{now.id, now.roomId, now.seq, now.changeSeq.value_or(0), userId,
                on, now.pinnedAt.value_or(0)});
        },
        reply);
}

template <protocol::WireEvent E>
void Changes::addPath(const QByteArray &method, const QString &below,
    std::function<Result<E>(const HttpRequest &, const QStringList &)> eventOf)
{
    m_services.router.add(method, QStringLiteral("/api/rooms/{id}/messages/{messageId}") + below,
        [this, eventOf](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            const Result<E> event = eventOf(request, ids);
            if (!event)
                return respond(HttpResponse::error(event.error()));
            m_accounts.authenticate(request, respond, [this, respond, event = *event](const Caller &caller) {
                make(caller.user, event,
                    [respond](const Result<protocol::ChangeAck> &ack) { respond(answerOf(ack)); });
            });
        });
}

void Changes::addPaths()
{
    using namespace protocol;
    addPath<MessageEdit>(
        "PATCH", {}, [](const HttpRequest &request, const QStringList &ids) -> Result<MessageEdit> {
            const auto body = bodyAs<PatchMessage>(request);
            return body ? Result(MessageEdit{ids.at(0), ids.at(1), body->content}) : body.error();
        });
    addPath<MessageDelete>("DELETE", {}, [](const HttpRequest &, const QStringList &ids) {
        return Result(MessageDelete{ids.at(0), ids.at(1)});
    });
    for (const bool on : {true, false}) {
        const QByteArray method = on ? "PUT" : "DELETE";
        addPath<MessageReact>(
            method, QStringLiteral("/reactions/{emoji}"), [on](const HttpRequest &, const QStringList &ids) {
                return Result(MessageReact{ids.at(0), ids.at(1), ids.at(2), on});
            });
        addPath<MessagePin>(
            method, QStringLiteral("/pin"), [on](const HttpRequest &, const QStringList &ids) {
                return Result(MessagePin{ids.at(0), ids.at(1), on});
            });
    }
}

} // namespace hearth::server
