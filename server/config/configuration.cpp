#include "server/config/configuration.h"

#include "server/config/configfile.h"
#include "server/config/options.h"

#include <QCommandLineParser>
#include <QProcessEnvironment>
#include <QStandardPaths>

namespace hearth::server {

namespace {

QString configVariable()
{
    return QStringLiteral("HEARTH_CONFIG");
}

//! As given, with the name under which it was given.
struct Given
{
    QString name;
    QString value;
};

std::optional<Given> givenFor(const QString &argument, const QString &variable,
    const QCommandLineParser &parser, const QProcessEnvironment &environment)
{
    if (parser.isSet(argument))
        return Given{QStringLiteral("--") + argument, parser.value(argument)};
    if (environment.contains(variable))
        return Given{variable, environment.value(variable)};
    return std::nullopt;
}

} // namespace

QString Settings::folder() const
{
    return dataFolder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                : dataFolder;
}

void addOptions(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("config"),
        QStringLiteral("a TOML file with any of the options below; `hearthd config` prints one"),
        QStringLiteral("FILE")});
    const Settings defaults;
    for (const Option &option : options()) {
        const QString value = option.get(defaults);
        parser.addOption({option.argument(),
            value.isEmpty() ? option.doc : QStringLiteral("%1 (%2)").arg(option.doc, value), option.value});
    }
}

Result<Settings> settingsFrom(
    const QCommandLineParser &parser, const QProcessEnvironment &environment, Settings defaults)
{
    Settings settings = std::move(defaults);
    if (const auto file = givenFor(QStringLiteral("config"), configVariable(), parser, environment)) {
        if (const auto done = readConfigFile(file->value, settings); !done)
            return done.error();
    }
    for (const Option &option : options()) {
        const auto given =
            givenFor(option.argument(), QString::fromLatin1(option.variable()), parser, environment);
        if (!given)
            continue;
        if (const auto done = option.set(settings, given->value); !done)
            return Error(done.error().code, QStringLiteral("%1 %2").arg(given->name, done.error().message));
    }
    return settings;
}

} // namespace hearth::server
