#pragma once

#include <QQmlApplicationEngine>

namespace hearth::app {

class AppViewModel;

//! Makes the engine refuse the network (nothing that a peer wrote may ever cause a request) and loads the
//! window, Hearth.Shell's Main, with the view model as its property `app`. False where it cannot be loaded.
[[nodiscard]] bool loadWindow(QQmlApplicationEngine &engine, AppViewModel &app);

} // namespace hearth::app
