#include "server/operator/help.h"

#include "server/config/configuration.h"

#include <QCommandLineParser>

namespace hearth::server {

namespace {

//! `  usage` and the explanation beside it, or below where it is long.
QString row(const QString &left, const QString &right)
{
    constexpr int column = 30;
    const QString start = QStringLiteral("  ") + left;
    return start.size() < column
               ? start.leftJustified(column) + right + QLatin1Char('\n')
               : start + QLatin1Char('\n') + QString(column, QLatin1Char(' ')) + right + QLatin1Char('\n');
}

QList<const Command *> beginningWith(const QString &noun)
{
    QList<const Command *> found;
    for (const Command &command : commands()) {
        if (command.name.startsWith(noun + QLatin1Char(' ')))
            found += &command;
    }
    return found;
}

} // namespace

const QList<Command> &commands()
{
    static const QList<Command> all = userCommands() + inviteCommands() + roomCommands() + tokenCommands() +
                                      auditCommands() + backupCommands() + movingCommands() +
                                      documentCommands();
    return all;
}

const Command *commandNamed(const QStringList &words)
{
    for (const Command &command : commands()) {
        const qsizetype length = command.name.count(QLatin1Char(' ')) + 1;
        if (words.size() >= length && words.mid(0, length).join(QLatin1Char(' ')) == command.name)
            return &command;
    }
    return nullptr;
}

void setUp(QCommandLineParser &parser)
{
    QString list;
    for (const Command &command : commands())
        list += row(usageOf(command), command.doc);
    parser.setApplicationDescription(QStringLiteral(
        "The server of Hearth: team chat for a local network. Without a command it runs the server.\n\n"
        "Commands of the operator; they work on the data folder, also while the server runs:\n%1\n"
        "Each option below can also be set in the environment, --allow-plain as HEARTH_ALLOW_PLAIN, and in "
        "the\n"
        "file of --config, --limits-page-size as page_size under [limits].")
                                         .arg(list));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({QStringLiteral("demo"),
        QStringLiteral(
            "a team whose people talk, on this machine only (127.0.0.1:8484, registration open) and on a "
            "folder that goes with it, unless --data names one; on the command line alone")});
    addOptions(parser);
}

QString usageOf(const Command &command)
{
    QString usage = command.name;
    if (!command.words.isEmpty())
        usage += QLatin1Char(' ') + command.words;
    for (const QCommandLineOption &option : command.options) {
        const QString name = QStringLiteral("--") + option.names().first();
        usage += option.valueName().isEmpty() ? QStringLiteral(" [%1]").arg(name)
                                              : QStringLiteral(" [%1 %2]").arg(name, option.valueName());
    }
    return usage;
}

QString helpOf(const Command &command)
{
    QString help = QStringLiteral("hearthd %1\n\n%2\n\n").arg(usageOf(command), command.doc);
    for (const QCommandLineOption &option : command.options) {
        const QString value = option.defaultValues().value(0);
        help += row(QStringLiteral("--%1 %2").arg(option.names().first(), option.valueName()),
            value.isEmpty() ? option.description()
                            : QStringLiteral("%1 (%2)").arg(option.description(), value));
    }
    help +=
        row(QStringLiteral("--data DIR"), QStringLiteral("the data folder; --config FILE may name it too"));
    return help;
}

QString helpOf(const QStringList &words, const QCommandLineParser &parser)
{
    const auto found = beginningWith(words.value(0));
    if (found.isEmpty())
        return parser.helpText();
    QString help;
    for (const Command *command : found)
        help += row(QStringLiteral("hearthd ") + usageOf(*command), command->doc);
    return help;
}

QString noSuchCommand(const QStringList &words)
{
    QStringList next;
    for (const Command *command : beginningWith(words.first()))
        next += command->name.section(QLatin1Char(' '), 1);
    if (next.isEmpty())
        return QStringLiteral("there is no command '%1'. See --help.").arg(words.first());
    return QStringLiteral("%1 goes on with %2. See hearthd %1 --help.")
        .arg(words.first(), next.join(QLatin1String(", ")));
}

} // namespace hearth::server
