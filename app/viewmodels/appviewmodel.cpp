#include "app/viewmodels/appviewmodel.h"

#include "app/platform/platform.h"
#include "app/sync/accountsession.h"

#include <QGuiApplication>

namespace hearth::app {

AppViewModel::AppViewModel(Platform &platform, QObject *parent)
    : QObject(parent)
    , m_platform(platform)
    , m_login(new LoginViewModel(platform, this))
    , m_settings(new SettingsViewModel(platform.paths.settingsFile(), this))
{
    const auto takeMotion = [this] { m_settings->setSystemReducesMotion(m_platform.motion.isReduced()); };
    connect(&platform.motion, &MotionPreference::changed, m_settings, takeMotion);
    takeMotion();
    connect(m_login, &LoginViewModel::signedIn, this,
        [this](const SignedIn &account) { signInWith(account, true); });
}

AppViewModel::~AppViewModel() = default;

AppViewModel::Page AppViewModel::page() const
{
    return m_session ? Page::Main : Page::SignIn;
}

LoginViewModel *AppViewModel::login() const
{
    return m_login;
}

SessionViewModel *AppViewModel::session() const
{
    return m_session.get();
}

SettingsViewModel *AppViewModel::settings() const
{
    return m_settings;
}

void AppViewModel::start()
{
    m_platform.tokens.load([this](std::optional<SignedIn> account) {
        if (account && !m_session)
            openSession(*account);
    });
}

void AppViewModel::signInWith(const SignedIn &account, bool remember)
{
    if (remember)
        m_platform.tokens.save(account);
    openSession(account);
}

void AppViewModel::openSession(const SignedIn &account)
{
    m_notices.reset();
    m_wall.reset();
    m_session.reset();
    m_account.reset();
    Connection::Options options;
    options.maxAttempts = m_platform.maxConnectAttempts;
    auto opened = AccountSession::open(m_platform, account, options);
    if (!opened) {
        m_login->showError(opened.error().message);
        return;
    }
    m_account = *std::move(opened);
    m_session = std::make_unique<SessionViewModel>(*m_account);
    if (m_wallWanted)
        m_wall = std::make_unique<DashboardRotation>(*m_session->dashboards(), *m_wallWanted);
    m_notices = std::make_unique<Notices>(*m_account, *m_session, m_platform.notifier,
        [] { return QGuiApplication::applicationState() == Qt::ApplicationActive; });
    connect(m_notices.get(), &Notices::raiseRequested, this, &AppViewModel::raiseRequested);
    connect(m_account.get(), &AccountSession::caughtUp, this, &AppViewModel::ready);
    // Queued: these come from within what they take down.
    connect(
        m_account.get(), &AccountSession::signedOut, this,
        [this](const QString &) { endSession(tr("Your session has ended. Sign in again.")); },
        Qt::QueuedConnection);
    connect(
        m_session.get(), &SessionViewModel::signOutRequested, this,
        [this] {
            if (m_account)
                m_account->signOut();
            endSession({});
        },
        Qt::QueuedConnection);
    Q_EMIT sessionChanged();
    Q_EMIT pageChanged();
    m_account->start();
}

void AppViewModel::leaveWall()
{
    m_wallWanted.reset();
    const auto left = std::move(m_wall);
    Q_EMIT wallChanged();
}

void AppViewModel::endSession(const QString &why)
{
    if (!m_session)
        return;
    const SignedIn account = m_account->account();
    m_platform.tokens.forget();
    m_notices.reset();
    // QML lets go of the session's objects first, then they go; the view models before what they show.
    auto session = std::shared_ptr<SessionViewModel>(std::move(m_session));
    auto held = std::shared_ptr<AccountSession>(std::move(m_account));
    auto wall = std::shared_ptr<DashboardRotation>(std::move(m_wall));
    held->connection().close();
    m_login->setAddress(account.server.toString());
    m_login->setUsername(account.username);
    m_login->showError(why);
    Q_EMIT sessionChanged();
    Q_EMIT pageChanged();
    QMetaObject::invokeMethod(
        this,
        [held, session, wall]() mutable {
            wall.reset();
            session.reset();
        },
        Qt::QueuedConnection);
}

} // namespace hearth::app
