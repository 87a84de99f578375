// Where in the room's history the conversation is: at its end, or away from it at some earlier message.
#include "app/sync/accountsession.h"
#include "app/viewmodels/conversationviewmodel.h"

#include <QPointer>

#include <algorithm>

namespace hearth::app {

namespace {
//! Up to so far above what is shown, all that lies between is loaded; what is further away is shown alone.
constexpr qint64 maxPaged = 300;
//! So many rows at most to reach one of which nobody here knows where it is.
constexpr int maxLookedFor = 2'000;
} // namespace

bool ConversationViewModel::canLoadOlder() const
{
    return m_root.isEmpty() && !m_reachedTop && m_messages->oldestSeq() > 1;
}

void ConversationViewModel::loadOlder(const std::function<void()> &then)
{
    if (m_loadingOlder || !canLoadOlder())
        return;
    m_loadingOlder = true;
    Q_EMIT olderChanged();
    m_account.loadOlder(m_roomId, m_messages->oldestSeq(),
        [self = QPointer(this), then](const QList<protocol::Message> &page) {
            if (!self)
                return;
            self->m_loadingOlder = false;
            self->m_reachedTop = page.isEmpty() && self->m_account.connection().isOpen();
            self->m_messages->addStored(page);
            Q_EMIT self->olderChanged();
            if (then)
                then();
        });
}

void ConversationViewModel::loadNewer()
{
    if (m_loadingOlder || !m_isAway)
        return;
    m_loadingOlder = true;
    Q_EMIT olderChanged();
    m_account.loadNewer(
        m_roomId, m_messages->newestSeq(), [self = QPointer(this)](const QList<protocol::Message> &page) {
            if (!self)
                return;
            self->m_loadingOlder = false;
            if (self->m_isAway)
                self->m_messages->addStored(page);
            self->noteAway();
        });
}

//! Whether newer messages are known that are not shown.
void ConversationViewModel::noteAway()
{
    const auto room = m_account.store().room(m_roomId);
    const bool wasAway = m_isAway;
    m_isAway = room && m_messages->newestSeq() < room->lastSeq;
    if (wasAway && !m_isAway) {
        for (const OutboxItem &item : m_account.outbox().items(m_roomId))
            m_messages->addWaiting(item);
    }
    Q_EMIT olderChanged();
}

void ConversationViewModel::toNewest()
{
    if (!m_isAway)
        return;
    setAtBottom(true);
    load();
}

void ConversationViewModel::jumpTo(const QString &messageId, qint64 seq)
{
    if (const int row = m_messages->rowOf(messageId); row >= 0)
        return Q_EMIT jumps(row);
    const auto stored = m_account.store().message(messageId);
    const qint64 place = seq > 0 ? seq : stored ? stored->seq : 0;
    const qint64 oldest = m_messages->oldestSeq();
    const bool isNear =
        place == 0 ? m_messages->count() < maxLookedFor : place < oldest && oldest - place <= maxPaged;
    if (isNear && canLoadOlder())
        return pageTo(messageId, seq);
    if (place == 0)
        return Q_EMIT failed(tr("That message is too far up to go there at once. Scroll up to it."));
    moveTo(messageId, place);
}

//! Page by page, as long as there is one more.
void ConversationViewModel::pageTo(const QString &messageId, qint64 seq)
{
    if (m_loadingOlder)
        return;
    const int before = m_messages->count();
    loadOlder([self = QPointer(this), messageId, seq, before] {
        if (self && self->m_messages->count() > before)
            self->jumpTo(messageId, seq);
        else if (self)
            Q_EMIT self->failed(
                tr("That message is not on this computer. Go there again once you are online."));
    });
}

//! Shows the message with what was said around it, and nothing else.
void ConversationViewModel::moveTo(const QString &messageId, qint64 seq)
{
    if (m_loadingOlder)
        return;
    m_loadingOlder = true;
    Q_EMIT olderChanged();
    m_account.loadAround(
        m_roomId, seq, [self = QPointer(this), messageId](const QList<protocol::Message> &page) {
            if (!self)
                return;
            self->m_loadingOlder = false;
            const bool isThere = std::ranges::any_of(
                page, [&](const protocol::Message &each) { return each.id == messageId; });
            if (isThere) {
                self->m_messages->clear();
                self->m_reachedTop = false;
                self->m_messages->addStored(page);
                self->setAtBottom(false);
            }
            self->m_isAway = isThere || self->m_isAway;
            self->noteAway();
            if (isThere)
                Q_EMIT self->jumps(self->m_messages->rowOf(messageId));
            else
                Q_EMIT self->failed(
                    tr("That message is not on this computer. Go there again once you are online."));
        });
}

} // namespace hearth::app
