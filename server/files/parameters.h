#pragma once

#include <QByteArray>
#include <QHash>

namespace hearth::server {

//! `value; key=text; key="quoted text"`, as Content-Type and Content-Disposition are written. Keys and value
//! in lower case; the first of two like keys. In a quoted text only `\"` and `\\` are escapes: browsers write
//! other backslashes as they are.
struct HeaderValue
{
    QByteArray value;
    QHash<QByteArray, QByteArray> parameters;
};

[[nodiscard]] HeaderValue parseHeaderValue(QByteArrayView text);

} // namespace hearth::server
