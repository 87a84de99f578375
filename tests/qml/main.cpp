#include <QFont>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QtQuickTest>

//! Finds our static modules, which the stock runner cannot load.
class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void applicationAvailable() { QGuiApplication::setFont(QFont(QStringLiteral("Inter"), 10)); }
    void qmlEngineAvailable(QQmlEngine *engine) { engine->addImportPath(QStringLiteral("qrc:/qt/qml")); }
};

QUICK_TEST_MAIN_WITH_SETUP(hearth, Setup)

#include "main.moc"
