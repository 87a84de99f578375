#include "app/options.h"
#include "app/painted.h"
#include "app/platform/fonts.h"
#include "app/platform/platform.h"
#include "app/platform/renderer.h"
#include "app/platform/windowplace.h"
#include "app/screenshots.h"
#include "app/viewmodels/appviewmodel.h"
#include "app/window.h"

#include <QApplication>
#include <QQuickWindow>
#include <QStyleHints>
#include <QTextStream>

using namespace hearth::app;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("hearth"));
    QApplication::setApplicationDisplayName(QStringLiteral("Hearth"));
    QApplication::setApplicationVersion(QStringLiteral(HEARTH_VERSION));

    // Our own caret blinks (qml/controls/Caret.qml); Qt's would go on for ever, and draws a frame even where
    // unseen.
    QGuiApplication::styleHints()->setCursorFlashTime(0);

    const auto options = parseOptions(QApplication::arguments());
    if (!options) {
        QTextStream(stderr) << "hearth: " << options.error().message << '\n';
        return 2;
    }
    chooseRenderer();
    chooseFonts();

    Platform platform(options->data);
    platform.maxConnectAttempts = options->maxAttempts;
    AppViewModel app(platform);
    if (options->wall)
        app.setWall(*options->wall);
    QQmlApplicationEngine engine;
    if (options->signIn)
        app.signInWith(*options->signIn, false);
    else
        app.start();
    if (!loadWindow(engine, app)) {
        QTextStream(stderr) << "hearth: the window cannot be loaded\n";
        return 1;
    }
    WindowPlace place(platform.paths.windowFile());
    if (auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().value(0))) {
        place.attach(window);
        QObject::connect(&app, &AppViewModel::raiseRequested, window, [window] {
            window->show();
            window->raise();
            window->requestActivate();
        });
        if (options->reportPainted)
            reportPainted(window);
    }
    if (!options->screenshots.isEmpty())
        takeScreenshots(engine, app, options->screenshots);
    return QApplication::exec();
}
