#include "app/outbox/outbox.h"

#include "app/outbox/database.h"
#include "shared/base/ids.h"

#include <QCoreApplication>

namespace hearth::app {

namespace {

OutboxItem read(const QSqlQuery &row)
{
    return {row.value(0).toString(), row.value(1).toString(), row.value(2).toString(),
        row.value(3).toLongLong(),
        row.value(4).toInt() == 0 ? OutboxItem::State::Waiting : OutboxItem::State::Refused,
        row.value(5).toString(), OutboxItem::Kind(row.value(6).toInt()), row.value(7).toString()};
}

} // namespace

Result<OutboxItem> Outbox::add(OutboxItem item)
{
    int total = 0;
    m_database.run(
        QStringLiteral("outbox.count"), {}, [&](const QSqlQuery &row) { total = row.value(0).toInt(); });
    if (total >= maxItems) {
        return Error(ErrorCode::TooMany,
            QCoreApplication::translate("Outbox", "%1 messages wait already; this one stays in the field")
                .arg(total));
    }
    item.clientId = newId(IdKind::Client);
    // A null QString would be stored as NULL.
    const QString content = item.content.isNull() ? QStringLiteral("") : item.content;
    const QString target = item.target.isNull() ? QStringLiteral("") : item.target;
    if (!m_database.run(QStringLiteral("outbox.add"),
            {item.clientId, item.roomId, content, item.createdAt, int(item.kind), target})) {
        return Error(ErrorCode::Unavailable,
            QCoreApplication::translate("Outbox", "The disk took nothing; free some space and send again"));
    }
    return item;
}

QList<OutboxItem> Outbox::items(const QString &roomId) const
{
    QList<OutboxItem> out;
    m_database.run(
        QStringLiteral("outbox.of_room"), {roomId}, [&](const QSqlQuery &row) { out += read(row); });
    return out;
}

QList<OutboxItem> Outbox::heads() const
{
    QList<OutboxItem> out;
    m_database.run(QStringLiteral("outbox.heads"), {}, [&](const QSqlQuery &row) { out += read(row); });
    return out;
}

std::optional<OutboxItem> Outbox::find(const QString &clientId) const
{
    std::optional<OutboxItem> out;
    m_database.run(QStringLiteral("outbox.find"), {clientId}, [&](const QSqlQuery &row) { out = read(row); });
    return out;
}

int Outbox::waitingCount() const
{
    int count = 0;
    m_database.run(
        QStringLiteral("outbox.count"), {}, [&](const QSqlQuery &row) { count = row.value(1).toInt(); });
    return count;
}

void Outbox::remove(const QString &clientId)
{
    m_database.run(QStringLiteral("outbox.remove"), {clientId});
}

void Outbox::refuse(const QString &clientId, const QString &error)
{
    m_database.run(QStringLiteral("outbox.set_state"), {1, error, clientId});
}

void Outbox::retry(const QString &clientId)
{
    m_database.run(QStringLiteral("outbox.set_state"), {0, QStringLiteral(""), clientId});
}

} // namespace hearth::app
