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
    SettingsViewModel *settings = app.settings();
    const auto theme = [settings](SettingsViewModel::Theme wanted) {
        return [settings, wanted] { settings->setTheme(wanted); };
    };
    const QList<Scene> scenes{{QStringLiteral("dark"), theme(SettingsViewModel::Theme::Dark)},
        {QStringLiteral("light"), theme(SettingsViewModel::Theme::Light)}};
    const auto begin = [=] { grab(window, folder, scenes); };
    if (app.session())
        QObject::connect(&app, &AppViewModel::ready, window, begin, Qt::SingleShotConnection);
    else
        begin();
}

} // namespace hearth::app
