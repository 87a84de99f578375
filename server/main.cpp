#include "server/config/configfile.h"
#include "server/config/configuration.h"
#include "server/server/serve.h"
#include "shared/protocol/documentation.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QProcessEnvironment>

#include <cstdio>

using namespace hearth;
using namespace hearth::server;

namespace {

int refuse(const QString &line)
{
    std::fprintf(stderr, "hearthd: %s\n", qUtf8Printable(line));
    return 2;
}

int print(const QString &text)
{
    std::fputs(qUtf8Printable(text), stdout);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("hearthd"));
    QCoreApplication::setApplicationVersion(QStringLiteral("0.1.0"));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("The server of Hearth: team chat for a local network.\n"
                       "Each option can also be set in the environment, --allow-plain as HEARTH_ALLOW_PLAIN, "
                       "and in the file of\n"
                       "--config, --limits-page-size as page_size under [limits].\n"
                       "`hearthd config` prints the configuration as such a file, `hearthd protocol` the "
                       "description of the wire."));
    parser.addHelpOption();
    parser.addVersionOption();
    addOptions(parser);
    if (!parser.parse(QCoreApplication::arguments()))
        return refuse(parser.errorText() + QStringLiteral(" See --help."));
    if (parser.isSet(QStringLiteral("help")))
        parser.showHelp();
    if (parser.isSet(QStringLiteral("version")))
        parser.showVersion();
    const QStringList words = parser.positionalArguments();
    if (words == QStringList{QStringLiteral("protocol")})
        return print(protocol::protocolMarkdown());
    const auto settings = settingsFrom(parser, QProcessEnvironment::systemEnvironment());
    if (!settings)
        return refuse(settings.error().message);
    if (words == QStringList{QStringLiteral("config")})
        return print(configFileOf(*settings));
    if (!words.isEmpty())
        return refuse(QStringLiteral("there is no command '%1'. See --help.").arg(words.first()));
    return serve(*settings);
}
