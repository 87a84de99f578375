#pragma once

#include <QString>

namespace hearth::app {

//! Without OpenGL Qt Quick aborts, and with a slow software OpenGL it wastes memory and time. Tries a context
//! and sets Qt Quick's own software backend where it fails. Before the first window; returns what was chosen.
QString chooseRenderer();

} // namespace hearth::app
