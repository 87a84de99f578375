#include "server/server/filecheck.h"

#include "server/files/blobs.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace hearth::server {

namespace {

//! Runs `look(blob)` for each content that the database knows.
template <class Look>
Result<Done> eachBlob(Database &db, Look look)
{
    QString after;
    for (;;) {
        const auto page = db.files().blobs(after);
        if (!page)
            return page.error();
        if (page->isEmpty())
            return Done{};
        for (const Blob &blob : *page)
            look(blob);
        after = page->last().hash;
    }
}

} // namespace

Result<QStringList> fileFaults(Database &db, const DataFolder &folder)
{
    const Blobs blobs(folder.filesFolder(db));
    QStringList faults;
    const auto looked = eachBlob(db, [&](const Blob &blob) {
        const QFileInfo file(blobs.content(blob.hash));
        if (!file.exists())
            faults += QStringLiteral("the content %1 is missing").arg(blob.hash);
        else if (file.size() != blob.size)
            faults += QStringLiteral("the content %1 has %2 of %3 bytes")
                          .arg(blob.hash, QString::number(file.size()), QString::number(blob.size));
    });
    return looked ? Result(faults) : looked.error();
}

Result<Done> sweepDrafts(Database &db, const DataFolder &folder, qint64 ageMs)
{
    const QDateTime before = QDateTime::currentDateTimeUtc().addMSecs(-ageMs);
    const Blobs blobs(folder.filesFolder(db));
    const auto uploads = db.files().uploads();
    if (!uploads)
        return uploads.error();
    for (const QString &id : blobs.drafts()) {
        const bool isOld = ageMs == 0 || QFileInfo(blobs.draft(id)).lastModified() < before;
        // Its age is the content's, and whether a row needs it is for a turn to say: orphanedContents().
        if (!Blobs::hashOfAside(id).isEmpty())
            (void)blobs.putBack(id); // it stays where that fails
        else if (!uploads->contains(id) && isOld)
            blobs.removeDraft(id);
    }
    return Done{};
}

Result<QStringList> orphanedContents(Database &db, const DataFolder &folder)
{
    if (folder.hasDatabaseAside())
        return QStringList();
    const Blobs blobs(folder.filesFolder(db));
    QSet<QString> known;
    if (const auto looked = eachBlob(db, [&known](const Blob &blob) { known.insert(blob.hash); }); !looked)
        return looked.error();
    QStringList orphans = blobs.hashes();
    orphans.removeIf([&known](const QString &hash) { return known.contains(hash); });
    return orphans;
}

} // namespace hearth::server
