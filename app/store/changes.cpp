// What the store keeps of what becomes of a message after it was said.
#include "app/store/store.h"

namespace hearth::app {

QList<protocol::Message> Store::updateMessages(const QList<protocol::Message> &messages)
{
    QList<protocol::Message> updated;
    m_database.transaction([&] {
        for (const protocol::Message &each : messages) {
            if (!has(each.roomId, each.seq))
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

} // namespace hearth::app
