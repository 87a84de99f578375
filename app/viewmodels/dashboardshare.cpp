#include "app/viewmodels/dashboardshare.h"

#include "app/live/panelchannels.h"
#include "app/sync/accountsession.h"

#include <QPointer>

namespace hearth::app {

namespace {

constexpr qsizetype tokenNameCharacters = 60;

} // namespace

DashboardShare::DashboardShare(AccountSession &account, Now now, QObject *parent)
    : QObject(parent), m_account(account), m_now(std::move(now))
{}

QString DashboardShare::address(const QString &fragment) const
{
    return m_account.account().server.toString(QUrl::RemovePath) + QLatin1String("/#") + fragment;
}

QString DashboardShare::link() const
{
    return address(QStringLiteral("/board/") + m_now().id);
}

void DashboardShare::makeWallLink()
{
    if (m_isBusy)
        return;
    const protocol::Dashboard dashboard = m_now();
    // What reads exactly these: their names, as none of them has a sign of a pattern.
    QStringList channels = channelsOf(dashboard.panels);
    channels.sort();
    m_errorText.clear();
    if (channels.isEmpty())
        m_errorText = tr("It shows no channel yet: there is nothing that a screen could read.");
    else if (channels.size() > patternsAtMost)
        m_errorText =
            tr("It shows %1 channels, and an address for a screen reads %2 at most. Share two dashboards.")
                .arg(channels.size())
                .arg(patternsAtMost);
    m_isBusy = m_errorText.isEmpty();
    Q_EMIT changed();
    if (!m_isBusy)
        return;
    m_account.rest().makeChannelToken(tr("Wall: %1").arg(dashboard.name.left(tokenNameCharacters)), {},
        channels, [self = QPointer(this), id = dashboard.id](const Result<QString> &token) {
            if (!self)
                return;
            self->m_isBusy = false;
            self->m_errorText = token ? QString() : token.error().message;
            if (token)
                self->m_wallLink = self->address(QStringLiteral("wall=%1&dashboards=%2").arg(*token, id));
            Q_EMIT self->changed();
        });
}

void DashboardShare::clear()
{
    m_wallLink.clear();
    m_errorText.clear();
    Q_EMIT changed();
}

} // namespace hearth::app
