#include "app/screenshots.h"

#include "app/sync/accountsession.h"
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

//! Frames until what was arranged has found its place: lists lay out once more after their rows have come.
constexpr int framesToSettle = 5;

//! Calls back once so many frames were drawn.
void afterFrames(QQuickWindow *window, int frames, const std::function<void()> &then)
{
    if (frames == 0)
        return then();
    window->update();
    QObject::connect(
        window, &QQuickWindow::frameSwapped, window, [=] { afterFrames(window, frames - 1, then); },
        Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
}

//! Grabs one scene after another.
void grab(QQuickWindow *window, const QString &folder, const QList<Scene> &scenes)
{
    if (scenes.isEmpty())
        return QGuiApplication::quit();
    scenes.first().arrange();
    afterFrames(window, framesToSettle, [=] {
        window->grabWindow().save(QStringLiteral("%1/%2.png").arg(folder, scenes.first().name));
        grab(window, folder, scenes.mid(1));
    });
}

//! The network goes away, and somebody goes on writing.
void writeOffline(AppViewModel &app)
{
    app.account()->connection().close();
    ConversationViewModel *conversation = app.session()->conversation();
    if (!conversation)
        return;
    for (const char *text :
        {"The access point in hall 2 has just gone dark.", "I go on writing here meanwhile.",
            "Pump 3 is at **2.1 bar** and falling. Please look at it before the next shift."}) {
        conversation->setDraft(QString::fromLatin1(text));
        conversation->send();
    }
}

} // namespace

void takeScreenshots(QQmlApplicationEngine &engine, AppViewModel &app, const QString &folder)
{
    auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().value(0));
    if (!window || !QDir().mkpath(folder))
        return QGuiApplication::exit(1);
    // The page that is up: the conversation that the first start opens, or the sign-in.
    const QString page = app.session() ? QStringLiteral("conversation") : QStringLiteral("sign-in");
    const auto scene = [&app, page](const char *theme, SettingsViewModel::Theme wanted) {
        return Scene{page + QLatin1Char('-') + QLatin1String(theme),
            [&app, wanted] { app.settings()->setTheme(wanted); }};
    };
    QList<Scene> scenes{
        scene("dark", SettingsViewModel::Theme::Dark), scene("light", SettingsViewModel::Theme::Light)};
    if (app.session()) {
        scenes += {QStringLiteral("offline-dark"), [&app] {
                       app.settings()->setTheme(SettingsViewModel::Theme::Dark);
                       writeOffline(app);
                   }};
        scenes += {QStringLiteral("offline-light"),
            [&app] { app.settings()->setTheme(SettingsViewModel::Theme::Light); }};
    }
    const auto begin = [=] { grab(window, folder, scenes); };
    if (app.session())
        QObject::connect(&app, &AppViewModel::ready, window, begin, Qt::SingleShotConnection);
    else
        begin();
}

} // namespace hearth::app
