#include "server/storage/sql/faults.h"

namespace hearth::server {

QList<Question> questionsOfAll()
{
    return {
        {"holes",
            [](const Rows &row) {
                return QStringLiteral("room %1 counts %2 messages and holds %3, the last is %4")
                    .arg(row.text(0))
                    .arg(row.number(1))
                    .arg(row.number(2))
                    .arg(row.number(3));
            }},
        {"cursors",
            [](const Rows &row) {
                return QStringLiteral("in room %1, user %2 has read up to %3 of %4")
                    .arg(row.text(0), row.text(1))
                    .arg(row.number(2))
                    .arg(row.number(3));
            }},
        {"changeCounts",
            [](const Rows &row) {
                return QStringLiteral("room %1 counts %2 changes and holds number %3")
                    .arg(row.text(0))
                    .arg(row.number(1))
                    .arg(row.number(2));
            }},
        {"sharedChanges",
            [](const Rows &row) {
                return QStringLiteral("in room %1, %3 messages hold change %2")
                    .arg(row.text(0))
                    .arg(row.number(1))
                    .arg(row.number(2));
            }},
        {"blobCounts",
            [](const Rows &row) {
                return QStringLiteral("the content %1 counts %2 files and has %3")
                    .arg(row.text(0))
                    .arg(row.number(1))
                    .arg(row.number(2));
            }},
        {"remains",
            [](const Rows &row) {
                return QStringLiteral("in room %1, something is left of the deleted message %2")
                    .arg(row.text(0), row.text(1));
            }},
    };
}

QString indexFault(const QString &roomId, const QString &message)
{
    return QStringLiteral("in room %1, the search index does not agree with message %2").arg(roomId, message);
}

QString blockFault(const QString &roomId, qint64 block)
{
    return QStringLiteral("in room %1, block %2 of the search index is not that of its texts")
        .arg(roomId)
        .arg(block);
}

Question questionOfBlocks()
{
    return {"wrongBlocks", [](const Rows &row) { return blockFault(row.text(0), row.number(1)); }};
}

Result<Done> ask(Statements &statements, const QList<Question> &questions, QStringList &faults)
{
    for (const auto &[statement, lineOf] : questions) {
        auto rows = statements.run(statement);
        if (!rows)
            return rows.error();
        while (rows->next()) {
            if (const QString line = lineOf(*rows); !line.isEmpty())
                faults += line.simplified();
        }
        if (auto end = rows->end(); !end)
            return end;
    }
    return Done{};
}

} // namespace hearth::server
