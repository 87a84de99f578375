#pragma once

#include <QString>

class QQmlApplicationEngine;

namespace hearth::app {

class AppViewModel;

//! Waits until what there is to see is there, puts pictures of the window into the folder, and ends the
//! program.
void takeScreenshots(QQmlApplicationEngine &engine, AppViewModel &app, const QString &folder);

} // namespace hearth::app
