// What is written in the conversation: the draft, answers and edits, and what is done to messages.
#include "app/sync/accountsession.h"
#include "app/viewmodels/conversationviewmodel.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace hearth::app {

namespace {
constexpr int draftSaveMs = 500;
constexpr int maxContentBytes = 16 * 1024;
} // namespace

void ConversationViewModel::setDraft(const QString &draft)
{
    if (m_draft == draft)
        return;
    m_draft = draft;
    m_draftTimer.start(draftSaveMs);
    if (draft.trimmed().isEmpty())
        m_account.typing().stop();
    else if (m_context != Context::Edit)
        m_account.typing().keyPressed(m_roomId);
    Q_EMIT draftChanged();
}

void ConversationViewModel::saveDraft()
{
    m_draftTimer.stop();
    m_account.store().setDraft(draftKey(), m_context == Context::Edit ? m_draftBefore : m_draft);
}

// ---- what is being written ----

QString ConversationViewModel::contextTitle() const
{
    switch (m_context) {
    case Context::Edit:
        return tr("Edit message");
    case Context::Reply:
        return tr("Reply to %1").arg(m_messages->authorOf(m_contextId));
    case Context::None:
        break;
    }
    return {};
}

QString ConversationViewModel::contextText() const
{
    return m_context == Context::None ? QString() : m_messages->excerptOf(m_contextId);
}

void ConversationViewModel::setContext(Context context, const QString &messageId)
{
    if (m_context == Context::Edit && context != Context::Edit) {
        m_context = context;
        setDraft(std::exchange(m_draftBefore, {}));
    }
    m_context = context;
    m_contextId = messageId;
    Q_EMIT contextChanged();
}

void ConversationViewModel::beginReply(const QString &messageId)
{
    if (isThread())
        return endContext(); // whatever is written there answers its first message
    if (m_messages->rowOf(messageId) >= 0)
        setContext(Context::Reply, messageId);
}

void ConversationViewModel::beginEdit(const QString &messageId)
{
    const int row = m_messages->rowOf(messageId);
    const QModelIndex index = m_messages->index(row);
    if (row < 0 || !m_messages->data(index, MessageListModel::IsOwnRole).toBool() ||
        m_messages->data(index, MessageListModel::IsDeletedRole).toBool())
        return;
    if (m_context != Context::Edit)
        m_draftBefore = m_draft;
    m_context = Context::Edit;
    setDraft(m_messages->plainText(messageId));
    setContext(Context::Edit, messageId); // the text is there when the field hears of it, and goes to its end
}

void ConversationViewModel::editLast()
{
    if (m_context == Context::None && m_draft.isEmpty())
        beginEdit(m_messages->lastOwnId());
}

void ConversationViewModel::endContext()
{
    if (m_context != Context::None)
        setContext(Context::None, {});
}

void ConversationViewModel::send()
{
    const QString content = m_draft.trimmed();
    if (content.isEmpty() && (m_attachments.isEmpty() || m_context == Context::Edit))
        return;
    if (content.toUtf8().size() > maxContentBytes)
        return Q_EMIT failed(tr("This message is too long. Send it in parts."));
    if (m_context == Context::Edit) {
        if (content == m_messages->plainText(m_contextId) ||
            change(OutboxItem::Kind::Edit, m_contextId, content))
            endContext();
        return;
    }
    const auto item =
        m_account.sendMessage(m_roomId, content, isThread() ? m_root : m_contextId, m_attachments);
    if (!item)
        return Q_EMIT failed(item.error().message);
    m_attachments.clear(); // the outbox has them now
    Q_EMIT attachmentsChanged();
    endContext();
    m_messages->setNewAfter(0);
    m_draft.clear();
    saveDraft();
    Q_EMIT draftChanged();
    Q_EMIT sent();
}

// ---- what is done to messages ----

bool ConversationViewModel::change(OutboxItem::Kind kind, const QString &messageId, const QString &content)
{
    const auto item = m_account.changeMessage(kind, m_roomId, messageId, content);
    if (!item)
        Q_EMIT failed(item.error().message);
    return item.isOk();
}

void ConversationViewModel::react(const QString &messageId, const QString &emoji)
{
    const int row = m_messages->rowOf(messageId);
    const QVariantList there =
        m_messages->data(m_messages->index(row), MessageListModel::ReactionsRole).toList();
    const bool isMine = std::ranges::any_of(there, [&](const QVariant &each) {
        const QVariantMap reaction = each.toMap();
        return reaction.value(QStringLiteral("emoji")) == emoji &&
               reaction.value(QStringLiteral("mine")).toBool();
    });
    if (row >= 0)
        change(isMine ? OutboxItem::Kind::Unreact : OutboxItem::Kind::React, messageId, emoji);
}

void ConversationViewModel::remove(const QString &messageId)
{
    if (messageId == m_contextId)
        endContext();
    if (m_messages->rowOf(messageId) >= 0)
        change(OutboxItem::Kind::Delete, messageId, {});
}

void ConversationViewModel::setPinned(const QString &messageId, bool isPinned)
{
    if (m_messages->rowOf(messageId) >= 0)
        change(isPinned ? OutboxItem::Kind::Pin : OutboxItem::Kind::Unpin, messageId, {});
}

bool ConversationViewModel::mayModerate() const
{
    return m_account.isModerator();
}

void ConversationViewModel::retry(const QString &clientId)
{
    m_account.retry(clientId);
}

void ConversationViewModel::discard(const QString &clientId)
{
    m_account.discard(clientId);
}

void ConversationViewModel::copyText(const QString &messageId)
{
    QGuiApplication::clipboard()->setText(m_messages->plainText(messageId));
}

} // namespace hearth::app
