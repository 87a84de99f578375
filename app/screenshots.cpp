#include "app/screenshots.h"

#include "app/viewmodels/appviewmodel.h"

#include <QDir>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>

#include <functional>

namespace hearth::app {

namespace {

struct Scene
{
    QString name;
    std::function<void()> arrange;
};

//! Grabs one scene after another, each once it was drawn.
void grab(QQuickWindow *window, const QString &folder, const QList<Scene> &scenes)
{
    if (scenes.isEmpty())
        return QGuiApplication::quit();
    scenes.first().arrange();
    window->update();
    QObject::connect(
        window, &QQuickWindow::frameSwapped, window,
        [=] {
            window->grabWindow().save(QStringLiteral("%1/%2.png").arg(folder, scenes.first().name));
            grab(window, folder, scenes.mid(1));
        },
        Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
}

} // namespace

void takeScreenshots(QQmlApplicationEngine &engine, AppViewModel &app, const QString &folder)
{
    auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().value(0));
    if (!window || !QDir().mkpath(folder))
        return QGuiApplication::exit(1);
    // The page that is up: the conversation that needs one most, or the sign-in.
    const QString page = app.session() ? QStringLiteral("conversation") : QStringLiteral("sign-in");
    const auto scene = [&app, page](const char *theme, SettingsViewModel::Theme wanted) {
        return Scene{page + QLatin1Char('-') + QLatin1String(theme), [&app, wanted] {
                         app.settings()->setTheme(wanted);
                         if (app.session() && wanted == SettingsViewModel::Theme::Dark)
                             app.session()->nextUnread(1);
                     }};
    };
    const QList<Scene> scenes{
        scene("dark", SettingsViewModel::Theme::Dark), scene("light", SettingsViewModel::Theme::Light)};
    const auto begin = [=] { grab(window, folder, scenes); };
    if (app.session())
        QObject::connect(&app, &AppViewModel::ready, window, begin, Qt::SingleShotConnection);
    else
        begin();
}

} // namespace hearth::app
