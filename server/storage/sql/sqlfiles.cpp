#include "server/storage/sql/sqlfiles.h"

#include "server/storage/sql/messagerows.h"
#include "server/storage/sql/statements.h"

namespace hearth::server {

protocol::File fileFrom(const Rows &rows)
{
    protocol::File file{rows.text(0), rows.text(1), rows.number(2), rows.text(3), rows.numberOrNothing(4),
        rows.numberOrNothing(5)};
    if (rows.flag(6))
        file.thumbnail = true;
    return file;
}

Result<protocol::File> SqlFiles::add(const NewFile &file)
{
    const Blob &blob = file.blob;
    const auto kept = m_statements.change(
        "addBlob", blob.hash, blob.size, blob.type, blob.width, blob.height, blob.hasThumbnail);
    if (!kept)
        return kept.error();
    const auto added = m_statements.change(
        "addFile", file.id, file.roomId, file.userId, blob.hash, file.name, blob.size, file.createdAt);
    if (!added)
        return added.error();
    const auto record = this->file(file.id);
    return record ? Result(record->file) : record.error();
}

Result<FileRecord> SqlFiles::file(const QString &fileId)
{
    auto rows = m_statements.run("fileById", fileId);
    if (!rows)
        return rows.error();
    if (rows->next())
        return FileRecord{fileFrom(*rows), rows->text(7), rows->text(8), rows->text(9), !rows->isNull(10)};
    const auto end = rows->end();
    return end ? Error(ErrorCode::NotFound) : end.error();
}

Result<qint64> SqlFiles::usedBy(const QString &userId)
{
    return m_statements.number("bytesOf", userId);
}

Result<Done> SqlFiles::addUpload(const Upload &upload)
{
    return m_statements.change("addUpload", upload.id, upload.roomId, upload.userId, upload.name, upload.size,
        upload.offset, upload.createdAt);
}

Result<Upload> SqlFiles::upload(const QString &uploadId)
{
    auto rows = m_statements.run("uploadById", uploadId);
    if (!rows)
        return rows.error();
    if (rows->next())
        return Upload{rows->text(0), rows->text(1), rows->text(2), rows->text(3), rows->number(4),
            rows->number(5), rows->number(6)};
    const auto end = rows->end();
    return end ? Error(ErrorCode::NotFound) : end.error();
}

Result<Done> SqlFiles::setOffset(const QString &uploadId, qint64 offset)
{
    return m_statements.change("setOffset", uploadId, offset);
}

Result<Done> SqlFiles::removeUpload(const QString &uploadId)
{
    return m_statements.change("removeUpload", uploadId);
}

Result<QStringList> SqlFiles::uploads()
{
    return textsOf(m_statements.run("uploadIds"));
}

Result<qint64> SqlFiles::uploadCount(const QString &userId)
{
    return m_statements.number("uploadCount", userId);
}

Result<QStringList> SqlFiles::expire(qint64 before)
{
    if (const auto expired = m_statements.change("expireFiles", before); !expired)
        return expired.error();
    return textsOf(m_statements.run("expireUploads", before));
}

Result<QStringList> SqlFiles::unusedBlobs()
{
    return textsOf(m_statements.run("unusedBlobs"));
}

Result<bool> SqlFiles::forgetBlob(const QString &hash)
{
    const auto rows = m_statements.run("forgetBlob", hash);
    return rows ? Result(rows->affected() > 0) : rows.error();
}

Result<bool> SqlFiles::hasBlob(const QString &hash)
{
    const auto count = m_statements.number("hasBlob", hash);
    return count ? Result(*count > 0) : count.error();
}

Result<QList<Blob>> SqlFiles::blobs(const QString &after)
{
    return listOf(m_statements.run("blobsAfter", after), [](const Rows &row) {
        return Blob{row.text(0), row.number(1), row.text(2), row.numberOrNothing(3), row.numberOrNothing(4),
            row.flag(5)};
    });
}

} // namespace hearth::server
