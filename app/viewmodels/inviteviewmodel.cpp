#include "app/viewmodels/inviteviewmodel.h"

#include "app/models/timetext.h"
#include "app/sync/accountsession.h"
#include "shared/protocol/invitelink.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>

namespace hearth::app {

InviteViewModel::InviteViewModel(AccountSession &account, QObject *parent)
    : QObject(parent), m_account(account)
{
    connect(&account, &AccountSession::roleChanged, this, &InviteViewModel::changed);
}

bool InviteViewModel::isAllowed() const
{
    return m_account.isModerator();
}

void InviteViewModel::make()
{
    if (m_busy)
        return;
    m_busy = true;
    m_errorText.clear();
    Q_EMIT changed();
    m_account.rest().makeInvite([self = QPointer(this)](Result<RestClient::Invite> invite) {
        if (!self)
            return;
        self->m_busy = false;
        self->m_code = invite ? invite->code : QString();
        self->m_hint =
            invite
                ? tr("For one person, until %1. Copy it and send it to them: pasted at the sign-in, it fills "
                     "in the rest. Typed by hand, it goes with the address %2.")
                      .arg(dateTimeText(invite->expiresAt), self->m_account.account().server.authority())
                : QString();
        self->m_errorText = invite ? QString() : invite.error().message;
        Q_EMIT self->changed();
    });
}

QString InviteViewModel::link() const
{
    const SignedIn &account = m_account.account();
    return protocol::InviteLink{account.server, m_code, account.fingerprint}.toText();
}

void InviteViewModel::copy()
{
    QGuiApplication::clipboard()->setText(link());
}

void InviteViewModel::clear()
{
    m_code.clear();
    m_hint.clear();
    m_errorText.clear();
    Q_EMIT changed();
}

} // namespace hearth::app
