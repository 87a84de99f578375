#pragma once

#include <QByteArray>

namespace hearth::server {

//! A value of a channel before it is stored.
struct NewPoint
{
    qint64 at = 0;   //!< ms since 1970
    QByteArray json; //!< compact, any value
    bool operator==(const NewPoint &) const = default;
};

//! A value of a channel.
struct Point
{
    qint64 id = 0; //!< higher than that of every point stored earlier, in whatever channel
    qint64 at = 0; //!< ms since 1970, as its sender says
    QByteArray json;
    bool operator==(const Point &) const = default;
};

} // namespace hearth::server
