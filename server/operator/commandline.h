#pragma once

#include <QStringList>

namespace hearth::server {

//! What hearthd does with its arguments: the server, a command of the operator, help. The program's exit
//! code: 2, after one line on stderr, for arguments that mean nothing, 1 for a command that failed.
[[nodiscard]] int runCommandLine(const QStringList &arguments);

} // namespace hearth::server
