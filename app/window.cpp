#include "app/window.h"

#include "app/viewmodels/appviewmodel.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QQmlNetworkAccessManagerFactory>

namespace hearth::app {

namespace {

//! A reply that has failed before it begins.
class DeniedReply final : public QNetworkReply
{
public:
    DeniedReply(const QNetworkRequest &request, QNetworkAccessManager::Operation operation, QObject *parent)
        : QNetworkReply(parent)
    {
        setRequest(request);
        setUrl(request.url());
        setOperation(operation);
        setError(ContentAccessDenied, QStringLiteral("the window makes no requests"));
        setFinished(true);
        open(ReadOnly);
        QMetaObject::invokeMethod(this, &QNetworkReply::finished, Qt::QueuedConnection);
    }
    void abort() override {}
    qint64 readData(char *, qint64) override { return -1; }
};

class DenyingManager final : public QNetworkAccessManager
{
public:
    using QNetworkAccessManager::QNetworkAccessManager;

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *) override
    {
        return new DeniedReply(request, operation, this);
    }
};

class DenyingFactory final : public QQmlNetworkAccessManagerFactory
{
public:
    QNetworkAccessManager *create(QObject *parent) override { return new DenyingManager(parent); }
};

} // namespace

bool loadWindow(QQmlApplicationEngine &engine, AppViewModel &app)
{
    static DenyingFactory factory; // outlives every engine: the engine does not own it
    engine.setNetworkAccessManagerFactory(&factory);
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.setInitialProperties({{QStringLiteral("app"), QVariant::fromValue(&app)}});
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Hearth/Shell/Main.qml")));
    return !engine.rootObjects().isEmpty();
}

} // namespace hearth::app
