#include "app/viewmodels/profileviewmodel.h"

#include "app/sync/accountsession.h"

#include <QJsonObject>
#include <QPointer>

namespace hearth::app {

ProfileViewModel::ProfileViewModel(AccountSession &account, QObject *parent)
    : QObject(parent), m_account(account), m_displayName(account.account().displayName)
{}

void ProfileViewModel::begin()
{
    m_busy = true;
    m_doneText.clear();
    m_errorText.clear();
    Q_EMIT changed();
}

void ProfileViewModel::fail(const QString &text)
{
    m_busy = false;
    m_doneText.clear();
    m_errorText = text;
    Q_EMIT changed();
}

void ProfileViewModel::refresh()
{
    change({}, {});
}

//! An empty change asks how it is.
void ProfileViewModel::change(const QJsonObject &change, const QString &doneText)
{
    begin();
    const auto take = [self = QPointer(this), doneText](const Result<RestClient::Profile> &now) {
        if (!self)
            return;
        if (!now)
            return self->fail(now.error().message);
        self->m_busy = false;
        self->m_isKnown = true;
        self->m_displayName = now->user.displayName;
        self->m_sharesReads = now->sharesReads;
        self->m_doneText = doneText;
        Q_EMIT self->changed();
    };
    m_account.rest().changeProfile(change, take);
}

void ProfileViewModel::setDisplayName(const QString &name)
{
    if (name.trimmed() != m_displayName)
        change({{QStringLiteral("displayName"), name.trimmed()}}, tr("Your name was changed."));
}

void ProfileViewModel::setSharesReads(bool on)
{
    if (on != m_sharesReads)
        change({{QStringLiteral("sharesReads"), on}}, {});
}

void ProfileViewModel::changePassword(const QString &current, const QString &password, const QString &again)
{
    if (m_busy)
        return;
    if (password != again)
        return fail(tr("The new password was not written the same twice. Nothing was changed."));
    if (password.size() < 8)
        return fail(tr("The password needs at least 8 characters. Nothing was changed."));
    begin();
    m_account.rest().changePassword(current, password, [self = QPointer(this)](const Result<Done> &done) {
        if (!self)
            return;
        if (!done)
            return self->fail(done.error().message);
        self->m_busy = false;
        self->m_doneText = tr("The password was changed. Your other devices were signed out.");
        Q_EMIT self->changed();
        Q_EMIT self->passwordChanged();
    });
}

} // namespace hearth::app
