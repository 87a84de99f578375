#include "app/platform/fonts.h"

#include <QDir>
#include <QFont>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTextStream>
#include <QTimer>

namespace {

bool play(QObject *scenes, const QDir &target, const QString &wanted)
{
    auto *window = scenes->property("window").value<QQuickWindow *>();
    const QStringList names = scenes->property("names").toStringList();
    for (const QString &name : names) {
        if (!name.startsWith(wanted))
            continue;
        QMetaObject::invokeMethod(scenes, "play", Q_ARG(QVariant, name));
        QEventLoop settle;
        QTimer::singleShot(450, &settle, &QEventLoop::quit);
        settle.exec();
        if (!window->grabWindow().save(target.filePath(name + QStringLiteral(".png"))))
            return false;
    }
    return true;
}

} // namespace

//! Plays every scene of Scenes.qml and ChartScenes.qml, or those whose names begin so, and saves what it
//! looks like.
int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    QGuiApplication::setFont(QFont(QStringLiteral("Inter"), 10));
    hearth::app::chooseFonts();
    if (argc < 2) {
        QTextStream(stderr) << "usage: hearth-scenes DIR [NAME]\n";
        return 2;
    }
    const QDir target(QString::fromLocal8Bit(argv[1]));
    target.mkpath(QStringLiteral("."));

    QQmlApplicationEngine engine;
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    const QString wanted = app.arguments().value(2);
    for (const char *file : {"Scenes", "ChartScenes"}) {
        engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Hearth/Scenes/%1.qml").arg(QLatin1String(file))));
        if (engine.rootObjects().isEmpty() || !play(engine.rootObjects().constLast(), target, wanted))
            return 1;
    }
    return 0;
}
