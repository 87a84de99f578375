#include "server/net/dispatcher.h"
#include "server/operator/commandline.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication::setEventDispatcher(new hearth::server::Dispatcher); // Qt's from then on
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("hearthd"));
    QCoreApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    return hearth::server::runCommandLine(QCoreApplication::arguments());
}
