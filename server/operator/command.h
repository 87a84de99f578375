#pragma once

#include "server/config/settings.h"
#include "server/storage/database.h"

#include <QCommandLineOption>

namespace hearth::server {

//! What a command was called with.
struct Call
{
    Settings settings;
    QStringList words; //!< after the command's own name, as many as its usage names
    QHash<QString, QString> options;
};

//! What it has to say, and the program's exit code.
struct Outcome
{
    QString output;
    int exitCode = 0;
};

//! One command of the operator. They work on the data folder itself and need no running server.
struct Command
{
    QString name;  //!< `user add`
    QString words; //!< the words that it takes: `USER ROLE`
    QString doc;
    std::function<Result<Outcome>(const Call &)> run;
    QList<QCommandLineOption> options = {};
};

//! By noun, a file each.
[[nodiscard]] QList<Command> auditCommands();
[[nodiscard]] QList<Command> backupCommands();
[[nodiscard]] QList<Command> documentCommands();
[[nodiscard]] QList<Command> inviteCommands();
[[nodiscard]] QList<Command> movingCommands();
[[nodiscard]] QList<Command> roomCommands();
[[nodiscard]] QList<Command> tokenCommands();
[[nodiscard]] QList<Command> userCommands();

} // namespace hearth::server
