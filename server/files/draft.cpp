#include "server/files/draft.h"

#include "shared/base/filetype.h"

#include <QFile>

#include <array>

#include <fcntl.h>
#include <unistd.h>

namespace hearth::server {

namespace {

constexpr qsizetype copyBytes = 256 * 1024;

Error cannotStore()
{
    return diskError(QStringLiteral("cannot store a file"));
}

Error lost()
{
    return {ErrorCode::Conflict, QStringLiteral("a part of this upload is lost; begin anew")};
}

} // namespace

Result<std::shared_ptr<Draft>> Draft::open(const QString &path, qint64 offset)
{
    Descriptor file = openFile(path, offset == 0 ? O_RDWR | O_CREAT | O_TRUNC : O_RDWR);
    if (!file.isOpen())
        return cannotStore();
    std::shared_ptr<Draft> draft(new Draft(std::move(file)));
    if (const auto read = draft->readBefore(offset); !read)
        return read.error();
    if (::ftruncate(draft->m_file.number(), offset) != 0)
        return cannotStore();
    return draft;
}

Result<Done> Draft::readBefore(qint64 offset)
{
    std::array<char, 64 * 1024> buffer{};
    while (m_size < offset) {
        const auto wanted = std::min<qint64>(offset - m_size, qint64(buffer.size()));
        const auto got = ::read(m_file.number(), buffer.data(), std::size_t(wanted));
        if (got < 0)
            return cannotStore();
        if (got == 0)
            return lost();
        look(QByteArrayView(buffer.data(), got));
    }
    return Done{};
}

void Draft::look(QByteArrayView bytes)
{
    m_hash.addData(bytes);
    if (m_first.size() < typeBytes)
        m_first.append(bytes.first(std::min(bytes.size(), typeBytes - m_first.size())));
    m_size += bytes.size();
}

Result<Done> Draft::append(const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const auto written = ::write(m_file.number(), bytes.constData() + at, std::size_t(bytes.size() - at));
        if (written < 0 && errno != EINTR)
            return cannotStore();
        at += std::max<qsizetype>(written, 0);
    }
    look(bytes);
    return Done{};
}

Result<qint64> Draft::sync()
{
    if (::fdatasync(m_file.number()) != 0)
        return cannotStore();
    return m_size;
}

Result<Content> Draft::finish()
{
    if (::fsync(m_file.number()) != 0)
        return cannotStore();
    return Content{QString::fromLatin1(m_hash.result().toHex()), m_size, typeOf(m_first)};
}

Result<Content> Draft::finishCopy(const QString &path) const
{
    Draft copy(openFile(path, O_WRONLY | O_CREAT | O_EXCL));
    if (!copy.m_file.isOpen())
        return cannotStore();
    const auto copied = copyInto(copy);
    auto content = copied ? copy.finish() : copied.error();
    if (content && content->hash != QLatin1String(m_hash.result().toHex()))
        content = Error(
            ErrorCode::Conflict, QStringLiteral("this upload was written to twice at once; begin anew"));
    if (!content)
        QFile::remove(path);
    return content;
}

Result<Done> Draft::copyInto(Draft &copy) const
{
    QByteArray piece(copyBytes, Qt::Uninitialized);
    for (qint64 at = 0; at < m_size;) {
        const auto got = ::pread(m_file.number(), piece.data(), std::size_t(piece.size()), at);
        if (got <= 0)
            return got < 0 ? cannotStore() : lost();
        if (auto appended = copy.append(piece.first(got)); !appended)
            return appended;
        at += got;
    }
    return Done{};
}

} // namespace hearth::server
