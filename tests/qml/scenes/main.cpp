#include "app/platform/fonts.h"

#include <QDir>
#include <QFont>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTextStream>
#include <QTimer>

//! Plays every scene of Scenes.qml and saves what it looks like.
int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    QGuiApplication::setFont(QFont(QStringLiteral("Inter"), 10));
    hearth::app::chooseFonts();
    if (argc < 2) {
        QTextStream(stderr) << "usage: hearth-scenes DIR\n";
        return 2;
    }
    const QDir target(QString::fromLocal8Bit(argv[1]));
    target.mkpath(QStringLiteral("."));

    QQmlApplicationEngine engine;
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Hearth/Scenes/Scenes.qml")));
    if (engine.rootObjects().isEmpty())
        return 1;
    QObject *scenes = engine.rootObjects().constFirst();
    auto *window = scenes->property("window").value<QQuickWindow *>();
    const QStringList names = scenes->property("names").toStringList();
    for (const QString &name : names) {
        QMetaObject::invokeMethod(scenes, "play", Q_ARG(QVariant, name));
        QEventLoop settle;
        QTimer::singleShot(450, &settle, &QEventLoop::quit);
        settle.exec();
        window->grabWindow().save(target.filePath(name + QStringLiteral(".png")));
    }
    return 0;
}
