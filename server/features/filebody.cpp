#include "server/features/filebody.h"

#include <algorithm>

#include <unistd.h>

namespace hearth::server {

namespace {

Result<QByteArray> readPiece(const Descriptor &file, const ByteRange &range)
{
    QByteArray piece(range.size, Qt::Uninitialized);
    const auto got = ::pread(file.number(), piece.data(), std::size_t(piece.size()), range.first);
    // The end before the end: the file was cut short.
    if (got <= 0)
        return diskError(QStringLiteral("cannot read a file"));
    piece.truncate(got);
    return piece;
}

} // namespace

FileBody::FileBody(Workers &reading, Descriptor file, const ByteRange &range)
    : m_reading(reading), m_file(std::make_shared<const Descriptor>(std::move(file))), m_left(range)
{}

void FileBody::begin(BodyWriter &writer)
{
    m_writer = &writer;
    drained();
}

void FileBody::drained()
{
    if (m_left.size == 0)
        return m_writer->end();
    if (std::exchange(m_isReading, true))
        return;
    const ByteRange next{m_left.first, std::min(m_left.size, pieceBytes)};
    m_reading.run<QByteArray>(
        this, [file = m_file, next] { return readPiece(*file, next); },
        [this](const Result<QByteArray> &piece) { send(piece); });
}

void FileBody::send(const Result<QByteArray> &piece)
{
    m_isReading = false;
    if (!piece)
        return m_writer->fail();
    m_left.first += piece->size();
    m_left.size -= piece->size();
    m_writer->write(*piece);
}

} // namespace hearth::server
