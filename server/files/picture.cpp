#include "server/files/picture.h"

#include <QBuffer>
#include <QImageReader>

#include <algorithm>

namespace hearth::server {

namespace {

constexpr int decoderMiB = 32;
constexpr int jpegQuality = 82;

//! The name of Qt's decoder, for the four that may read what a peer sent; empty for any other.
QByteArray formatOf(const QByteArray &type)
{
    static const QList<QByteArray> formats{"png", "jpeg", "gif", "webp"};
    const QByteArray format = type.mid(6);
    return type.startsWith("image/") && formats.contains(format) ? format : QByteArray();
}

QByteArray encoded(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const bool isDone =
        image.hasAlphaChannel() ? image.save(&buffer, "png") : image.save(&buffer, "jpeg", jpegQuality);
    return isDone ? bytes : QByteArray();
}

} // namespace

Picture pictureOf(const QString &path, const QByteArray &type)
{
    const QByteArray format = formatOf(type);
    if (format.isEmpty() || !QImageReader::supportedImageFormats().contains(format))
        return {};
    QImageReader::setAllocationLimit(decoderMiB);
    QImageReader reader(path, format);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const QSize stored = reader.size();
    if (stored.isEmpty() || std::max(stored.width(), stored.height()) > maxPictureSide)
        return {};
    const bool isTurned = reader.transformation() & QImageIOHandler::TransformationRotate90;
    Picture picture{isTurned ? stored.transposed() : stored, {}};
    if (qint64(stored.width()) * stored.height() > thumbnailOfPixels)
        return picture;
    // Before it is turned. JPEG's decoder makes use of it, and needs a fraction of the memory.
    const QSize box(thumbnailSide, thumbnailSide);
    if (stored.width() > thumbnailSide || stored.height() > thumbnailSide)
        reader.setScaledSize(stored.scaled(box, Qt::KeepAspectRatio).expandedTo({1, 1}));
    const QImage image = reader.read();
    if (!image.isNull())
        picture.thumbnail = encoded(image);
    return picture;
}

} // namespace hearth::server
