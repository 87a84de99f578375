#include "server/features/alerts.h"

#include "server/features/alerttext.h"
#include "server/features/requests.h"
#include "server/series/values.h"
#include "shared/base/utf8.h"

namespace hearth::server {

using protocol::Alert;
using protocol::AlertPhase;
using protocol::User;

namespace {

constexpr int tickMs = 1'000;
constexpr int lookMs = 2'000;
constexpr qsizetype barValues = 600;
//! With more of them nothing new is said, until they are.
constexpr qsizetype mostOwed = 200;

AlertWatch watchOf(const Alert &alert, qint64 lastAt)
{
    const double limit = alert.value.value_or(0);
    return {{AlertWatch::Condition(alert.condition), limit, alert.clearAt.value_or(limit), alert.forMs},
        AlertWatch::Phase(alert.phase), alert.since, lastAt};
}

//! A refusal that the next second may not bring.
bool mayPass(const Error &refusal)
{
    return refusal.code == ErrorCode::RateLimited || refusal.code == ErrorCode::Unavailable;
}

QString takenOn()
{
    return QStringLiteral("✅");
}

//! The name of who first reacted to the rule's message; nothing where nobody has.
QString whoTookOn(Database &db, const Alert &alert)
{
    const auto message = db.messages().message(alert.roomId, *alert.messageId);
    for (const protocol::Reaction &each :
        message ? message->reactions.value_or(QList<protocol::Reaction>()) : QList<protocol::Reaction>()) {
        if (each.emoji != takenOn() || each.userIds.isEmpty())
            continue;
        const auto user = db.accounts().userById(each.userIds.first());
        return user ? user->username : QString();
    }
    return {};
}

//! What somebody wanted, without what came of it.
Alert ruleOf(Alert alert)
{
    alert.phase = {};
    alert.since = {};
    alert.messageId.reset();
    alert.acknowledgedBy.reset();
    return alert;
}

} // namespace

//! As the database has them.
struct Alerts::Rules
{
    QList<Alert> all;
    QHash<QString, QString> acknowledged; //!< by whom, of each rule whose message somebody reacted to
    User bot;
};

Alerts::Alerts(const Services &services, Leadership &leadership, Accounts &accounts, Messages &messages,
    Changes &changes, Channels &channels)
    : m_services(services)
    , m_leadership(leadership)
    , m_accounts(accounts)
    , m_messages(messages)
    , m_changes(changes)
    , m_channels(channels)
{
    Router &router = services.router;
    router.add("GET", "/api/alerts", this, &Alerts::list);
    router.add("PUT", "/api/alerts", this, &Alerts::put);
    router.add("DELETE", "/api/alerts/{id}", this, &Alerts::remove);
    connect(&channels, &Channels::updated, this, &Alerts::take);
    connect(&changes, &Changes::reacted, this, &Alerts::heard);
    connect(&m_timer, &QTimer::timeout, this, &Alerts::timePassed);
    m_timer.start(tickMs);
    if (leadership.isAlone())
        return;
    connect(&leadership, &Leadership::changed, this, [this] {
        m_alerts.clear(); // as the one before has left them
        look();
    });
    connect(&m_looking, &QTimer::timeout, this, &Alerts::look);
    m_looking.start(lookMs);
}

Result<Done> Alerts::load(Database &db)
{
    const auto all = db.alerts().all();
    if (!all)
        return all.error();
    for (const Alert &alert : m_leadership.isAlone() ? *all : QList<Alert>())
        keep(alert);
    const auto bot = db.accounts().userById(botId());
    if (bot)
        m_bot = *bot;
    return bot || bot.error().code == ErrorCode::NotFound ? Result<Done>(Done{}) : bot.error();
}

void Alerts::keep(const Alert &alert)
{
    forget(alert.id);
    // What was said while no server ran is not held against the sender: absence counts from now.
    m_alerts.insert(alert.id, {alert, watchOf(alert, m_services.clock.wallMs())});
}

void Alerts::forget(const QString &id)
{
    const auto known = m_alerts.find(id);
    if (known == m_alerts.end())
        return;
    if (known->alert.phase == AlertPhase::Firing) {
        known->alert.phase = AlertPhase::Quiet;
        say(*known);
    }
    m_alerts.erase(known);
}

void Alerts::take(const ChannelNews &news)
{
    if (!m_leadership.isLeading())
        return;
    for (Watched &watched : m_alerts) {
        if (watched.alert.channel != news.channel)
            continue;
        for (const auto &[field, value] : numbersOf(news.point.json)) {
            if (field == watched.alert.watched)
                changed(watched, watched.watch.take(value, m_services.clock.wallMs()));
        }
    }
}

void Alerts::timePassed()
{
    if (!m_leadership.isLeading())
        return;
    for (Watched &watched : m_alerts) {
        changed(watched, watched.watch.passed(m_services.clock.wallMs()));
        if (std::exchange(watched.isUnsaid, false))
            tell(watched);
    }
    const auto owed = std::exchange(m_owed, {});
    for (const protocol::MessageEdit &event : owed)
        edit(event);
}

void Alerts::changed(Watched &watched, AlertWatch::Change change)
{
    Alert &alert = watched.alert;
    const qint64 before = std::exchange(alert.since, watched.watch.since());
    alert.phase = AlertPhase(watched.watch.phase());
    if (change == AlertWatch::Change::Fired)
        return fire(watched);
    if (change != AlertWatch::Change::Recovered)
        return;
    watched.isUnsaid = false;
    alert.since = before; // for how long it lasted
    say(watched);
    alert.since = watched.watch.since();
    alert.messageId.reset();
    alert.acknowledgedBy.reset();
    store(alert);
}

QString Alerts::textOf(const Watched &watched) const
{
    const Alert &alert = watched.alert;
    const auto last = m_channels.lastOf(alert.channel);
    std::optional<double> now;
    for (const auto &[field, value] : last ? numbersOf(last->json) : QList<std::pair<QString, double>>())
        now = field == alert.watched ? std::optional(value) : now;
    const QString text = alertText(alert, now, watched.watch.worst(), m_services.clock.wallMs() - alert.since,
        barsOf(m_channels.recent(alert.channel, barValues), alert.watched),
        alert.acknowledgedBy.value_or(QString()));
    // An operator may allow less than a name, a channel and a field take together.
    return fittingText(text, m_services.limits.contentBytes);
}

void Alerts::fire(Watched &watched)
{
    ++m_fired;
    watched.alert.messageId.reset();
    watched.alert.acknowledgedBy.reset();
    tell(watched);
}

void Alerts::tell(Watched &watched)
{
    if (m_owed.size() >= mostOwed) {
        watched.isUnsaid = true;
        return;
    }
    const Alert &alert = watched.alert;
    // By this name the message is stored once, whatever happens in between.
    const QString clientId = QStringLiteral("%1-%2").arg(alert.id).arg(alert.since);
    m_messages.send(
        m_bot, {alert.roomId, textOf(watched), clientId, {}, {}, alertPanel(alert)},
        [this, fired = watched](const Result<protocol::MessageSendAck> &ack) { told(fired, ack); },
        Messages::Voice::Alert);
}

//! What fired may be over by now, or deleted, or fire anew.
void Alerts::told(Watched fired, const Result<protocol::MessageSendAck> &ack)
{
    const auto found = m_alerts.find(fired.alert.id);
    const bool isOn = found != m_alerts.end() && found->alert.phase == AlertPhase::Firing &&
                      found->alert.since == fired.alert.since;
    if (!ack) {
        // Else the room is gone or archived: there is nobody to tell.
        if (isOn)
            found->isUnsaid = mayPass(ack.error());
        return;
    }
    if (isOn) {
        found->alert.messageId = ack->id;
        return store(found->alert);
    }
    fired.alert.messageId = ack->id;
    fired.alert.phase = AlertPhase::Quiet;
    say(fired);
}

void Alerts::say(const Watched &watched)
{
    const Alert &alert = watched.alert;
    if (alert.messageId)
        edit({alert.roomId, *alert.messageId, textOf(watched)});
}

void Alerts::edit(const protocol::MessageEdit &event)
{
    m_changes.edit(m_bot, event, [this, event](const Result<protocol::ChangeAck> &ack) {
        if (!ack && mayPass(ack.error()))
            m_owed.insert(event.messageId, event);
        else
            m_owed.remove(event.messageId);
    });
}

void Alerts::heard(const protocol::MessageReacted &reaction)
{
    if (!m_leadership.isLeading() || !reaction.on || reaction.emoji != takenOn())
        return;
    for (Watched &watched : m_alerts) {
        if (watched.alert.messageId == reaction.id)
            acknowledge(watched, reaction.username);
    }
}

void Alerts::acknowledge(Watched &watched, const QString &username)
{
    Alert &alert = watched.alert;
    if (alert.phase != AlertPhase::Firing || alert.acknowledgedBy)
        return;
    alert.acknowledgedBy = username;
    say(watched);
    store(alert);
}

void Alerts::look()
{
    if (!m_leadership.isLeading() || std::exchange(m_isLooking, true))
        return;
    m_services.storage.read<Rules>(
        this,
        [](Database &db) -> Result<Rules> {
            const auto all = db.alerts().all();
            if (!all)
                return all.error();
            Rules rules{*all, {}, {}};
            for (const Alert &alert : *all) {
                if (alert.phase != AlertPhase::Firing || !alert.messageId || alert.acknowledgedBy)
                    continue;
                if (const auto who = whoTookOn(db, alert); !who.isEmpty())
                    rules.acknowledged.insert(alert.id, who);
            }
            if (const auto bot = db.accounts().userById(botId()))
                rules.bot = *bot;
            return rules;
        },
        [this, edits = m_edits](const Result<Rules> &rules) {
            m_isLooking = false;
            // What was asked before a rule was changed here does not know of it.
            if (rules && m_leadership.isLeading() && edits == m_edits)
                looked(*rules);
        });
}

void Alerts::looked(const Rules &rules)
{
    m_bot = rules.bot;
    QSet<QString> there;
    for (const Alert &alert : rules.all) {
        there.insert(alert.id);
        const auto known = m_alerts.find(alert.id);
        if (known == m_alerts.end() || ruleOf(known->alert) != ruleOf(alert)) {
            keep(alert);
            if (const auto last = m_channels.lastOf(alert.channel))
                take(newsOf(alert.channel, *last));
        }
        if (const QString who = rules.acknowledged.value(alert.id); !who.isEmpty())
            acknowledge(*m_alerts.find(alert.id), who);
    }
    const QStringList known = m_alerts.keys();
    for (const QString &id : known) {
        if (!there.contains(id))
            forget(id);
    }
}

void Alerts::store(const Alert &alert)
{
    m_services.storage.write<Done>(this,
        [alert](Database &db) -> Result<Done> {
            // It may have been deleted or changed meanwhile; then that is what holds.
            const auto before = db.alerts().one(alert.id);
            if (!before)
                return before.error();
            return ruleOf(*before) == ruleOf(alert) ? db.alerts().put(alert) : Result<Done>(Done{});
        },
        {});
}

} // namespace hearth::server
