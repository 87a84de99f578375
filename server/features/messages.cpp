#include "server/features/messages.h"

#include "server/features/binding.h"
#include "server/features/gate.h"
#include "server/features/requests.h"
#include "server/features/rest/messages.h"
#include "server/features/saying.h"
#include "shared/base/ids.h"

namespace hearth::server {

using protocol::Message;
using protocol::MessageSendAck;
using protocol::User;

Messages::Messages(const Services &services, RoomFeed &feed, Accounts &accounts, Notifications &notifications,
    Typing &typing, RateLimit &rate, Charts &charts, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_feed(feed)
    , m_accounts(accounts)
    , m_notifications(notifications)
    , m_typing(typing)
    , m_rate(rate)
    , m_charts(charts)
    , m_commitSeconds(services.metrics.seconds(
          "hearth_message_commit_seconds", "From a message's arrival to its being on disk."))
    , m_flushSeconds(services.metrics.seconds("hearth_message_flush_seconds",
          "From a message's being on disk to the kernel's having it for those who are in the room."))
{
    bind<protocol::MessageSend>(services.chat,
        [this](Socket &socket, const protocol::MessageSend &event,
            const Answer<protocol::MessageSend> &answer) { send(callerOf(socket).user, event, answer); });
    bind<protocol::ChatRead>(
        services.chat, [this](Socket &socket, const protocol::ChatRead &event,
                           const Answer<protocol::ChatRead> &answer) { markRead(socket, event, answer); });
    services.router.add("POST", QStringLiteral("/api/rooms/{id}/messages"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            post(request, ids.at(0), respond);
        });
}

void Messages::send(const User &user, const protocol::MessageSend &event,
    const std::function<void(Result<MessageSendAck>)> &answer, Voice voice)
{
    if (const qint64 wait = m_rate.take(user.id))
        return answer(tooFast(wait));
    const auto files = event.files.value_or(QList<QString>());
    if (event.content.isEmpty() && files.isEmpty() && !event.panel)
        return answer(Error(ErrorCode::InvalidRequest,
            QStringLiteral("content: expected a text, where there are no files and no panel")));
    if (const auto fits = checkContent(event.content, m_services.limits); !fits)
        return answer(fits.error());
    const qint64 now = m_services.clock.wallMs();
    const NewMessage message{newTimedId(IdKind::Message, now), event.roomId, user.id, event.content,
        event.clientId.value_or(QString()), now, event.replyTo.value_or(QString()), files};
    const Spoken spoken{user, message, event.panel, voice, answer};
    const auto behind = m_behind.find({user.id, event.roomId});
    if (behind == m_behind.end())
        return speak(spoken);
    if (qsizetype(behind->second.size()) >= m_services.limits.writeQueue)
        return answer(ErrorCode::Unavailable);
    behind->second.push_back(spoken);
}

void Messages::speak(const Spoken &spoken)
{
    if (spoken.panel)
        show(spoken);
    else
        say(spoken.user, spoken.message, spoken.voice, spoken.answer);
}

void Messages::show(const Spoken &spoken)
{
    const Place place{spoken.user.id, spoken.message.roomId};
    m_behind.try_emplace(place);
    const auto gate = [place, panel = *spoken.panel](Database &db) {
        const auto access = pass(db, place.first, place.second, Verb::Act);
        return access ? mayShow(db, place.first, panel) : access.error();
    };
    m_charts.take(*spoken.panel, spoken.message.createdAt, gate,
        [this, spoken, place](const Result<protocol::Chart> &chart) {
            if (chart) {
                NewMessage shown = spoken.message;
                shown.chart = *chart;
                if (shown.content.isEmpty())
                    shown.content = captionOf(*chart, m_services.limits.contentBytes);
                say(spoken.user, shown, spoken.voice, spoken.answer);
            } else {
                spoken.answer(chart.error());
            }
            // Not from here: a thousand refusals would stand in one another.
            m_services.chat.loop().post([self = QPointer(this), place] {
                if (self)
                    self->goOn(place);
            });
        });
}

void Messages::goOn(const Place &place)
{
    const auto behind = m_behind.find(place);
    while (!behind->second.empty()) {
        const Spoken next = std::move(behind->second.front());
        behind->second.pop_front();
        speak(next);
        if (next.panel)
            return; // which goes on here
    }
    m_behind.erase(behind);
}

void Messages::say(const User &user, const NewMessage &message, Voice voice, const Said &answer)
{
    Occasion occasion = m_notifications.occasion(message.content);
    occasion.isAlert = voice == Voice::Alert;
    const Storage::Reply<Stored> reply = [this, user, answer, since = m_commitSeconds.now()](
                                             const Result<Stored> &outcome) {
        if (!outcome)
            return answer(outcome.error());
        const auto &[appended, news] = *outcome;
        const Message &stored = appended.message;
        m_commitSeconds.since(since);
        answer(MessageSendAck{stored.id, stored.seq, stored.createdAt});
        if (!appended.isNew)
            return;
        ++m_sent;
        m_typing.stop(stored.roomId, user);
        m_feed.tell(MessagesTrack, stored.seq, protocol::MessageNew{stored});
        observeFlush();
        m_notifications.tell(news);
    };
    const Saying saying{message, occasion};
    if (mayFailOthers(message))
        m_services.storage.write<Stored>(
            this, [saying](Database &db) { return storeAlone(db, saying); }, reply);
    else
        m_services.storage.writeGrouped<Saying, Stored>(this, storeEach, saying, reply);
}

void Messages::observeFlush()
{
    if (!m_services.metrics.observes())
        return;
    if (m_unflushed.empty()) {
        m_services.chat.loop().afterFlush([this] {
            for (const Timing::Point committed : std::exchange(m_unflushed, {}))
                m_flushSeconds.since(committed);
        });
    }
    m_unflushed.push_back(m_flushSeconds.now());
}

void Messages::markRead(Socket &socket, const protocol::ChatRead &event,
    const std::function<void(Result<protocol::EmptyAck>)> &answer)
{
    const QString userId = callerOf(socket).user.id;
    struct Read
    {
        ReadMark mark;
        bool isShared = true;
        Cleared cleared;
    };
    m_services.storage.write<Read>(
        this,
        [event, userId](Database &db) -> Result<Read> {
            if (const auto access = pass(db, userId, event.roomId, Verb::Follow); !access)
                return access.error();
            const auto mark = db.rooms().markRead(event.roomId, userId, positionOf(event.messageId));
            if (!mark)
                return mark.error();
            const auto shares = db.accounts().sharesReads(userId);
            if (!shares)
                return shares.error();
            const auto cleared = db.notifications().readRoom(userId, event.roomId, mark->seq);
            return cleared ? Result(Read{*mark, *shares, *cleared}) : cleared.error();
        },
        [this, event, userId, answer](const Result<Read> &read) {
            if (!read)
                return answer(read.error());
            answer(protocol::EmptyAck{});
            // One's own other devices always learn of it. A cursor that stays is no news: to have joined
            // behind a message, say, is not to have read it.
            if (read->mark.isNew)
                emitTo(m_services.chat, read->isShared ? roomName(event.roomId) : personalRoom(userId),
                    protocol::ChatReadBy{event.roomId, userId, event.messageId, read->mark.seq});
            m_notifications.tell({{}, {read->cleared}});
        });
}

void Messages::post(const HttpRequest &request, const QString &roomId, const Responder &respond)
{
    const auto body = bodyAs<PostMessage>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    m_accounts.authenticate(request, respond, [this, roomId, respond, body = *body](const Caller &caller) {
        send(caller.user, {roomId, body.content, body.clientId, body.replyTo, body.files, body.panel},
            [respond](const Result<MessageSendAck> &ack) { respond(answerOf(ack, 201)); });
    });
}

} // namespace hearth::server
