#include "app/outbox/outbox.h"

#include "app/outbox/database.h"
#include "shared/base/ids.h"
#include "shared/base/strictjson.h"
#include "shared/protocol/codec.h"

#include <QCoreApplication>
#include <QJsonObject>

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

protocol::File asFile(const OutgoingFile &file)
{
    protocol::File out;
    out.name = file.name;
    out.size = file.size;
    if (file.width > 0 && file.height > 0) {
        out.type = QStringLiteral("image/");
        out.width = file.width;
        out.height = file.height;
    }
    return out;
}

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
    const bool isAdded = m_database.transaction([&] {
        bool isDone = m_database.run(QStringLiteral("outbox.add"),
            {item.clientId, item.roomId, content, item.createdAt, int(item.kind), target});
        for (qsizetype i = 0; i < item.files.size(); ++i) {
            const OutgoingFile &file = item.files.at(i);
            isDone = isDone &&
                     m_database.run(QStringLiteral("outbox.add_file"),
                         {item.clientId, int(i), file.path, file.name, file.size, file.width, file.height});
        }
        return isDone;
    });
    if (!isAdded) {
        return Error(ErrorCode::Unavailable,
            QCoreApplication::translate("Outbox", "The disk took nothing; free some space and send again"));
    }
    return item;
}

QList<OutboxItem> Outbox::withFiles(QList<OutboxItem> items) const
{
    for (OutboxItem &item : items) {
        if (item.kind != OutboxItem::Kind::Message)
            continue;
        m_database.run(QStringLiteral("outbox.files"), {item.clientId}, [&item](const QSqlQuery &row) {
            OutgoingFile file{row.value(0).toString(), row.value(1).toString(), row.value(2).toLongLong(),
                row.value(3).toInt(), row.value(4).toInt(), row.value(5).toString()};
            const auto json = parseOwnJson(row.value(6).toString().toUtf8()).toObject();
            if (const auto known = protocol::decode<protocol::File>(json, protocol::UnknownKeys::Skip))
                file.file = *known;
            item.files += file;
        });
    }
    return items;
}

void Outbox::noteUpload(
    const QString &clientId, int place, const QString &uploadId, const std::optional<protocol::File> &file)
{
    const QString id = uploadId.isNull() ? QStringLiteral("") : uploadId;
    const QString json =
        file ? QString::fromUtf8(toCompactJson(protocol::encodeObject(*file))) : QStringLiteral("");
    m_database.run(QStringLiteral("outbox.note_upload"), {id, json, clientId, place});
}

QStringList Outbox::filePaths() const
{
    QStringList paths;
    m_database.run(QStringLiteral("outbox.file_paths"), {},
        [&paths](const QSqlQuery &row) { paths += row.value(0).toString(); });
    return paths;
}

QList<OutboxItem> Outbox::items(const QString &roomId) const
{
    QList<OutboxItem> out;
    m_database.run(
        QStringLiteral("outbox.of_room"), {roomId}, [&](const QSqlQuery &row) { out += read(row); });
    return withFiles(out);
}

QList<OutboxItem> Outbox::heads() const
{
    QList<OutboxItem> out;
    m_database.run(QStringLiteral("outbox.heads"), {}, [&](const QSqlQuery &row) { out += read(row); });
    return withFiles(out);
}

std::optional<OutboxItem> Outbox::find(const QString &clientId) const
{
    QList<OutboxItem> found;
    m_database.run(
        QStringLiteral("outbox.find"), {clientId}, [&](const QSqlQuery &row) { found += read(row); });
    found = withFiles(found);
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
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
    m_database.run(QStringLiteral("outbox.remove_files"), {clientId});
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
