#include "server/files/blobs.h"

#include "server/files/disk.h"
#include "shared/base/ids.h"

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
const QLatin1String asideMark(".aside-");
const QLatin1String mendEnd(".mend");
constexpr qsizetype hashLength = 64;
const QString cannotStore = QStringLiteral("cannot store a file");

QString below(const QString &folder, const QString &name)
{
    return folder + QLatin1Char('/') + name;
}

QString folderOf(const QString &path)
{
    return path.left(path.lastIndexOf(QLatin1Char('/')));
}

//! By open(), which a file server is asked for: what it said of the name before may be some seconds old.
bool isThere(const QString &path)
{
    return openFile(path, O_RDONLY).isOpen();
}

//! Gives a file one more name, unless that is a file's already.
Result<Done> linkInto(const QString &from, const QString &to)
{
    if (::link(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0 ||
        errno == EEXIST)
        return Done{};
    return diskError(cannotStore);
}

//! The same also where there is one, which loses that name.
Result<Done> linkOver(const QString &from, const QString &to)
{
    const QString second = from + mendEnd;
    if (auto linked = linkInto(from, second); !linked)
        return linked;
    const bool isDone =
        ::rename(QFile::encodeName(second).constData(), QFile::encodeName(to).constData()) == 0;
    Result<Done> done = isDone ? Result<Done>(Done{}) : diskError(cannotStore);
    QFile::remove(second);
    return done;
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
    return text.size() == hashLength && std::ranges::all_of(text, [](QChar c) {
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
    return placeOf(hash);
}

QString Blobs::thumbnail(const QString &hash) const
{
    return content(hash) + thumbnailEnd;
}

//! Of a hash, or of that and the thumbnails' end.
QString Blobs::placeOf(const QString &name) const
{
    return below(m_folder, name.left(2) + QLatin1Char('/') + name.mid(2));
}

Result<Done> Blobs::makeFolderOf(const QString &path) const
{
    return makeFolder(folderOf(path));
}

Result<Done> Blobs::makeThumbnail(const QString &draftId, const QByteArray &bytes) const
{
    // What was there may have become a thumbnail that is shown: its bytes stay as they are.
    const QString path = draft(draftId + thumbnailEnd);
    QFile::remove(path);
    const Descriptor file = openFile(path, O_WRONLY | O_CREAT | O_EXCL);
    if (file.isOpen() &&
        ::write(file.number(), bytes.constData(), std::size_t(bytes.size())) == bytes.size() &&
        ::fsync(file.number()) == 0)
        return Done{};
    const Error error = diskError(QStringLiteral("cannot store a thumbnail"));
    QFile::remove(path);
    return error;
}

Result<Done> Blobs::keep(const QString &draftId, const QString &hash, qint64 size) const
{
    const QString path = content(hash);
    if (auto made = makeFolderOf(path); !made)
        return made;
    if (QFileInfo::exists(draft(draftId + thumbnailEnd))) {
        if (auto linked = linkInto(draft(draftId + thumbnailEnd), thumbnail(hash)); !linked)
            return linked;
    }
    if (auto linked = linkInto(draft(draftId), path); !linked)
        return linked;
    // A content that was cut short, by hand or by a broken disk, is mended by the next who sends it.
    if (QFileInfo(path).size() != size) {
        if (auto mended = linkOver(draft(draftId), path); !mended)
            return mended;
    }
    return syncFolder(folderOf(path));
}

bool Blobs::has(const QString &hash) const
{
    return isThere(content(hash));
}

bool Blobs::hasThumbnail(const QString &hash) const
{
    return isThere(thumbnail(hash));
}

QStringList Blobs::setAside(const QString &hash) const
{
    const QString mark = asideMark + newId(IdKind::Upload);
    QStringList asides;
    for (const QString &name : {hash, hash + thumbnailEnd}) {
        const QString aside = name + mark;
        if (::rename(QFile::encodeName(placeOf(name)).constData(),
                QFile::encodeName(draft(aside)).constData()) == 0)
            asides += aside;
    }
    return asides;
}

Result<Done> Blobs::putBack(const QString &aside) const
{
    Q_ASSERT(!hashOfAside(aside).isEmpty());
    const QString path = placeOf(aside.left(aside.indexOf(asideMark)));
    if (auto linked = linkInto(draft(aside), path); !linked)
        return linked;
    auto synced = syncFolder(folderOf(path));
    if (synced)
        removeDraft(aside);
    return synced;
}

QString Blobs::hashOfAside(const QString &draftId)
{
    const QString hash = draftId.left(hashLength);
    return draftId.contains(asideMark) && isHash(hash) ? hash : QString();
}

void Blobs::removeDraft(const QString &id) const
{
    QFile::remove(draft(id + thumbnailEnd));
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
