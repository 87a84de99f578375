#pragma once

#include "shared/base/result.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

class AccountSession;

//! An invite to this server, for those who may make one: a code that somebody new types once.
class InviteViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(InviteViewModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(bool allowed READ isAllowed NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(QString code READ code NOTIFY changed)
    Q_PROPERTY(QString link READ link NOTIFY changed)
    Q_PROPERTY(QString hint READ hint NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)

public:
    explicit InviteViewModel(AccountSession &account, QObject *parent = nullptr);

    //! Owners and admins; known once the server has said so.
    bool isAllowed() const;
    bool isBusy() const { return m_busy; }
    //! Empty until one is made; forgotten by clear().
    QString code() const { return m_code; }
    //! The code with where the server is and how one knows it; see protocol::InviteLink.
    QString link() const;
    //! How the code is used, and until when.
    QString hint() const { return m_hint; }
    QString errorText() const { return m_errorText; }

    //! For one person, a member, and a week.
    Q_INVOKABLE void make() { make(QString(), 1, 0); }
    //! `role`: "member", "guest" or "admin"; empty and 0 are the server's own choice.
    Q_INVOKABLE void make(const QString &role, int uses, int days);
    //! Puts the link on the clipboard.
    Q_INVOKABLE void copy();
    Q_INVOKABLE void clear();

Q_SIGNALS:
    void changed();
    //! There is one more.
    void made();

private:
    AccountSession &m_account;
    QString m_code, m_hint, m_errorText;
    bool m_busy = false;
};

} // namespace hearth::app
