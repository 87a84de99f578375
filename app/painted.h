#pragma once

class QQuickWindow;

namespace hearth::app {

//! Prints `history painted` to stdout once a frame with messages in it has been shown, for whoever measures
//! from outside how long that takes.
void reportPainted(QQuickWindow *window);

} // namespace hearth::app
