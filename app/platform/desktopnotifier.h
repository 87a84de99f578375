#pragma once

#include "app/platform/notifier.h"

#include <QDBusConnection>
#include <QHash>
#include <QStringList>

namespace hearth::app {

//! Notes by org.freedesktop.Notifications (specifications.freedesktop.org/notification-spec), without
//! waiting for it; without such a service nothing is shown. "Open" and "Mark as read" are its actions, and
//! KDE's `inline-reply` where the desktop has it. Where the desktop reads markup in a body, ours is escaped.
class DesktopNotifier final : public Notifier
{
    Q_OBJECT

public:
    explicit DesktopNotifier(
        const QDBusConnection &bus = QDBusConnection::sessionBus(), QObject *parent = nullptr);
    //! Takes down what is there: nobody would hear its actions.
    ~DesktopNotifier() override;

    void show(const Note &note) override;
    void close(const QString &key) override;

private Q_SLOTS:
    void actionInvoked(uint id, const QString &action);
    void notificationReplied(uint id, const QString &text);
    void notificationClosed(uint id, uint reason);

private:
    //! A note that the desktop was asked for. Its number comes with the answer.
    struct Shown
    {
        uint id = 0;
        bool isAsked = false;     //!< no answer yet
        std::optional<Note> next; //!< what is to be there then
        bool isClosed = false;    //!< or nothing
    };

    void learnCapabilities();
    void ask(const Note &note);
    void answered(const QString &key, uint id);
    void takeDown(uint id);
    [[nodiscard]] QString keyOf(uint id) const;
    [[nodiscard]] QStringList actionsFor(const Note &note) const;

    QDBusConnection m_bus;
    QHash<QString, Shown> m_shown; //!< by key: one a room
    QList<Note> m_early;           //!< until the desktop has said what it can
    bool m_isReady = false;
    bool m_readsMarkup = false;
    bool m_takesReplies = false;
};

} // namespace hearth::app
