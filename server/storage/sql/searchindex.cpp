#include "server/storage/sql/searchindex.h"

#include "server/storage/sql/signature.h"
#include "server/storage/sql/statements.h"
#include "shared/search/folding.h"

namespace hearth::server {

namespace {

qint64 blockOf(qint64 seq)
{
    return (seq - 1) / messagesOfBlock;
}

Result<QByteArray> signatureOf(Statements &statements, const QString &roomId, qint64 block)
{
    auto rows = statements.run("textsOfBlock", roomId, block);
    if (!rows)
        return rows.error();
    SignatureBuilder builder{};
    while (rows->next())
        builder.add(rows->view(2));
    const auto end = rows->end();
    return end ? Result(builder.bytes()) : end.error();
}

//! Where the block is whole.
Result<Done> signAgain(Statements &statements, const QString &roomId, qint64 seq)
{
    const qint64 block = blockOf(seq);
    const auto isWhole = statements.number("hasBlock", roomId, block);
    if (!isWhole)
        return isWhole.error().code == ErrorCode::NotFound ? Result<Done>(Done{}) : isWhole.error();
    const auto signature = signatureOf(statements, roomId, block);
    return signature ? statements.change("signBlock", roomId, block, *signature) : signature.error();
}

} // namespace

Result<Done> addToIndex(Statements &statements, const protocol::Message &message)
{
    const auto &[roomId, seq] = std::tie(message.roomId, message.seq);
    if (auto added = statements.changeLater("addText", roomId, seq, foldedText(message.content)); !added)
        return added;
    if (seq % messagesOfBlock != 0)
        return Done{};
    const auto signature = signatureOf(statements, roomId, blockOf(seq));
    return signature ? statements.change("addBlock", roomId, blockOf(seq), *signature) : signature.error();
}

Result<Done> renewInIndex(Statements &statements, const protocol::Message &message)
{
    if (auto done = statements.change("refoldText", message.roomId, message.seq, foldedText(message.content));
        !done)
        return done;
    return signAgain(statements, message.roomId, message.seq);
}

Result<Done> dropFromIndex(Statements &statements, const QString &roomId, qint64 seq)
{
    if (auto done = statements.change("dropText", roomId, seq); !done)
        return done;
    return signAgain(statements, roomId, seq);
}

} // namespace hearth::server
