#include "server/files/disk.h"

#include <QFile>

#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace hearth::server {

Error diskError(const QString &what, int reason)
{
    if (reason == ENOSPC || reason == EDQUOT)
        return {ErrorCode::Unavailable,
            QStringLiteral("The server's disk is full, and nothing was stored; tell who runs it")};
    return {ErrorCode::Unavailable,
        QStringLiteral("%1: %2").arg(what, QString::fromLocal8Bit(std::strerror(reason)))};
}

Descriptor::~Descriptor()
{
    if (m_number >= 0)
        ::close(m_number);
}

Descriptor openFile(const QString &path, int flags)
{
    return Descriptor(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, 0600));
}

Result<Done> syncFolder(const QString &path)
{
    const Descriptor folder = openFile(path, O_RDONLY | O_DIRECTORY);
    if (!folder.isOpen() || ::fsync(folder.number()) != 0)
        return diskError(QStringLiteral("cannot write %1 to the disk").arg(path));
    return Done{};
}

} // namespace hearth::server
