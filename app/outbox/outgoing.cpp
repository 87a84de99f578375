#include "app/outbox/outgoing.h"

#include "shared/base/filename.h"
#include "shared/base/filetype.h"
#include "shared/base/ids.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QImageReader>

namespace hearth::app {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Outgoing", text);
}

} // namespace

QString Outgoing::newPath() const
{
    QDir().mkpath(m_folder);
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return m_folder + QLatin1Char('/') + newId(IdKind::File);
}

Result<OutgoingFile> Outgoing::described(const QString &copy, const QString &name) const
{
    QFile file(copy);
    if (!file.open(QIODevice::ReadOnly))
        return Error(ErrorCode::Unavailable, tr("%1 cannot be read: %2").arg(name, file.errorString()));
    const QByteArray type = typeOf(file.peek(typeBytes));
    QSize size;
    if (type.startsWith("image/"))
        size = QImageReader(&file, type.mid(6)).size();
    return OutgoingFile{
        copy, safeFileName(name), file.size(), std::max(size.width(), 0), std::max(size.height(), 0)};
}

Result<OutgoingFile> Outgoing::add(const QString &path) const
{
    const QFileInfo info(path);
    const QString name = safeFileName(info.fileName());
    if (!info.isFile())
        return Error(ErrorCode::InvalidRequest, tr("%1 is no file, and cannot be sent.").arg(name));
    if (info.size() > maxBytes)
        return Error(ErrorCode::TooLarge,
            tr("%1 is too large to be sent: at most %2 MiB.").arg(name).arg(maxBytes >> 20));
    QFile file(path);
    const QString copy = newPath();
    if (!file.copy(copy))
        return Error(ErrorCode::Unavailable, tr("%1 cannot be read: %2").arg(name, file.errorString()));
    QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    return described(copy, name);
}

Result<OutgoingFile> Outgoing::add(const QImage &image) const
{
    const QString copy = newPath();
    if (!image.save(copy, "png"))
        return Error(ErrorCode::Unavailable, tr("The picture cannot be kept; is the disk full?"));
    return described(copy, tr("picture.png"));
}

void Outgoing::remove(const OutgoingFile &file) const
{
    if (file.path.startsWith(m_folder + QLatin1Char('/')))
        QFile::remove(file.path);
}

void Outgoing::keepOnly(const QStringList &paths) const
{
    for (const QFileInfo &each : QDir(m_folder).entryInfoList(QDir::Files)) {
        if (!paths.contains(each.absoluteFilePath()))
            QFile::remove(each.absoluteFilePath());
    }
}

} // namespace hearth::app
