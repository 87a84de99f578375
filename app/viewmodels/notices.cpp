#include "app/viewmodels/notices.h"

#include "app/models/bidi.h"
#include "app/sync/accountsession.h"
#include "app/viewmodels/sessionviewmodel.h"

#include <QSet>

namespace hearth::app {

using protocol::Notification;

namespace {

//! Lines of a note: what is below them does not fit on most desktops.
constexpr int maxLines = 4;

//! Its room, or itself where it is of none.
QString keyOf(const Notification &notification)
{
    return notification.roomId.value_or(notification.id);
}

} // namespace

Notices::Notices(AccountSession &account, SessionViewModel &session, Notifier &notifier,
    std::function<bool()> isLookedAt, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_session(session)
    , m_notifier(notifier)
    , m_isLookedAt(std::move(isLookedAt))
{
    connect(&account.notifications(), &Notifications::arrived, this, &Notices::take);
    connect(&account.notifications(), &Notifications::cleared, this, &Notices::clear);
    connect(&notifier, &Notifier::opened, this, &Notices::open);
    connect(&notifier, &Notifier::replied, this, &Notices::reply);
    connect(&notifier, &Notifier::markedRead, this, &Notices::markRead);
}

Notices::~Notices()
{
    const QStringList keys = m_shown.keys();
    for (const QString &key : keys)
        m_notifier.close(key);
}

bool Notices::isOnScreen(const Notification &notification) const
{
    const ConversationViewModel *conversation = m_session.conversation();
    return m_isLookedAt() && conversation && conversation->isAtBottom() && notification.messageId &&
           conversation->roomId() == notification.roomId;
}

void Notices::take(const QList<Notification> &notifications)
{
    QSet<QString> changed;
    for (const Notification &each : notifications) {
        if (each.silent.value_or(false) || isOnScreen(each))
            continue;
        m_shown[keyOf(each)] += each;
        changed.insert(keyOf(each));
    }
    for (const QString &key : std::as_const(changed))
        m_notifier.show(noteOf(key));
}

QString Notices::nameOf(const Notification &notification) const
{
    for (const MemberRecord &person : m_account.store().people()) {
        if (person.userId == notification.userId)
            return safeName(person.displayName);
    }
    return safeName(notification.username);
}

Notifier::Note Notices::noteOf(const QString &key) const
{
    const QList<Notification> all = m_shown.value(key);
    const Notification &last = all.last();
    const QString name = nameOf(last);
    const QString where = last.title ? safeName(*last.title) : name;
    Notifier::Note note{key, all.size() == 1 ? where : tr("%1 (%2)").arg(where).arg(all.size()), {},
        last.messageId.has_value()};
    QStringList lines;
    for (const Notification &each : all.last(std::min<qsizetype>(all.size(), maxLines))) {
        const QString text = each.type == protocol::NotificationType::Invitation
                                 ? tr("added you to this room")
                                 : safeName(each.content);
        // In a room of two, the title says who.
        lines += each.title ? tr("%1: %2").arg(nameOf(each), text) : text;
    }
    note.body = lines.join(QLatin1Char('\n'));
    return note;
}

void Notices::clear(const QList<QString> &ids)
{
    const QSet<QString> gone(ids.begin(), ids.end());
    for (auto it = m_shown.begin(); it != m_shown.end();) {
        it->removeIf([&gone](const Notification &each) { return gone.contains(each.id); });
        if (it->isEmpty()) {
            m_notifier.close(it.key());
            it = m_shown.erase(it);
        } else {
            ++it;
        }
    }
}

void Notices::open(const QString &key)
{
    const auto shown = m_shown.constFind(key);
    if (shown == m_shown.cend())
        return;
    if (const auto roomId = shown->last().roomId)
        m_session.openRoom(*roomId);
    Q_EMIT raiseRequested();
}

void Notices::markRead(const QString &key)
{
    QList<QString> ids;
    for (const Notification &each : m_shown.value(key))
        ids += each.id;
    m_account.notifications().setRead(ids);
}

void Notices::reply(const QString &key, const QString &text)
{
    const auto shown = m_shown.constFind(key);
    if (shown == m_shown.cend() || !shown->last().roomId)
        return;
    if (const auto sent = m_account.sendMessage(*shown->last().roomId, text); sent)
        markRead(key);
}

} // namespace hearth::app
