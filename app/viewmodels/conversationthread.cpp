// A conversation of one message and its answers alone: a thread.
#include "app/sync/accountsession.h"
#include "app/viewmodels/conversationviewmodel.h"

#include <QPointer>

#include <algorithm>

namespace hearth::app {

namespace {
//! Pages of answers that are asked for at most.
constexpr int maxPages = 10;
} // namespace

void ConversationViewModel::wireThread()
{
    m_messages->setThread(m_root);
    m_messages->setCountAnswers([this](const QString &messageId) {
        return m_root.isEmpty() ? m_account.store().answerCount(m_roomId, messageId) : 0;
    });
}

bool ConversationViewModel::isOfThread(const protocol::Message &message) const
{
    return m_root.isEmpty() || message.id == m_root || message.replyTo == m_root;
}

//! What is here at once, then what the server knows beside it.
void ConversationViewModel::loadThread()
{
    m_messages->clear();
    if (const auto root = m_account.store().message(m_root))
        m_messages->addStored({*root});
    m_messages->addStored(m_account.store().answers(m_roomId, m_root));
    for (const OutboxItem &item : m_account.outbox().items(m_roomId)) {
        if (item.kind != OutboxItem::Kind::Message || item.target == m_root)
            m_messages->addWaiting(item);
    }
    askAnswers({}, maxPages);
}

void ConversationViewModel::askAnswers(const QString &after, int pages)
{
    m_account.rest().answers(m_roomId, m_root, after,
        [self = QPointer(this), pages](const Result<QList<protocol::Message>> &answers) {
            // Offline, or an older server: what is here is all that is shown.
            if (!self || !answers || answers->isEmpty())
                return;
            self->m_messages->addStored(*answers);
            if (pages > 1)
                self->askAnswers(answers->last().id, pages - 1);
        });
}

void ConversationViewModel::takeAnswers(const QList<protocol::Message> &messages)
{
    QList<protocol::Message> ours = messages;
    ours.removeIf([this](const protocol::Message &each) { return !isOfThread(each); });
    m_messages->addStored(ours);
}

QString ConversationViewModel::draftKey() const
{
    return isThread() ? m_roomId + QLatin1Char('/') + m_root : m_roomId;
}

//! Their number stands under the message that they answer.
void ConversationViewModel::noteAnswers(const QList<protocol::Message> &messages)
{
    for (const protocol::Message &each : messages) {
        if (each.replyTo)
            m_messages->answersChanged(*each.replyTo);
    }
}

} // namespace hearth::app
