#include "app/sync/shelf.h"

#include "shared/base/filename.h"
#include "shared/base/filetype.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QPointer>
#include <QStandardPaths>

namespace hearth::app {

namespace {

constexpr int maxNames = 1'000;

//! An id comes from the server: as a name in a folder it must be no way out of it.
bool isPlain(const QString &id)
{
    return !id.isEmpty() && id.size() <= 64 && std::ranges::all_of(id, [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'-');
    });
}

bool isPicture(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && typeOf(file.peek(typeBytes)).startsWith("image/");
}

//! `a.txt`, `a (2).txt`, …; empty where all are taken.
QString freePath(const QString &folder, const QString &name)
{
    const qsizetype dot = name.lastIndexOf(QLatin1Char('.'));
    const QString stem = dot > 0 ? name.left(dot) : name;
    const QString ending = dot > 0 ? name.mid(dot) : QString();
    for (int i = 1; i <= maxNames; ++i) {
        const QString number = i == 1 ? QString() : QStringLiteral(" (%1)").arg(i);
        QString path = folder + QLatin1Char('/') + stem + number + ending;
        if (!QFileInfo::exists(path) && !QFileInfo::exists(path + QStringLiteral(".part")))
            return path;
    }
    return {};
}

} // namespace

Shelf::Shelf(RestClient &rest, QString folder, QObject *parent)
    : QObject(parent)
    , m_rest(rest)
    , m_folder(std::move(folder))
    , m_downloads(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation))
{}

QString Shelf::pathOf(const QString &name) const
{
    return m_folder + QLatin1Char('/') + name;
}

QUrl Shelf::thumbnail(const protocol::File &file)
{
    if (!file.thumbnail.value_or(false) || !isPlain(file.id))
        return {};
    const QString name = file.id + QStringLiteral("-small");
    if (QFileInfo::exists(pathOf(name)))
        return QUrl::fromLocalFile(pathOf(name));
    if (!m_fetching.contains(name)) {
        fetchPicture(QStringLiteral("/api/files/%1/thumbnail").arg(file.id), name, thumbnailBytes,
            [this, id = file.id](const Result<Done> &fetched) {
                if (fetched)
                    Q_EMIT changed(id);
            });
    }
    return {};
}

void Shelf::open(const protocol::File &file)
{
    if (!isPlain(file.id) || !file.type.startsWith(QLatin1String("image/")))
        return;
    const QString path = pathOf(file.id);
    if (QFileInfo::exists(path))
        return Q_EMIT opened(file.id, QUrl::fromLocalFile(path));
    m_fetching.remove(file.id);
    fetchPicture(QStringLiteral("/api/files/") + file.id, file.id, pictureBytes,
        [this, id = file.id, path](const Result<Done> &fetched) {
            if (fetched)
                Q_EMIT opened(id, QUrl::fromLocalFile(path));
            else
                Q_EMIT failed(id, fetched.error().message);
        });
}

void Shelf::fetchPicture(
    const QString &path, const QString &name, qint64 most, std::function<void(Result<Done>)> done)
{
    m_fetching.insert(name);
    QDir().mkpath(m_folder);
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const auto into = std::make_shared<QFile>(pathOf(name) + QStringLiteral(".part"));
    if (!into->open(QIODevice::WriteOnly | QIODevice::Truncate))
        return done(
            Error(ErrorCode::Unavailable, tr("The picture cannot be kept: %1").arg(into->errorString())));
    m_rest.fetch(path, *into, most, {},
        [self = QPointer(this), into, target = pathOf(name), done = std::move(done)](
            const Result<Done> &fetched) {
            into->close();
            if (!self || !fetched || !isPicture(into->fileName())) {
                into->remove();
                if (self)
                    done(fetched ? Error(ErrorCode::Internal, tr("This is no picture that can be shown."))
                                 : fetched.error());
                return;
            }
            into->rename(target);
            self->makeRoom();
            done(Done{});
        });
}

void Shelf::makeRoom()
{
    qint64 bytes = 0;
    for (const QFileInfo &each : QDir(m_folder).entryInfoList(QDir::Files, QDir::Time)) { // the newest first
        bytes += each.size();
        if (bytes > maxBytes)
            QFile::remove(each.absoluteFilePath());
    }
}

void Shelf::save(const protocol::File &file)
{
    if (!isPlain(file.id) || m_saving.contains(file.id))
        return;
    QDir().mkpath(m_downloads);
    const QString path = freePath(m_downloads, safeFileName(file.name));
    const auto into = std::make_shared<QFile>(path + QStringLiteral(".part"));
    if (path.isEmpty() || !into->open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return Q_EMIT failed(file.id, tr("%1 cannot be saved: %2").arg(file.name, into->errorString()));
    Saving &saving = m_saving[file.id];
    saving.size = file.size;
    saving.cancel = m_rest.fetch(
        QStringLiteral("/api/files/") + file.id, *into, file.size,
        [this, id = file.id](qint64 bytes) {
            if (const auto at = m_saving.find(id); at != m_saving.end()) {
                at->bytes = bytes;
                Q_EMIT changed(id);
            }
        },
        [self = QPointer(this), into, path, file](const Result<Done> &fetched) {
            const bool isWhole = fetched && into->flush() && into->size() == file.size;
            into->close();
            const bool isSaved = isWhole && into->rename(path);
            if (!isSaved)
                into->remove();
            // Given up: nothing is told.
            if (!self || self->m_saving.remove(file.id) == 0)
                return;
            Q_EMIT self->changed(file.id);
            if (isSaved)
                return Q_EMIT self->saved(file.id, path);
            Q_EMIT self->failed(file.id,
                tr("%1 was not saved: %2")
                    .arg(file.name, fetched ? tr("the disk may be full.") : fetched.error().message));
        });
}

void Shelf::cancelSave(const QString &fileId)
{
    const Saving saving = m_saving.take(fileId);
    if (saving.cancel)
        saving.cancel();
    Q_EMIT changed(fileId);
}

double Shelf::progress(const QString &fileId) const
{
    const auto at = m_saving.constFind(fileId);
    if (at == m_saving.constEnd())
        return -1;
    return at->size > 0 ? std::min(1.0, double(at->bytes) / double(at->size)) : 0;
}

} // namespace hearth::app
