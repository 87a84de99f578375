#pragma once

#include <QString>

namespace hearth::protocol {

//! docs/protocol.md, made from the catalogue.
[[nodiscard]] QString protocolMarkdown();

} // namespace hearth::protocol
