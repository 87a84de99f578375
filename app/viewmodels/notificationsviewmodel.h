#pragma once

#include "app/models/activitymodel.h"

#include <QtQml/qqmlregistration.h>

namespace hearth::app {

class AccountSession;

//! What the person was notified of and what they want to be, on all their devices.
class NotificationsViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(NotificationsViewModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(hearth::app::ActivityModel *activity READ activity CONSTANT)
    Q_PROPERTY(int unread READ unread NOTIFY changed)
    Q_PROPERTY(bool doNotDisturb READ doNotDisturb WRITE setDoNotDisturb NOTIFY settingsChanged)
    Q_PROPERTY(bool quietHours READ quietHours WRITE setQuietHours NOTIFY settingsChanged)
    Q_PROPERTY(QString quietFrom READ quietFrom NOTIFY settingsChanged)
    Q_PROPERTY(QString quietTo READ quietTo NOTIFY settingsChanged)
    Q_PROPERTY(QString keywords READ keywords NOTIFY settingsChanged)
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorTextChanged)

public:
    explicit NotificationsViewModel(AccountSession &account, QObject *parent = nullptr);

    ActivityModel *activity() const { return m_activity; }
    int unread() const { return m_unread; }
    //! Until it is turned off.
    bool doNotDisturb() const;
    void setDoNotDisturb(bool on);
    bool quietHours() const;
    //! From ten in the evening to seven, where they were not set before.
    void setQuietHours(bool on);
    //! "22:00".
    QString quietFrom() const;
    QString quietTo() const;
    //! With spaces between.
    QString keywords() const;
    //! Why the last change was not made; empty after the next one.
    QString errorText() const { return m_errorText; }

    //! The times in this machine's zone, as "22:00"; false, and nothing changes, where one is none.
    Q_INVOKABLE bool setQuietTimes(const QString &from, const QString &to);
    Q_INVOKABLE void setKeywords(const QString &words);
    //! Reads it, and says where it leads.
    Q_INVOKABLE void open(int row);
    Q_INVOKABLE void markAllRead();
    //! "5 minutes ago" as of now.
    Q_INVOKABLE void refresh();

Q_SIGNALS:
    void changed();
    void settingsChanged();
    void errorTextChanged();
    //! messageId: empty where it is of the room as a whole.
    void opened(const QString &roomId, const QString &messageId);

private:
    void setErrorText(const QString &text);

    AccountSession &m_account;
    ActivityModel *m_activity;
    int m_unread = 0;
    QString m_errorText;
};

} // namespace hearth::app
