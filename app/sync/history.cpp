// What a room's conversation loads of its past: from the store, else from the network.
#include "app/sync/accountsession.h"

#include <algorithm>

namespace hearth::app {

void AccountSession::loadOlder(const QString &roomId, qint64 before, Page reply)
{
    const QList<protocol::Message> stored = m_store.page(roomId, before, pageSize);
    if (!stored.isEmpty() || before == 1)
        return reply(stored);
    fetchPage(roomId, before, std::move(reply));
}

void AccountSession::fetchPage(const QString &roomId, qint64 before, Page reply)
{
    m_rest.messages(roomId, before, pageSize,
        [this, roomId, before, reply = std::move(reply)](Result<RestClient::HistoryPage> page) {
            if (!page)
                return reply({});
            const QList<protocol::Message> &messages = page->messages;
            const qint64 top = before > 0 ? before : messages.isEmpty() ? 1 : messages.last().seq + 1;
            m_store.savePage(roomId, top, messages, messages.size() < pageSize);
            m_changes.pageStored(roomId, page->changeSeq);
            reply(m_store.page(roomId, top, pageSize));
        });
}

//! A page below `before` that reaches down to `seq`: a part of it may be stored, and a hole below that.
void AccountSession::loadDownTo(const QString &roomId, qint64 seq, qint64 before, Page reply)
{
    const auto room = m_store.room(roomId);
    const qint64 top = std::min(before, std::max(room ? room->lastSeq : 0, seq) + 1);
    const QList<protocol::Message> stored = m_store.page(roomId, top, pageSize);
    if (!stored.isEmpty() && stored.last().seq <= seq)
        return reply(stored);
    fetchPage(roomId, top, std::move(reply));
}

void AccountSession::loadAround(const QString &roomId, qint64 seq, Page reply)
{
    loadDownTo(roomId, seq, seq + pageSize / 2, std::move(reply));
}

void AccountSession::loadNewer(const QString &roomId, qint64 after, Page reply)
{
    loadDownTo(roomId, after + 1, after + pageSize + 1, std::move(reply));
}

} // namespace hearth::app
