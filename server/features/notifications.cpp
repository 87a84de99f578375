#include "server/features/notifications.h"

#include "server/features/binding.h"
#include "server/features/gate.h"
#include "server/features/requests.h"
#include "server/features/rest/accounts.h"
#include "server/features/rest/notifications.h"
#include "server/features/words.h"

#include <limits>

namespace hearth::server {

using protocol::NotificationRead;
using protocol::NotificationSettingsChanged;

namespace {

constexpr int sweepMs = 2'000;
constexpr int maxSwept = 500;          //!< in one look; more follow
constexpr qsizetype maxTold = 100'000; //!< between two looks; beyond that the look tells

Result<Cleared> markRead(Database &db, const QString &userId, const NotificationRead &what)
{
    if (what.ids)
        return db.notifications().read(userId, *what.ids);
    if (what.all)
        return db.notifications().readAll(userId);
    const auto access = pass(db, userId, *what.roomId, Verb::Follow);
    if (!access)
        return access.error();
    Position upTo{{}, std::numeric_limits<qint64>::max()};
    if (what.upTo)
        upTo = positionOf(*what.upTo);
    if (!upTo.messageId.isEmpty()) {
        const auto message = db.messages().message(*what.roomId, upTo.messageId);
        if (!message)
            return message.error();
        upTo.seq = message->seq;
    }
    return db.notifications().readRoom(userId, *what.roomId, upTo.seq);
}

Result<NotificationSettingsChanged> settingsOf(Database &db, const QString &userId)
{
    const auto settings = db.notifications().settings(userId);
    if (!settings)
        return settings.error();
    const auto levels = db.notifications().levels(userId);
    return levels ? Result(NotificationSettingsChanged{*settings, *levels}) : levels.error();
}

//! As many are at most true as one may say.
bool saysOneThing(const NotificationRead &what)
{
    const int things =
        int(what.ids.has_value()) + int(what.roomId.has_value()) + int(what.all.value_or(false));
    return things == 1 && (what.roomId || !what.upTo) && what.all.value_or(true);
}

} // namespace

Notifications::Notifications(const Services &services, Accounts &accounts, PresenceFeature &presence)
    : m_services(services), m_accounts(accounts), m_presence(presence)
{
    bind<NotificationRead>(services.chat,
        [this](Socket &socket, const NotificationRead &event, const Answer<NotificationRead> &answer) {
            read(callerOf(socket).user.id, event, answer);
        });
    addPaths();
}

void Notifications::start()
{
    m_services.storage.read<qint64>(
        this, [](Database &db) { return db.notifications().lastPosition(); },
        [this](const Result<qint64> &last) {
            if (last)
                m_position = std::max(m_position, *last);
            if (last && m_swept < 0)
                m_swept = *last;
        });
}

void Notifications::share()
{
    m_services.chat.onPlaced(NotificationsTrack,
        [this](const QString &room, const QString &event, const Encoded &arguments, const Place &place) {
            if (isNew(place.position))
                deliver(room.mid(personalRoom({}).size()), place.position, event, arguments);
        });
    m_services.chat.onPlaced(
        ClearedTrack, [this](const QString &room, const QString &, const Encoded &arguments, const Place &) {
            const auto event = saidBy<protocol::NotificationCleared>(arguments);
            if (!event)
                return;
            emitHere(m_services.chat, room, *event);
            Q_EMIT told({{}, {{room.mid(personalRoom({}).size()), event->ids}}});
        });
    connect(&m_sweeping, &QTimer::timeout, this, &Notifications::sweep);
    m_sweeping.start(sweepMs);
}

bool Notifications::isNew(qint64 position)
{
    if (!isShared())
        return true;
    if (position <= m_swept || m_toldSince.contains(position) || m_toldSince.size() >= maxTold)
        return false;
    m_toldSince.insert(position);
    return true;
}

void Notifications::deliver(
    const QString &userId, qint64 position, const QString &event, const Encoded &arguments)
{
    QSet<QString> knowing;
    for (const Socket *socket : m_services.chat.socketsIn(personalRoom(userId))) {
        if (callerOf(*socket).notifiedAfter >= position)
            knowing.insert(socket->id());
    }
    m_services.chat.deliver({{personalRoom(userId)}, knowing}, event, arguments);
    if (isShared())
        Q_EMIT heard(userId);
}

void Notifications::deliver(const Notified &notified)
{
    deliver(notified.userId, notificationPosition(notified.notification.id),
        eventName<protocol::NotificationNew>(),
        Encoded::ofText(protocol::argumentsText(protocol::NotificationNew{notified.notification})));
}

void Notifications::sweep()
{
    if (m_swept < 0)
        return start();
    if (std::exchange(m_isSweeping, true))
        return;
    m_services.storage.read<Page>(
        this,
        [after = m_swept](Database &db) -> Result<Page> {
            const auto last = db.notifications().lastPosition();
            const auto all = db.notifications().after(after, maxSwept);
            if (!last || !all)
                return last ? all.error() : last.error();
            const bool isFull = all->size() == maxSwept;
            return Page{*all, isFull ? notificationPosition(all->last().notification.id) : *last, isFull};
        },
        [this](const Result<Page> &page) {
            m_isSweeping = false;
            if (page)
                swept(*page);
        });
}

void Notifications::swept(const Page &page)
{
    for (const Notified &each : page.all) {
        if (!m_toldSince.contains(notificationPosition(each.notification.id)))
            deliver(each);
    }
    m_swept = std::max(m_swept, page.upTo);
    m_position = std::max(m_position, m_swept);
    m_toldSince.removeIf([this](qint64 position) { return position <= m_swept; });
    if (page.isFull)
        sweep();
}

Occasion Notifications::occasion(const QString &content) const
{
    Occasion occasion{m_services.clock.wallMs(), {}, m_services.limits.notificationsKept};
    if (asksForHere(content))
        occasion.here = m_presence.here();
    return occasion;
}

void Notifications::tell(const News &news)
{
    for (const Notified &each : news.notified) {
        const qint64 position = notificationPosition(each.notification.id);
        ++m_sent;
        m_position = std::max(m_position, position);
        tellPeers(m_services.chat, personalRoom(each.userId), protocol::NotificationNew{each.notification},
            {NotificationsTrack, position});
        if (isNew(position))
            deliver(each);
    }
    for (const Cleared &each : news.cleared) {
        if (each.ids.isEmpty())
            continue;
        const protocol::NotificationCleared event{each.ids};
        tellPeers(m_services.chat, personalRoom(each.userId), event, {ClearedTrack, 1});
        emitHere(m_services.chat, personalRoom(each.userId), event);
    }
    if (!news.notified.isEmpty() || !news.cleared.isEmpty())
        Q_EMIT told(news);
}

void Notifications::connected(Socket &socket)
{
    auto &caller = *std::any_cast<Caller>(&socket.data);
    // Where others tell, too, the account was looked up at that position or a later one.
    caller.notifiedAfter = std::max(caller.notifiedAfter, m_position);
    // Connection state recovery has just given back what was sent meanwhile; what was not sent yet comes.
    if (isShared() && socket.wasRecovered())
        caller.notifiedAfter = std::max<qint64>(0, m_swept);
    caller.notifiedSince = socket.wasRecovered() ? caller.notifiedAfter : 0;
}

void Notifications::read(const QString &userId, const NotificationRead &what,
    const std::function<void(Result<protocol::EmptyAck>)> &answer)
{
    if (!saysOneThing(what))
        return answer(Error(ErrorCode::InvalidRequest,
            QStringLiteral("expected one of `ids`, `roomId` (with or without `upTo`) and `all`: true")));
    m_services.storage.write<Cleared>(
        this, [what, userId](Database &db) { return markRead(db, userId, what); },
        [this, answer](const Result<Cleared> &cleared) {
            if (!cleared)
                return answer(cleared.error());
            answer(protocol::EmptyAck{});
            tell({{}, {*cleared}});
        });
}

void Notifications::page(const HttpRequest &request, const Responder &respond)
{
    const int most = m_services.limits.pageSize;
    NotificationQuery query{{}, 0, false, most};
    const auto item = [&request](const char *name) {
        return request.query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
    };
    query.onlyUnread = item("unread") == QLatin1String("true") || item("unread") == QLatin1String("1");
    if (!item("before").isEmpty())
        query.before = notificationPosition(item("before"));
    if (!item("limit").isEmpty())
        query.limit = item("limit").toInt();
    if (query.limit < 1 || query.limit > most)
        return respond(HttpResponse::error({ErrorCode::InvalidRequest,
            QStringLiteral("limit: expected a whole number from 1 to %1").arg(most)}));
    if (query.before == 0 && !item("before").isEmpty())
        return respond(HttpResponse::error(
            {ErrorCode::InvalidRequest, QStringLiteral("before: expected a notification's id")}));
    m_accounts.authenticate(request, respond, [this, query, respond](const Caller &caller) mutable {
        query.userId = caller.user.id;
        m_services.storage.read<NotificationPage>(
            this,
            [query](Database &db) -> Result<NotificationPage> {
                NotificationQuery more = query;
                ++more.limit; // whether there is a next page
                const auto list = db.notifications().page(more);
                if (!list)
                    return list.error();
                const auto unread = db.notifications().unreadCount(query.userId);
                if (!unread)
                    return unread.error();
                NotificationPage page{*list, *unread, {}};
                if (page.notifications.size() > query.limit) {
                    page.notifications.removeLast();
                    page.next = page.notifications.last().id;
                }
                return page;
            },
            [respond](const Result<NotificationPage> &page) { respond(answerOf(page)); });
    });
}

void Notifications::change(const QString &userId, const Responder &respond, Change change)
{
    m_services.storage.write<NotificationSettingsChanged>(
        this,
        [userId, change = std::move(change)](Database &db) -> Result<NotificationSettingsChanged> {
            if (const auto changed = change(db); !changed)
                return changed.error();
            return settingsOf(db, userId);
        },
        [this, userId, respond](const Result<NotificationSettingsChanged> &now) {
            respond(answerOf(now));
            if (now)
                emitTo(m_services.chat, personalRoom(userId), *now);
        });
}

void Notifications::setSettings(const HttpRequest &request, const Responder &respond)
{
    const auto body = bodyAs<PutNotificationSettings>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    const protocol::NotificationSettings settings{
        body->quietHours, body->quietUntil, body->keywords.value_or(QList<QString>())};
    for (qsizetype i = 0; i < settings.keywords.size(); ++i) {
        if (!isKeyword(settings.keywords.at(i)) || settings.keywords.at(i).toUtf8().size() > 64)
            return respond(HttpResponse::error({ErrorCode::InvalidRequest,
                QStringLiteral("keywords[%1]: expected a word of 1 to 64 bytes, without spaces").arg(i)}));
    }
    m_accounts.authenticate(request, respond, [this, respond, settings](const Caller &caller) {
        change(caller.user.id, respond, [settings, userId = caller.user.id](Database &db) {
            return db.notifications().setSettings(userId, settings);
        });
    });
}

void Notifications::setLevel(const HttpRequest &request, const QString &roomId, const Responder &respond)
{
    const auto body = bodyAs<PutLevel>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    m_accounts.authenticate(request, respond, [=, this, level = body->level](const Caller &caller) {
        change(caller.user.id, respond, [=, userId = caller.user.id](Database &db) -> Result<Done> {
            if (const auto access = pass(db, userId, roomId, Verb::Follow); !access)
                return access.error();
            return db.notifications().setLevel(userId, roomId, level);
        });
    });
}

void Notifications::addPaths()
{
    Router &router = m_services.router;
    router.add("GET", QStringLiteral("/api/notifications"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            page(request, respond);
        });
    router.add("POST", QStringLiteral("/api/notifications/read"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            const auto body = bodyAs<NotificationRead>(request);
            if (!body)
                return respond(HttpResponse::error(body.error()));
            m_accounts.authenticate(request, respond, [this, respond, what = *body](const Caller &caller) {
                read(caller.user.id, what, [respond](const Result<protocol::EmptyAck> &ack) {
                    respond(answerOf(ack ? Result(Okay{}) : ack.error()));
                });
            });
        });
    router.add("GET", QStringLiteral("/api/notifications/settings"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            m_accounts.authenticate(request, respond, [this, respond](const Caller &caller) {
                m_services.storage.read<NotificationSettingsChanged>(
                    this, [userId = caller.user.id](Database &db) { return settingsOf(db, userId); },
                    [respond](const Result<NotificationSettingsChanged> &now) { respond(answerOf(now)); });
            });
        });
    router.add("PUT", QStringLiteral("/api/notifications/settings"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            setSettings(request, respond);
        });
    router.add("PUT", QStringLiteral("/api/rooms/{id}/notifications"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            setLevel(request, ids.at(0), respond);
        });
}

} // namespace hearth::server
