#include "app/viewmodels/dashboardsviewmodel.h"

#include "app/sync/accountsession.h"
#include "app/viewmodels/shellline.h"

#include <QPointer>

#include <algorithm>

namespace hearth::app {

namespace {

const auto lastDashboard = QStringLiteral("lastDashboard");
const auto lastRange = QStringLiteral("dashboardRange");

} // namespace

DashboardsViewModel::DashboardsViewModel(AccountSession &account, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_feed(account)
    , m_range([this] { return m_feed.now(); })
    , m_list(new DashboardList(this))
    , m_channels(new ChannelsModel(account, this))
    , m_sender(new PanelSender(account, this))
{
    if (const qint64 length = account.store().setting(lastRange).toLongLong(); length > 0)
        m_range.setLength(length);
    connect(&m_range, &TimeRange::changed, this,
        [this] { m_account.store().setSetting(lastRange, QString::number(m_range.length())); });
    m_list->setRows(account.dashboards().all());
    connect(&account.dashboards(), &Dashboards::listChanged, this, [this] {
        m_list->setRows(m_account.dashboards().all());
        Q_EMIT listChanged();
    });
    connect(&account, &AccountSession::caughtUp, this, [this] {
        if (m_current)
            m_channels->refresh();
    });
}

DashboardsViewModel::~DashboardsViewModel() = default;

bool DashboardsViewModel::isHeard() const
{
    return m_account.dashboards().isHeard();
}

QString DashboardsViewModel::curlLine() const
{
    const QString token = m_token.isEmpty() ? QStringLiteral("TOKEN") : m_token;
    return shellLine({QStringLiteral("curl"), QStringLiteral("-H"),
        QStringLiteral("Authorization: Bearer ") + token, QStringLiteral("-d"), QStringLiteral("21.5"),
        m_account.account().server.toString(QUrl::RemovePath) + QStringLiteral("/api/channels/kiln")});
}

void DashboardsViewModel::reopen()
{
    open(m_account.store().setting(lastDashboard));
}

void DashboardsViewModel::open(const QString &dashboardId)
{
    const protocol::Dashboard *dashboard = m_account.dashboards().find(dashboardId);
    if (!dashboard || (m_current && m_current->dashboardId() == dashboardId))
        return;
    m_range.reset();
    setCurrent(std::make_unique<DashboardViewModel>(m_account, m_feed, m_range, *m_channels, *dashboard));
    m_channels->refresh();
}

void DashboardsViewModel::sendPanel(const QString &panelId)
{
    const auto panels = m_current ? m_current->dashboard().panels : QList<protocol::Panel>();
    const auto panel = std::ranges::find(panels, panelId, &protocol::Panel::id);
    if (panel != panels.end())
        m_sender->begin(*panel, m_range.length());
}

void DashboardsViewModel::close()
{
    if (m_current)
        setCurrent(nullptr);
}

void DashboardsViewModel::setCurrent(std::unique_ptr<DashboardViewModel> next)
{
    if (m_current) {
        m_current->disconnect(this); // what becomes of it is no longer about what is open
        m_current->setParent(&m_left);
        m_current.release()->deleteLater();
    }
    m_current = std::move(next);
    const QString now = m_current ? m_current->dashboardId() : QString();
    m_account.store().setSetting(lastDashboard, now);
    m_list->setCurrent(now);
    if (m_current) {
        connect(m_current.get(), &DashboardViewModel::savedAsNew, this, &DashboardsViewModel::open);
        connect(m_current.get(), &DashboardViewModel::closed, this, [this](const QString &why) {
            close();
            if (!why.isEmpty())
                Q_EMIT lost(why);
        });
    }
    settle({});
    Q_EMIT currentChanged();
}

void DashboardsViewModel::create(const QString &name)
{
    const QString wanted = name.trimmed();
    if (m_isBusy)
        return;
    if (wanted.isEmpty())
        return settle(tr("A dashboard needs a name."));
    m_isBusy = true;
    Q_EMIT stateChanged();
    m_account.dashboards().put(protocol::PutDashboard{{}, wanted, {}, {}},
        [self = QPointer(this)](const Result<protocol::Dashboard> &made) {
            if (!self)
                return;
            self->settle(made ? QString() : made.error().message);
            if (!made)
                return;
            self->open(made->id);
            Q_EMIT self->created();
        });
}

void DashboardsViewModel::removeCurrent()
{
    if (!m_current || m_isBusy)
        return;
    m_isBusy = true;
    Q_EMIT stateChanged();
    m_current->setLeaving(true);
    m_account.dashboards().remove(m_current->dashboardId(),
        [self = QPointer(this), board = QPointer(m_current.get())](const Result<Done> &done) {
            if (!self)
                return;
            self->settle(done ? QString() : done.error().message);
            if (!done && board)
                board->setLeaving(false);
            else if (board && self->m_current.get() == board)
                self->close();
        });
}

void DashboardsViewModel::makeToken()
{
    if (m_isBusy || !m_token.isEmpty())
        return;
    m_isBusy = true;
    Q_EMIT stateChanged();
    m_account.rest().makeChannelToken(tr("A first value, from a terminal"), {QStringLiteral("*")}, {},
        [self = QPointer(this)](const Result<QString> &token) {
            if (!self)
                return;
            if (token)
                self->m_token = *token;
            self->settle(token ? QString() : token.error().message);
        });
}

void DashboardsViewModel::clearError()
{
    settle({});
}

void DashboardsViewModel::settle(const QString &errorText)
{
    m_isBusy = false;
    m_errorText = errorText;
    Q_EMIT stateChanged();
}

} // namespace hearth::app
