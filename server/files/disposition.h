#pragma once

#include <QByteArray>
#include <QString>

namespace hearth::server {

//! A Content-Disposition by which a browser saves and never shows (RFC 6266), whatever the name holds.
[[nodiscard]] QByteArray attachment(const QString &name);

} // namespace hearth::server
