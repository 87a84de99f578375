#include "server/features/messages.h"

#include "server/features/binding.h"
#include "server/features/gate.h"
#include "server/features/requests.h"
#include "shared/base/ids.h"

namespace hearth::server {

using protocol::Message;
using protocol::MessageSendAck;
using protocol::RecoverAck;

namespace {

//! A message's id, or a seq in decimal digits; nothing means from the first on.
Position positionOf(const QString &text)
{
    bool isSeq = false;
    const qint64 seq = text.toLongLong(&isSeq);
    return isSeq || text.isEmpty() ? Position{{}, seq} : Position{text, 0};
}

} // namespace

Messages::Messages(
    const Services &services, Accounts &accounts, PresenceFeature &presence, Typing &typing, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_accounts(accounts)
    , m_presence(presence)
    , m_typing(typing)
    , m_rate(services.clock, services.limits.messagesPerSecond, services.limits.messageBurst)
{
    bind<protocol::MessageSend>(services.chat,
        [this](Socket &socket, const protocol::MessageSend &event,
            const Answer<protocol::MessageSend> &answer) { send(callerOf(socket).user, event, answer); });
    bind<protocol::ChatRead>(
        services.chat, [this](Socket &socket, const protocol::ChatRead &event,
                           const Answer<protocol::ChatRead> &answer) { markRead(socket, event, answer); });
    bind<protocol::Recover>(
        services.chat, [this](Socket &socket, const protocol::Recover &event,
                           const Answer<protocol::Recover> &answer) { recover(socket, event, answer); });
    services.router.add("GET", QStringLiteral("/api/rooms/{id}/messages"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            history(request, ids.at(0), respond);
        });
    services.router.add("POST", QStringLiteral("/api/rooms/{id}/messages"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            post(request, ids.at(0), respond);
        });
}

void Messages::send(const protocol::User &user, const protocol::MessageSend &event,
    const std::function<void(Result<MessageSendAck>)> &answer)
{
    if (const qint64 wait = m_rate.take(user.id)) {
        ++m_limited;
        return answer(tooFast(wait));
    }
    const int limit = m_services.limits.contentBytes;
    if (event.content.toUtf8().size() > limit)
        return answer(Error(ErrorCode::InvalidRequest,
            QStringLiteral("content: expected at most %1 bytes of UTF-8").arg(limit)));
    const NewMessage message{newId(IdKind::Message), event.roomId, user.id, event.content,
        event.clientId.value_or(QString()), m_services.clock.wallMs()};
    m_services.storage.write<Appended>(
        this,
        [message](Database &db) -> Result<Appended> {
            if (const auto access = pass(db, message.userId, message.roomId, Verb::Act); !access)
                return access.error();
            return db.messages().append(message);
        },
        [this, user, answer](const Result<Appended> &appended) {
            if (!appended)
                return answer(appended.error());
            const Message &stored = appended->message;
            answer(MessageSendAck{stored.id, stored.seq, stored.createdAt});
            if (!appended->isNew)
                return;
            ++m_sent;
            m_typing.stop(stored.roomId, user);
            emitTo(m_services.chat, roomName(stored.roomId), protocol::MessageNew{stored});
        });
}

void Messages::markRead(Socket &socket, const protocol::ChatRead &event,
    const std::function<void(Result<protocol::EmptyAck>)> &answer)
{
    const QString userId = callerOf(socket).user.id;
    m_services.storage.write<qint64>(
        this,
        [event, userId](Database &db) -> Result<qint64> {
            if (const auto access = pass(db, userId, event.roomId, Verb::Act); !access)
                return access.error();
            return db.rooms().markRead(event.roomId, userId, positionOf(event.messageId));
        },
        [this, event, userId, answer](const Result<qint64> &cursor) {
            if (!cursor)
                return answer(cursor.error());
            answer(protocol::EmptyAck{});
            const protocol::ChatReadBy read{event.roomId, userId, event.messageId, *cursor};
            emitTo(m_services.chat, roomName(event.roomId), read);
        });
}

void Messages::recover(
    Socket &socket, const protocol::Recover &event, const std::function<void(Result<RecoverAck>)> &answer)
{
    const QString userId = callerOf(socket).user.id;
    struct Missed
    {
        RecoverAck ack;
        QList<QString> contacts;
    };
    m_services.storage.read<Missed>(
        this,
        [event, userId, limit = m_services.limits.pageSize](Database &db) -> Result<Missed> {
            Missed missed;
            for (auto it = event.rooms.cbegin(); it != event.rooms.cend(); ++it) {
                if (const auto access = pass(db, userId, it.key(), Verb::Act); !access)
                    return access.error();
                const auto state = db.rooms().state(it.key(), userId);
                if (!state)
                    return state.error();
                // A full answer still looks whether the next room has something.
                const auto remaining = limit - missed.ack.messages.size();
                const int count = int(std::max<qsizetype>(1, remaining));
                const auto page = db.messages().history({it.key(), positionOf(it.value()), {}, count});
                if (!page)
                    return page.error();
                const bool isCut = !page->isEmpty() && (remaining == 0 || page->last().seq < state->lastSeq);
                missed.ack.more = missed.ack.more || isCut;
                if (remaining > 0)
                    missed.ack.messages += *page;
            }
            const auto contacts = db.rooms().contacts(userId);
            if (!contacts)
                return contacts.error();
            missed.contacts = *contacts;
            return missed;
        },
        [this, since = event.since, answer](const Result<Missed> &missed) {
            if (!missed)
                return answer(missed.error());
            RecoverAck ack = missed->ack;
            ack.presenceUpdates = m_presence.changedSince(missed->contacts, since);
            answer(ack);
        });
}

void Messages::history(const HttpRequest &request, const QString &roomId, const Responder &respond)
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
    m_accounts.authenticate(request, respond, [this, query, respond](const Caller &caller) {
        m_services.storage.read<QList<Message>>(
            this,
            [query, userId = caller.user.id](Database &db) -> Result<QList<Message>> {
                if (const auto access = pass(db, userId, query.roomId, Verb::Enter); !access)
                    return access.error();
                return db.messages().history(query);
            },
            [respond](const Result<QList<Message>> &page) {
                respond(page ? HttpResponse::json({{QStringLiteral("messages"), protocol::encode(*page)}})
                             : HttpResponse::error(page.error()));
            });
    });
}

void Messages::post(const HttpRequest &request, const QString &roomId, const Responder &respond)
{
    const auto body = bodyAs<PostMessage>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    m_accounts.authenticate(request, respond, [this, roomId, respond, body = *body](const Caller &caller) {
        send(
            caller.user, {roomId, body.content, body.clientId}, [respond](const Result<MessageSendAck> &ack) {
                respond(ack ? HttpResponse::json(protocol::encodeObject(*ack), 201)
                            : HttpResponse::error(ack.error()));
            });
    });
}

} // namespace hearth::server
