#pragma once

#include "shared/base/result.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

class AccountSession;

//! One's own account: the name to show, the password, and what others learn.
class ProfileViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(ProfileViewModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString displayName READ displayName NOTIFY changed)
    Q_PROPERTY(bool sharesReads READ sharesReads WRITE setSharesReads NOTIFY changed)
    Q_PROPERTY(bool known READ isKnown NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(QString doneText READ doneText NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)

public:
    explicit ProfileViewModel(AccountSession &account, QObject *parent = nullptr);

    QString displayName() const { return m_displayName; }
    //! Others learn how far one has read.
    bool sharesReads() const { return m_sharesReads; }
    void setSharesReads(bool on);
    //! The server has said how it is.
    bool isKnown() const { return m_isKnown; }
    bool isBusy() const { return m_busy; }
    QString doneText() const { return m_doneText; }
    QString errorText() const { return m_errorText; }

    Q_INVOKABLE void refresh();
    Q_INVOKABLE void setDisplayName(const QString &name);
    //! Signs all other devices out. passwordChanged() follows where it was taken.
    Q_INVOKABLE void changePassword(const QString &current, const QString &password, const QString &again);

Q_SIGNALS:
    void changed();
    void passwordChanged();

private:
    void change(const QJsonObject &change, const QString &doneText);
    void begin();
    void fail(const QString &text);

    AccountSession &m_account;
    QString m_displayName, m_doneText, m_errorText;
    bool m_sharesReads = true;
    bool m_isKnown = false;
    bool m_busy = false;
};

} // namespace hearth::app
