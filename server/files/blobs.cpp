#include "server/files/blobs.h"

#include "server/files/disk.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hearth::server {

namespace {

const QLatin1String thumbnailEnd(".thumbnail");

QString below(const QString &folder, const QString &name)
{
    return folder + QLatin1Char('/') + name;
}

QString folderOf(const QString &path)
{
    return path.left(path.lastIndexOf(QLatin1Char('/')));
}

Result<Done> makeFolder(const QString &path)
{
    if (::mkdir(QFile::encodeName(path).constData(), 0700) == 0)
        return syncFolder(folderOf(path));
    return errno == EEXIST ? Result<Done>(Done{})
                           : diskError(QStringLiteral("cannot make the folder %1").arg(path));
}

} // namespace

bool isHash(const QString &text)
{
    return text.size() == 64 && std::ranges::all_of(text, [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    });
}

Result<Done> Blobs::make() const
{
    if (auto made = makeFolder(m_folder); !made)
        return made;
    return makeFolder(below(m_folder, QStringLiteral("drafts")));
}

QString Blobs::draft(const QString &id) const
{
    return m_folder + QStringLiteral("/drafts/") + id;
}

QString Blobs::content(const QString &hash) const
{
    Q_ASSERT(isHash(hash));
    return below(m_folder, hash.left(2) + QLatin1Char('/') + hash.mid(2));
}

QString Blobs::thumbnail(const QString &hash) const
{
    return content(hash) + thumbnailEnd;
}

Result<Done> Blobs::makeFolderOf(const QString &path) const
{
    return makeFolder(folderOf(path));
}

Result<Done> Blobs::keep(const QString &draftId, const QString &hash, qint64 size) const
{
    const QString path = content(hash);
    if (auto made = makeFolderOf(path); !made)
        return made;
    const QByteArray from = QFile::encodeName(draft(draftId));
    const QByteArray to = QFile::encodeName(path);
    if (::link(from.constData(), to.constData()) != 0) {
        if (errno != EEXIST)
            return diskError(QStringLiteral("cannot store a file"));
        // A content that was cut short, by hand or by a broken disk, is mended by the next who sends it.
        if (QFileInfo(path).size() != size && ::rename(from.constData(), to.constData()) != 0)
            return diskError(QStringLiteral("cannot store a file"));
    }
    return syncFolder(folderOf(path));
}

Result<Done> Blobs::keepThumbnail(const QString &hash, const QByteArray &bytes) const
{
    const QString path = thumbnail(hash);
    if (auto made = makeFolderOf(path); !made)
        return made;
    // The same picture may be made twice at once, with the same bytes.
    const QString partial = draft(hash + thumbnailEnd);
    const Descriptor file = openFile(partial, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file.isOpen() ||
        ::write(file.number(), bytes.constData(), std::size_t(bytes.size())) != bytes.size() ||
        ::fsync(file.number()) != 0 ||
        ::rename(QFile::encodeName(partial).constData(), QFile::encodeName(path).constData()) != 0) {
        const Error error = diskError(QStringLiteral("cannot store a thumbnail"));
        QFile::remove(partial);
        return error;
    }
    return syncFolder(folderOf(path));
}

bool Blobs::has(const QString &hash) const
{
    return QFileInfo::exists(content(hash));
}

void Blobs::remove(const QString &hash) const
{
    QFile::remove(thumbnail(hash));
    QFile::remove(content(hash));
}

void Blobs::removeDraft(const QString &id) const
{
    QFile::remove(draft(id));
}

QStringList Blobs::hashes() const
{
    QSet<QString> hashes;
    const QDir top(m_folder);
    for (const QString &folder : top.entryList({QStringLiteral("??")}, QDir::Dirs | QDir::NoDotAndDotDot)) {
        for (QString name : QDir(top.filePath(folder)).entryList(QDir::Files)) {
            if (name.endsWith(thumbnailEnd))
                name.chop(thumbnailEnd.size());
            if (isHash(folder + name))
                hashes.insert(folder + name);
        }
    }
    return hashes.values();
}

QStringList Blobs::drafts() const
{
    return QDir(below(m_folder, QStringLiteral("drafts"))).entryList(QDir::Files);
}

} // namespace hearth::server
