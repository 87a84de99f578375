#pragma once

#include "shared/protocol/dashboard.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace hearth::app {

class AccountSession;

//! The addresses of a dashboard on the server's page: one for who has an account, and one for a screen, which
//! reads what the dashboard shows and nothing else.
class DashboardShare : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(DashboardShare)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString link READ link NOTIFY changed)
    //! Empty until makeWallLink() has one; it holds a token, which is shown this once.
    Q_PROPERTY(QString wallLink READ wallLink NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)

public:
    using Now = std::function<const protocol::Dashboard &()>;
    DashboardShare(AccountSession &account, Now now, QObject *parent = nullptr);

    QString link() const;
    QString wallLink() const { return m_wallLink; }
    bool isBusy() const { return m_isBusy; }
    QString errorText() const { return m_errorText; }

    Q_INVOKABLE void makeWallLink();
    //! The address with the token is not kept.
    Q_INVOKABLE void clear();

    //! Patterns that one token may have; the server's own bound.
    static constexpr qsizetype patternsAtMost = 20;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QString address(const QString &fragment) const;

    AccountSession &m_account;
    const Now m_now;
    QString m_wallLink;
    QString m_errorText;
    bool m_isBusy = false;
};

} // namespace hearth::app
