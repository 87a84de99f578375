#pragma once

#include "server/operator/command.h"

class QCommandLineParser;

namespace hearth::server {

//! Every command, in the order of the help.
[[nodiscard]] const QList<Command> &commands();
//! The one whose name begins the words, or null.
[[nodiscard]] const Command *commandNamed(const QStringList &words);

//! Adds what hearthd takes with and without a command.
void setUp(QCommandLineParser &parser);
[[nodiscard]] QString usageOf(const Command &command);
[[nodiscard]] QString helpOf(const Command &command);
//! Of the commands whose names begin with the words, where there are some, else of the whole program.
[[nodiscard]] QString helpOf(const QStringList &words, const QCommandLineParser &parser);
//! One line: what the first word is followed by, or that there is no such word.
[[nodiscard]] QString noSuchCommand(const QStringList &words);

} // namespace hearth::server
