#include "app/platform/desktopnotifier.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

#include <algorithm>

namespace hearth::app {

namespace {

const auto service = QStringLiteral("org.freedesktop.Notifications");
const auto path = QStringLiteral("/org/freedesktop/Notifications");
const auto openAction = QStringLiteral("default");
const auto readAction = QStringLiteral("mark-read");
const auto replyAction = QStringLiteral("inline-reply");

QDBusMessage call(const char *method, const QVariantList &arguments = {})
{
    auto message = QDBusMessage::createMethodCall(service, path, service, QLatin1String(method));
    message.setArguments(arguments);
    return message;
}

} // namespace

DesktopNotifier::DesktopNotifier(const QDBusConnection &bus, QObject *parent) : Notifier(parent), m_bus(bus)
{
    if (!m_bus.isConnected())
        return;
    const auto listen = [this](const char *signal, const char *slot) {
        m_bus.connect(service, path, service, QLatin1String(signal), this, slot);
    };
    listen("ActionInvoked", SLOT(actionInvoked(uint, QString)));
    listen("NotificationReplied", SLOT(notificationReplied(uint, QString)));
    listen("NotificationClosed", SLOT(notificationClosed(uint, uint)));
    learnCapabilities();
}

DesktopNotifier::~DesktopNotifier()
{
    for (const Shown &each : std::as_const(m_shown)) {
        if (each.id > 0)
            takeDown(each.id);
    }
}

void DesktopNotifier::learnCapabilities()
{
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call("GetCapabilities")), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (const QDBusPendingReply<QStringList> reply = *watcher; reply.isValid()) {
            m_readsMarkup = reply.value().contains(QLatin1String("body-markup"));
            m_takesReplies = reply.value().contains(replyAction);
        }
        m_isReady = true;
        for (const Note &note : std::exchange(m_early, {}))
            show(note);
    });
}

void DesktopNotifier::show(const Note &note)
{
    if (!m_bus.isConnected())
        return;
    if (!m_isReady) {
        close(note.key);
        m_early += note;
        return;
    }
    Shown &shown = m_shown[note.key];
    if (!shown.isAsked)
        return ask(note);
    shown.next = note;
    shown.isClosed = false;
}

void DesktopNotifier::close(const QString &key)
{
    m_early.removeIf([&key](const Note &note) { return note.key == key; });
    const auto shown = m_shown.find(key);
    if (shown == m_shown.end())
        return;
    if (shown->isAsked) {
        shown->next.reset();
        shown->isClosed = true;
        return;
    }
    takeDown(shown->id);
    m_shown.erase(shown);
}

void DesktopNotifier::ask(const Note &note)
{
    Shown &shown = m_shown[note.key];
    shown.isAsked = true;
    const QString body = m_readsMarkup ? note.body.toHtmlEscaped() : note.body;
    QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("hearth")},
        {QStringLiteral("category"), QStringLiteral("im.received")}};
    if (m_takesReplies && note.canReply)
        hints.insert(QStringLiteral("x-kde-reply-placeholder-text"), tr("Answer"));
    auto *watcher = new QDBusPendingCallWatcher(
        m_bus.asyncCall(call("Notify", {QStringLiteral("Hearth"), shown.id, QStringLiteral("hearth"),
                                           note.title, body, actionsFor(note), hints, -1})),
        this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, key = note.key] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        answered(key, reply.isValid() ? reply.value() : 0);
    });
}

QStringList DesktopNotifier::actionsFor(const Note &note) const
{
    QStringList actions{openAction, tr("Open")};
    if (m_takesReplies && note.canReply)
        actions += {replyAction, tr("Reply")};
    return actions + QStringList{readAction, tr("Mark as read")};
}

void DesktopNotifier::answered(const QString &key, uint id)
{
    const auto shown = m_shown.find(key);
    if (shown == m_shown.end())
        return;
    shown->isAsked = false;
    shown->id = id;
    if (shown->isClosed || id == 0) {
        takeDown(id);
        m_shown.erase(shown);
    } else if (const auto next = std::exchange(shown->next, std::nullopt)) {
        ask(*next);
    }
}

void DesktopNotifier::takeDown(uint id)
{
    if (id > 0)
        m_bus.asyncCall(call("CloseNotification", {id}));
}

QString DesktopNotifier::keyOf(uint id) const
{
    const auto found =
        std::find_if(m_shown.cbegin(), m_shown.cend(), [id](const Shown &each) { return each.id == id; });
    return id == 0 || found == m_shown.cend() ? QString() : found.key();
}

void DesktopNotifier::actionInvoked(uint id, const QString &action)
{
    const QString key = keyOf(id);
    if (key.isEmpty())
        return; // another program's
    if (action == openAction)
        Q_EMIT opened(key);
    else if (action == readAction)
        Q_EMIT markedRead(key);
}

void DesktopNotifier::notificationReplied(uint id, const QString &text)
{
    const QString key = keyOf(id);
    if (!key.isEmpty() && !text.trimmed().isEmpty())
        Q_EMIT replied(key, text);
}

void DesktopNotifier::notificationClosed(uint id, uint)
{
    const QString key = keyOf(id);
    // One that is being replaced has a number to come.
    if (!key.isEmpty() && !m_shown.value(key).isAsked)
        m_shown.remove(key);
}

} // namespace hearth::app
