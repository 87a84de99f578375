// What the store keeps of what becomes of a message after it was said.
#include "app/store/store.h"

namespace hearth::app {

QList<protocol::Message> Store::updateMessages(const QList<protocol::Message> &messages)
{
    QList<protocol::Message> updated;
    m_database.transaction([&] {
        for (const protocol::Message &each : messages) {
            const auto stored = message(each.id);
            if (!stored || stored->changeSeq > each.changeSeq)
                continue;
            if (!saveMessage(each))
                return false;
            updated += each;
        }
        return true;
    });
    return updated;
}

void Store::setChangeSeq(const QString &roomId, qint64 changeSeq)
{
    m_database.run(QStringLiteral("store.set_change_seq"), {changeSeq, roomId});
}

void Store::rewindChangeSeq(const QString &roomId, qint64 changeSeq)
{
    m_database.run(QStringLiteral("store.rewind_change_seq"), {changeSeq, roomId});
}

protocol::Message Store::newerOf(const protocol::Message &message) const
{
    const auto stored = this->message(message.id);
    return stored && stored->changeSeq > message.changeSeq ? *stored : message;
}

} // namespace hearth::app
