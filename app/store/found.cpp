// The store's messages as a search goes through them.
#include "app/store/rows.h"
#include "app/store/store.h"

namespace hearth::app {

QList<protocol::Message> Store::scan(const QString &roomId, ScanPosition &position, int limit) const
{
    QList<protocol::Message> out;
    m_database.runNamed(QStringLiteral("store.scan"),
        {{QStringLiteral(":at"), position.createdAt}, {QStringLiteral(":room"), notNull(position.roomId)},
            {QStringLiteral(":seq"), position.seq}, {QStringLiteral(":only"), notNull(roomId)},
            {QStringLiteral(":limit"), limit}},
        [&](const QSqlQuery &row) { out += readMessage(row); });
    if (!out.isEmpty())
        position = {out.last().createdAt, out.last().roomId, out.last().seq};
    return out;
}

QList<protocol::Message> Store::answers(const QString &roomId, const QString &messageId) const
{
    QList<protocol::Message> out;
    m_database.run(QStringLiteral("store.answers"), {roomId, messageId},
        [&](const QSqlQuery &row) { out += readMessage(row); });
    return out;
}

int Store::answerCount(const QString &roomId, const QString &messageId) const
{
    int count = 0;
    m_database.run(QStringLiteral("store.answer_count"), {roomId, messageId},
        [&](const QSqlQuery &row) { count = row.value(0).toInt(); });
    return count;
}

QList<protocol::Message> Store::pinned(const QString &roomId) const
{
    QList<protocol::Message> out;
    m_database.run(
        QStringLiteral("store.pinned"), {roomId}, [&](const QSqlQuery &row) { out += readMessage(row); });
    return out;
}

} // namespace hearth::app
