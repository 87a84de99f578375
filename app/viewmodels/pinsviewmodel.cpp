#include "app/viewmodels/pinsviewmodel.h"

#include "app/sync/accountsession.h"
#include "app/viewmodels/names.h"

#include <QPointer>

namespace hearth::app {

PinsViewModel::PinsViewModel(AccountSession &account, QString roomId, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_roomId(std::move(roomId))
    , m_messages(new FoundModel({[&account](const protocol::Message &message) {
                                     return shownName(account.store(), message.userId, message.username);
                                 },
                                    [](const protocol::Message &) { return QString(); }},
          this))
{
    connect(&account, &AccountSession::messagesChanged, this,
        [this](const QString &changedId, const QList<protocol::Message> &messages) {
            for (const protocol::Message &each :
                changedId == m_roomId ? messages : QList<protocol::Message>()) {
                m_news += each.changeSeq ? 1 : 0;
                if (each.pinnedAt.value_or(0) > 0 && !each.deleted.value_or(false))
                    m_messages->add({each});
                else
                    m_messages->remove(each.id);
            }
        });
}

void PinsViewModel::refresh()
{
    m_messages->begin({}, m_account.clock().wallMs());
    m_messages->add(m_account.store().pinned(m_roomId));
    m_errorText.clear();
    Q_EMIT changed();
    m_account.rest().pins(
        m_roomId, [self = QPointer(this), news = m_news](const Result<QList<protocol::Message>> &pins) {
            if (!self)
                return;
            if (pins && news != self->m_news)
                return self->refresh(); // overtaken by a change
            if (pins) {
                // What was unpinned meanwhile, and is not known here, goes.
                self->m_messages->begin({}, self->m_account.clock().wallMs());
                self->m_messages->add(*pins);
            }
            self->m_errorText = pins ? QString() : tr("Offline: only what is on this computer is listed.");
            Q_EMIT self->changed();
        });
}

void PinsViewModel::open(int row)
{
    if (row < 0 || row >= m_messages->count())
        return;
    const protocol::Message message = m_messages->at(row);
    Q_EMIT chosen(message.id, message.seq);
}

} // namespace hearth::app
