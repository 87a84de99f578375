#pragma once

#include <QtGlobal>

#include <functional>
#include <optional>

namespace hearth::app {

//! How long nobody has touched the machine's keyboard or mouse, whatever program has the focus: asked of the
//! X server (MIT-SCREEN-SAVER), else of GNOME's compositor on the session bus (org.gnome.Mutter.IdleMonitor).
//! `answer` gets ms, or nothing where neither is there; once, now or later, on this thread.
void askMachineIdle(const std::function<void(std::optional<qint64>)> &answer);

} // namespace hearth::app
