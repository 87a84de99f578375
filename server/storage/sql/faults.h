#pragma once

#include "server/storage/sql/statements.h"

#include <QStringList>

#include <functional>

namespace hearth::server {

//! A statement whose rows are what is wrong, and the line about one; an empty line: nothing is.
struct Question
{
    const char *statement;
    std::function<QString(const Rows &)> lineOf;
};

//! What must be so in every backend: no holes in seq, no cursor past the end, counts of changes and of files,
//! nothing left of deleted messages.
[[nodiscard]] QList<Question> questionsOfAll();
//! The search index against the messages, and its blocks against its texts; how that is asked is each
//! backend's.
[[nodiscard]] QString indexFault(const QString &roomId, const QString &message);
[[nodiscard]] QString blockFault(const QString &roomId, qint64 block);
[[nodiscard]] Question questionOfBlocks();
//! Adds the lines.
[[nodiscard]] Result<Done> ask(Statements &statements, const QList<Question> &questions, QStringList &faults);

} // namespace hearth::server
