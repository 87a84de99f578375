#pragma once

#include "app/viewmodels/dashboardrotation.h"
#include "app/viewmodels/loginviewmodel.h"
#include "app/viewmodels/notices.h"
#include "app/viewmodels/sessionviewmodel.h"
#include "app/viewmodels/settingsviewmodel.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <optional>

namespace hearth::app {

class AccountSession;
struct Platform;
struct SignedIn;

//! What the whole window shows: the sign-in page, or a session. The root of everything that QML sees.
class AppViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(AppViewModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(hearth::app::AppViewModel::Page page READ page NOTIFY pageChanged)
    Q_PROPERTY(hearth::app::LoginViewModel *login READ login CONSTANT)
    Q_PROPERTY(hearth::app::SessionViewModel *session READ session NOTIFY sessionChanged)
    //! Dashboards in turn instead of everything else; null where that was not asked for, or was left.
    Q_PROPERTY(hearth::app::DashboardRotation *wall READ wall NOTIFY wallChanged)
    Q_PROPERTY(hearth::app::SettingsViewModel *settings READ settings CONSTANT)

public:
    enum class Page { SignIn, Main };
    Q_ENUM(Page)

    explicit AppViewModel(Platform &platform, QObject *parent = nullptr);
    ~AppViewModel() override;

    //! Opens the session of the last account, when there is one. Shows what is stored before the network
    //! answers.
    void start();
    //! Opens a session for a token from elsewhere (the demo). `remember`: also keep it in the token store.
    void signInWith(const SignedIn &account, bool remember);

    //! Each session from now on is a wall screen.
    void setWall(const DashboardRotation::Wanted &wanted) { m_wallWanted = wanted; }
    //! The whole window again.
    Q_INVOKABLE void leaveWall();
    DashboardRotation *wall() const { return m_wall.get(); }

    Page page() const;
    LoginViewModel *login() const;
    //! Null while signed out.
    SessionViewModel *session() const;
    SettingsViewModel *settings() const;
    //! What the session shows; null while signed out. For the pictures, not for QML.
    AccountSession *account() const { return m_account.get(); }

Q_SIGNALS:
    void pageChanged();
    void sessionChanged();
    void wallChanged();
    //! Facts came from the network for the first time in this session: for tests and screenshots.
    void ready();
    //! The person wants to see the window.
    void raiseRequested();

private:
    void openSession(const SignedIn &account);
    void endSession(const QString &why);

    Platform &m_platform;
    LoginViewModel *m_login;
    SettingsViewModel *m_settings;
    std::unique_ptr<AccountSession> m_account;
    std::unique_ptr<SessionViewModel> m_session;
    std::unique_ptr<Notices> m_notices;
    std::optional<DashboardRotation::Wanted> m_wallWanted;
    std::unique_ptr<DashboardRotation> m_wall;
};

} // namespace hearth::app
