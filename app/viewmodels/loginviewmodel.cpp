#include "app/viewmodels/loginviewmodel.h"

#include "app/net/address.h"
#include "app/net/restclient.h"
#include "app/platform/platform.h"
#include "shared/protocol/invitelink.h"

namespace hearth::app {

LoginViewModel::LoginViewModel(Platform &platform, QObject *parent) : QObject(parent), m_platform(platform)
{}

LoginViewModel::~LoginViewModel() = default;

void LoginViewModel::setAddress(const QString &address)
{
    if (m_address == address || takeLink(address))
        return;
    m_address = address;
    m_pinnedFingerprint.clear();
    setCertificateText({});
    Q_EMIT addressChanged();
}

bool LoginViewModel::takeLink(const QString &text)
{
    const auto link = protocol::inviteLinkFrom(text);
    if (!link)
        return false;
    setAddress(link->server.toString());
    setRegistering(true);
    setInvite(link->code);
    m_pinnedFingerprint = link->fingerprint;
    return true;
}

void LoginViewModel::setUsername(const QString &username)
{
    if (m_username == username)
        return;
    m_username = username;
    Q_EMIT usernameChanged();
}

void LoginViewModel::setPassword(const QString &password)
{
    if (m_password == password)
        return;
    m_password = password;
    Q_EMIT passwordChanged();
}

void LoginViewModel::setInvite(const QString &invite)
{
    if (m_invite == invite || takeLink(invite))
        return;
    m_invite = invite;
    Q_EMIT inviteChanged();
}

void LoginViewModel::setRegistering(bool registering)
{
    if (m_registering == registering)
        return;
    m_registering = registering;
    clearError();
    Q_EMIT registeringChanged();
}

void LoginViewModel::submit()
{
    if (m_busy)
        return;
    clearError();
    setCertificateText({});
    const auto server = serverAddress(m_address);
    if (!server)
        return showError(tr("This is no address. Type the server's name or number, such as 192.168.1.5."));
    if (m_username.trimmed().isEmpty() || m_password.isEmpty())
        return showError(tr("Type your name and your password."));
    setBusy(true);
    if (m_rest)
        m_rest->deleteLater();
    m_rest = new RestClient(m_platform.network, *server, m_pinnedFingerprint, this);
    const auto reply = [this](Result<SignedIn> account) {
        if (account) {
            setBusy(false);
            setPassword({});
            setInvite({});
            Q_EMIT signedIn(*account);
            return;
        }
        m_offeredFingerprint = m_rest->untrustedFingerprint();
        if (!m_offeredFingerprint.isEmpty() && m_pinnedFingerprint.isEmpty()) {
            setBusy(false);
            setCertificateText(readableFingerprint(m_offeredFingerprint));
            return;
        }
        setBusy(false);
        showError(account.error().message);
    };
    if (m_registering)
        m_rest->registerUser(m_username.trimmed(), m_password, m_invite.trimmed(), reply);
    else
        m_rest->login(m_username.trimmed(), m_password, reply);
}

void LoginViewModel::trustCertificate()
{
    m_pinnedFingerprint = m_offeredFingerprint;
    submit();
}

void LoginViewModel::clearError()
{
    showError({});
}

void LoginViewModel::showError(const QString &text)
{
    if (m_errorText == text)
        return;
    m_errorText = text;
    Q_EMIT errorTextChanged();
}

void LoginViewModel::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged();
}

void LoginViewModel::setCertificateText(const QString &text)
{
    if (m_certificateText == text)
        return;
    m_certificateText = text;
    Q_EMIT certificateTextChanged();
}

} // namespace hearth::app
