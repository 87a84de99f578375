#include "server/operator/commandline.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("hearthd"));
    QCoreApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    return hearth::server::runCommandLine(QCoreApplication::arguments());
}
