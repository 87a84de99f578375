#pragma once

#include <QByteArray>
#include <QSize>
#include <QString>

namespace hearth::server {

//! What one needs to show a picture before it is there.
struct Picture
{
    QSize size;           //!< as it is shown; not valid where it is none, or not to be trusted
    QByteArray thumbnail; //!< JPEG or PNG; empty where there is none
};

inline constexpr int thumbnailSide = 640;               //!< at most, in pixels
inline constexpr int maxPictureSide = 1'000'000;        //!< of a picture that has a size at all
inline constexpr qint64 thumbnailOfPixels = 50'000'000; //!< of more there is no thumbnail

//! Reads the file with the decoder of `type` (one of the four image types) and no other. Blocks for up to
//! some seconds. A decoder may hold at most 32 MiB of pixels: of a hostile file it is the head that is read,
//! not what it promises.
[[nodiscard]] Picture pictureOf(const QString &path, const QByteArray &type);

} // namespace hearth::server
