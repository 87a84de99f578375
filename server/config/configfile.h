#pragma once

#include "server/config/settings.h"
#include "shared/base/result.h"

namespace hearth::server {

//! Sets what the TOML file says, by the keys of options(). An error is one line that names the file, and the
//! line and the key where it can: `FILE:3: limits.page_size takes …`.
[[nodiscard]] Result<Done> readConfigFile(const QString &path, Settings &settings);

//! The settings as such a file, every option with its explanation: readConfigFile() gives them back.
[[nodiscard]] QString configFileOf(const Settings &settings);

} // namespace hearth::server
