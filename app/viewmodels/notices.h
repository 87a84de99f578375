#pragma once

#include "app/platform/notifier.h"
#include "shared/protocol/notification.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace hearth::app {

class AccountSession;
class SessionViewModel;

//! Which notifications the desktop shows: one note a room, of what is unread in it; none of what is on the
//! screen, and none that came while the person was not to be disturbed. A note goes once all it tells of was
//! read, on whatever device.
class Notices : public QObject
{
    Q_OBJECT

public:
    //! `isLookedAt`: whether the person looks at the window.
    Notices(AccountSession &account, SessionViewModel &session, Notifier &notifier,
        std::function<bool()> isLookedAt, QObject *parent = nullptr);
    ~Notices() override;

Q_SIGNALS:
    //! The person wants the window.
    void raiseRequested();

private:
    void take(const QList<protocol::Notification> &notifications);
    void clear(const QList<QString> &ids);
    void open(const QString &key);
    void reply(const QString &key, const QString &text);
    void markRead(const QString &key);
    [[nodiscard]] bool isOnScreen(const protocol::Notification &notification) const;
    [[nodiscard]] Notifier::Note noteOf(const QString &key) const;
    [[nodiscard]] QString nameOf(const protocol::Notification &notification) const;

    AccountSession &m_account;
    SessionViewModel &m_session;
    Notifier &m_notifier;
    std::function<bool()> m_isLookedAt;
    QHash<QString, QList<protocol::Notification>> m_shown; //!< by the note's key, oldest first
};

} // namespace hearth::app
