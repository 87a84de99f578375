#include "server/features/filekeeper.h"

#include "server/features/filecontents.h"
#include "server/features/gate.h"
#include "server/files/picture.h"

#include <QLocale>

namespace hearth::server {

namespace {

QString inWords(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes);
}

//! On the pictures' thread.
Result<Blob> blobOf(const Blobs &blobs, const QString &draftId, const Content &content)
{
    const Picture picture = pictureOf(blobs.draft(draftId), content.type);
    Blob blob{content.hash, content.size, QString::fromLatin1(content.type), {}, {}, false};
    if (picture.size.isValid()) {
        blob.width = picture.size.width();
        blob.height = picture.size.height();
    }
    if (picture.thumbnail.isEmpty())
        return blob;
    if (const auto made = blobs.makeThumbnail(draftId, picture.thumbnail); !made)
        return made.error();
    blob.hasThumbnail = true;
    return blob;
}

} // namespace

Result<Done> checkQuota(qint64 used, qint64 bytes, const Limits &limits)
{
    if (limits.fileQuotaBytes == 0 || used + bytes <= limits.fileQuotaBytes)
        return Done{};
    return Error(ErrorCode::QuotaExceeded,
        QStringLiteral("Your files may take %1 together, and take %2; delete some first")
            .arg(inWords(limits.fileQuotaBytes), inWords(used)));
}

Result<Done> checkFileSize(qint64 bytes, const Limits &limits)
{
    if (limits.fileBytes == 0 || bytes <= limits.fileBytes)
        return Done{};
    return Error(
        ErrorCode::TooLarge, QStringLiteral("A file may have at most %1").arg(inWords(limits.fileBytes)));
}

FileKeeper::FileKeeper(const Services &services, FileDisk &disk, FileCare &care, QObject *parent)
    : QObject(parent), m_services(services), m_disk(disk), m_care(care)
{}

void FileKeeper::keep(
    const QString &draftId, NewFile file, const Content &content, const QString &uploadId, const Reply &reply)
{
    const auto work = std::make_shared<Work>(Work{draftId, std::move(file), uploadId, reply});
    m_disk.pictures.run<Blob>(
        this, [&blobs = m_disk.blobs, draftId, content] { return blobOf(blobs, draftId, content); },
        [this, work](const Result<Blob> &blob) {
            if (!blob)
                return work->reply(blob.error());
            work->file.blob = *blob;
            keepContent(work);
        });
}

void FileKeeper::keepContent(const std::shared_ptr<Work> &work)
{
    const Blob &blob = work->file.blob;
    m_disk.writing.run<Done>(
        this,
        [&blobs = m_disk.blobs, draftId = work->draftId, hash = blob.hash, size = blob.size] {
            return blobs.keep(draftId, hash, size);
        },
        [this, work](const Result<Done> &kept) {
            if (kept)
                return addRow(work);
            m_care.release(work->file.blob.hash);
            work->reply(kept.error());
        });
}

void FileKeeper::addRow(const std::shared_ptr<Work> &work)
{
    using protocol::File;
    m_services.storage.write<File>(
        this,
        [work, &blobs = m_disk.blobs, &limits = m_services.limits](Database &db) -> Result<File> {
            if (const auto may = mayKeep(db, *work, limits); !may)
                return may.error();
            return addFile(db.files(), blobs, work->draftId, work->file);
        },
        [this, work](const Result<File> &added) {
            if (!added) {
                m_care.release(work->file.blob.hash);
                return work->reply(added.error());
            }
            ++m_kept;
            m_keptBytes += quint64(added->size);
            m_disk.removeDraft(work->draftId);
            work->reply(*added);
        });
}

Result<Done> FileKeeper::mayKeep(Database &db, const Work &work, const Limits &limits)
{
    const NewFile &file = work.file;
    if (!work.uploadId.isEmpty()) {
        // Its bytes were counted with the upload. Gone: it was given up or expired meanwhile.
        if (const auto upload = db.files().upload(work.uploadId); !upload)
            return upload.error();
        if (auto removed = db.files().removeUpload(work.uploadId); !removed)
            return removed;
    }
    if (const auto access = pass(db, file.userId, file.roomId, Verb::Act); !access)
        return access.error();
    const auto used = db.files().usedBy(file.userId);
    return used ? checkQuota(*used, file.blob.size, limits) : used.error();
}

} // namespace hearth::server
