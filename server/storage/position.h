#pragma once

#include <QString>

namespace hearth::server {

//! A place in a room's history: by message id, or by seq where id is empty.
struct Position
{
    QString messageId;
    qint64 seq = 0;
};

} // namespace hearth::server
