#include "app/viewmodels/inviteviewmodel.h"

#include "app/models/timetext.h"
#include "app/sync/accountsession.h"
#include "shared/protocol/invitelink.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonObject>
#include <QPointer>

namespace hearth::app {

namespace {
//! For which an invite is good where nothing is said.
constexpr int serversDays = 7;
} // namespace

InviteViewModel::InviteViewModel(AccountSession &account, QObject *parent)
    : QObject(parent), m_account(account)
{
    connect(&account, &AccountSession::roleChanged, this, &InviteViewModel::changed);
}

bool InviteViewModel::isAllowed() const
{
    return m_account.isModerator();
}

void InviteViewModel::make(const QString &role, int uses, int days)
{
    if (m_busy)
        return;
    m_busy = true;
    m_errorText.clear();
    Q_EMIT changed();
    QJsonObject wanted;
    if (!role.isEmpty() && role != QLatin1String("member"))
        wanted.insert(QStringLiteral("role"), role);
    if (uses > 1)
        wanted.insert(QStringLiteral("uses"), uses);
    if (days > 0 && days != serversDays)
        wanted.insert(QStringLiteral("days"), days);
    m_account.rest().makeInvite(wanted, [self = QPointer(this), uses](Result<RestClient::MadeInvite> invite) {
        if (!self)
            return;
        // An older server passes over what was wanted, and must not be taken at our word.
        const bool isForSeveral = invite && uses > 1 && !invite->id.isEmpty();
        self->m_busy = false;
        self->m_code = invite ? invite->code : QString();
        self->m_hint =
            invite
                ? (isForSeveral ? tr("For %1 people. ").arg(uses) : tr("For one person. ")) +
                      tr("Good until %1. Copy it and send it to them: pasted at the sign-in, it fills "
                         "in the rest. Typed by hand, it goes with the address %2.")
                          .arg(dateTimeText(invite->expiresAt), self->m_account.account().server.authority())
                : QString();
        self->m_errorText = invite ? QString() : invite.error().message;
        Q_EMIT self->changed();
        if (invite)
            Q_EMIT self->made();
    });
}

QString InviteViewModel::link() const
{
    if (m_code.isEmpty())
        return {};
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
