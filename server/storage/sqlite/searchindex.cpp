#include "server/storage/sqlite/searchindex.h"

#include "server/storage/sqlite/statements.h"

namespace hearth::server {

namespace {

qint64 blockOf(qint64 seq)
{
    return (seq - 1) / messagesOfBlock;
}

Result<Done> change(Statements &statements, const char *what, const QString &roomId, qint64 seq)
{
    if (auto done = statements.change(what, roomId, seq); !done)
        return done;
    return statements.change("signBlock", roomId, blockOf(seq));
}

} // namespace

Result<Done> addToIndex(Statements &statements, const QString &roomId, qint64 seq)
{
    if (auto added = statements.change("addText", roomId, seq); !added)
        return added;
    return seq % messagesOfBlock == 0 ? statements.change("addBlock", roomId, blockOf(seq)) : Done{};
}

Result<Done> renewInIndex(Statements &statements, const QString &roomId, qint64 seq)
{
    return change(statements, "refoldText", roomId, seq);
}

Result<Done> dropFromIndex(Statements &statements, const QString &roomId, qint64 seq)
{
    return change(statements, "dropText", roomId, seq);
}

} // namespace hearth::server
