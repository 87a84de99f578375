#include "server/operator/commandline.h"

#include "server/config/configuration.h"
#include "server/demo/demo.h"
#include "server/operator/command.h"
#include "server/operator/help.h"
#include "server/server/serve.h"

#include <QCommandLineParser>
#include <QProcessEnvironment>

#include <cstdio>

namespace hearth::server {

namespace {

constexpr int failed = 1;
constexpr int misused = 2;

int refuse(const QString &line, int exitCode)
{
    std::fprintf(stderr, "hearthd: %s\n", qUtf8Printable(line));
    return exitCode;
}

int print(const Outcome &outcome)
{
    std::fputs(qUtf8Printable(outcome.output), stdout);
    return outcome.exitCode;
}

//! The words before the first option of a command's own: where the name is.
QStringList leadingWords(const QStringList &arguments)
{
    QCommandLineParser parser;
    setUp(parser);
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    (void)parser.parse(arguments);
    QStringList words;
    for (const QString &word : parser.positionalArguments()) {
        if (word.startsWith(QLatin1Char('-')))
            break;
        words += word;
    }
    return words;
}

int runCommand(const Command &command, const QCommandLineParser &parser, const Settings &settings)
{
    Call call{settings, parser.positionalArguments(), {}};
    call.words = call.words.mid(command.name.count(QLatin1Char(' ')) + 1);
    const auto expected = command.words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (call.words.size() != expected.size())
        return refuse(
            QStringLiteral("usage: hearthd %1. See hearthd %2 --help.").arg(usageOf(command), command.name),
            misused);
    for (const QCommandLineOption &option : command.options) {
        const QString name = option.names().first();
        if (parser.isSet(name) || !option.defaultValues().isEmpty())
            call.options.insert(name, parser.value(name));
    }
    const auto outcome = command.run(call);
    if (outcome)
        return print(*outcome);
    return refuse(
        outcome.error().message, outcome.error().code == ErrorCode::InvalidRequest ? misused : failed);
}

} // namespace

int runCommandLine(const QStringList &arguments)
{
    const QStringList words = leadingWords(arguments);
    const Command *command = commandNamed(words);
    QCommandLineParser parser;
    setUp(parser);
    if (command)
        parser.addOptions(command->options);
    if (!parser.parse(arguments))
        return refuse(parser.errorText() + QStringLiteral(" See --help."), misused);
    if (parser.isSet(QStringLiteral("version")))
        parser.showVersion();
    if (parser.isSet(QStringLiteral("help")))
        return print({command ? helpOf(*command) : helpOf(words, parser)});
    if (!command && !words.isEmpty())
        return refuse(noSuchCommand(words), misused);
    const bool isDemo = !command && parser.isSet(QStringLiteral("demo"));
    const auto settings =
        settingsFrom(parser, QProcessEnvironment::systemEnvironment(), isDemo ? demoDefaults() : Settings());
    if (!settings)
        return refuse(settings.error().message, misused);
    if (command)
        return runCommand(*command, parser, *settings);
    return isDemo ? serveDemo(*settings) : serve(*settings);
}

} // namespace hearth::server
