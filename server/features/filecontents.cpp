#include "server/features/filecontents.h"

namespace hearth::server {

Result<protocol::File> addFile(
    FileStore &files, const Blobs &blobs, const QString &draftId, const NewFile &file)
{
    const Blob &blob = file.blob;
    if (!blobs.has(blob.hash) || (blob.hasThumbnail && !blobs.hasThumbnail(blob.hash))) {
        if (const auto kept = blobs.keep(draftId, blob.hash, blob.size); !kept)
            return kept.error();
    }
    return files.add(file);
}

Result<bool> removeContent(FileStore &files, const Blobs &blobs, const QString &hash)
{
    const auto isNeeded = files.hasBlob(hash);
    if (!isNeeded || *isNeeded)
        return isNeeded ? Result(false) : isNeeded.error();
    // PostgreSQL gives the turn of a server that stands still to the next, which adds a row, maybe. The first
    // learns it only when it asks again: what it has taken until then must be there to be put back.
    const QStringList asides = blobs.setAside(hash);
    const auto isNeededNow = files.hasBlob(hash);
    const bool isMine = isNeededNow && !*isNeededNow;
    for (const QString &aside : asides) {
        if (isMine)
            blobs.removeDraft(aside);
        else
            (void)blobs.putBack(aside); // else the next start does
    }
    return isNeededNow ? Result(isMine && !asides.isEmpty()) : isNeededNow.error();
}

} // namespace hearth::server
