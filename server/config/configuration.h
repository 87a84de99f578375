#pragma once

#include "server/config/settings.h"
#include "shared/base/result.h"

class QCommandLineParser;
class QProcessEnvironment;

namespace hearth::server {

//! Adds every option of the table, and --config, to the parser.
void addOptions(QCommandLineParser &parser);

//! The settings in force: the command line goes before the environment, that before the file of --config,
//! that before the default. An error's message is one line that names the option as it was given.
[[nodiscard]] Result<Settings> settingsFrom(
    const QCommandLineParser &parser, const QProcessEnvironment &environment, Settings defaults = {});

} // namespace hearth::server
