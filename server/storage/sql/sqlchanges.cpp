#include "server/storage/sql/sqlchanges.h"

#include "server/storage/sql/messagerows.h"
#include "server/storage/sql/searchindex.h"
#include "server/storage/sql/sqlrooms.h"
#include "server/storage/sql/statements.h"

#include <algorithm>

namespace hearth::server {

using protocol::EarlierText;
using protocol::Message;
using protocol::Reaction;

namespace {

Error tooMany(int limit, const QString &what)
{
    return {ErrorCode::TooMany, QStringLiteral("At most %1 %2; take one away first").arg(limit).arg(what)};
}

} // namespace

Result<Message> SqlChanges::find(const ChangeRequest &request)
{
    auto rows = m_statements.run("messageById", request.messageId, request.roomId);
    if (!rows)
        return rows.error();
    return messageFrom(m_statements, *std::move(rows));
}

Result<Message> SqlChanges::living(const ChangeRequest &request)
{
    auto message = find(request);
    if (message && message->deleted)
        return Error(ErrorCode::NotFound, QStringLiteral("This message was deleted"));
    return message;
}

template <class Apply>
Result<Changed> SqlChanges::change(const Message &message, qint64 at, Apply apply)
{
    const auto changeSeq = m_statements.number("nextChange", message.roomId);
    if (!changeSeq)
        return changeSeq.error();
    if (const Result<Done> done = apply(*changeSeq); !done)
        return done.error();
    const auto noted = m_statements.change("noteChange", message.roomId, message.seq, *changeSeq, at);
    if (!noted)
        return noted.error();
    const auto now = find({message.roomId, message.id, {}, at});
    return now ? Result(Changed{*now, true}) : now.error();
}

Result<Changed> SqlChanges::edit(const ChangeRequest &request, const QString &content)
{
    const auto before = living(request);
    if (!before)
        return before.error();
    if (before->content == content)
        return Changed{*before, false};
    return change(*before, request.at, [&](qint64 changeSeq) -> Result<Done> {
        Message after = *before;
        after.content = content;
        if (auto done = m_statements.change("keepText", after.roomId, after.seq, changeSeq); !done)
            return done;
        if (auto done = m_statements.change("setText", after.roomId, after.seq, content, request.at); !done)
            return done;
        if (auto done = renewInIndex(m_statements, after); !done)
            return done;
        if (auto done = m_statements.change("wipeMentions", after.roomId, after.seq); !done)
            return done;
        return insertMentions(m_statements, after);
    });
}

Result<Changed> SqlChanges::remove(const ChangeRequest &request)
{
    const auto before = find(request);
    if (!before)
        return before.error();
    if (before->deleted)
        return Changed{*before, false};
    return change(*before, request.at, [&](qint64) -> Result<Done> {
        for (const char *wipe : {"wipeEdits", "wipeFiles", "wipeChart", "wipeMentions", "wipeReactions"}) {
            if (auto done = m_statements.change(wipe, before->roomId, before->seq); !done)
                return done;
        }
        if (auto done = dropFromIndex(m_statements, before->roomId, before->seq); !done)
            return done;
        return m_statements.change("wipeText", before->roomId, before->seq, request.at);
    });
}

Result<Changed> SqlChanges::react(const ChangeRequest &request, const QString &emoji, Mark mark)
{
    const auto before = living(request);
    if (!before)
        return before.error();
    const QList<Reaction> all = before->reactions.value_or(QList<Reaction>());
    const auto same = std::find_if(
        all.begin(), all.end(), [&emoji](const Reaction &reaction) { return reaction.emoji == emoji; });
    const bool isSet = same != all.end() && same->userIds.contains(request.userId);
    if (isSet == (mark == Mark::Set))
        return Changed{*before, false};
    if (mark == Mark::Set && same == all.end() && all.size() >= maxEmoji)
        return tooMany(maxEmoji, QStringLiteral("different emoji under a message"));
    return change(*before, request.at, [&](qint64 changeSeq) {
        return mark == Mark::Set ? m_statements.change("addReaction", before->roomId, before->seq, emoji,
                                       request.userId, changeSeq)
                                 : m_statements.change(
                                       "removeReaction", before->roomId, before->seq, emoji, request.userId);
    });
}

Result<Changed> SqlChanges::pin(const ChangeRequest &request, Mark mark)
{
    const auto before = living(request);
    if (!before)
        return before.error();
    if (before->pinnedAt.has_value() == (mark == Mark::Set))
        return Changed{*before, false};
    const auto count = m_statements.number("pinCount", request.roomId);
    if (!count)
        return count.error();
    if (mark == Mark::Set && *count >= maxPins)
        return tooMany(maxPins, QStringLiteral("pinned messages in a room"));
    return change(*before, request.at, [&](qint64) {
        return mark == Mark::Set ? m_statements.change("setPin", before->roomId, before->seq, request.at)
                                 : m_statements.change("takePin", before->roomId, before->seq);
    });
}

Result<QList<EarlierText>> SqlChanges::earlierTexts(
    const QString &roomId, const QString &messageId, qint64 after)
{
    const auto message = find({roomId, messageId, {}, 0});
    if (!message)
        return message.error();
    return listOf(m_statements.run("earlierTexts", roomId, message->seq, after), [](const Rows &row) {
        return EarlierText{row.text(0), row.number(1), row.number(2)};
    });
}

Result<QList<Message>> SqlChanges::pins(const QString &roomId)
{
    auto rows = m_statements.run("pins", roomId);
    if (!rows)
        return rows.error();
    return messagesFrom(m_statements, *std::move(rows));
}

Result<QList<Message>> SqlChanges::changes(const ChangesQuery &query)
{
    const auto seen = seqOf(m_statements, query.roomId, query.seen);
    if (!seen)
        return seen.error();
    const int limit = std::clamp(query.limit, 1, 101);
    auto rows = m_statements.run("changesAfter", query.roomId, query.after, query.upTo, *seen, limit);
    if (!rows)
        return rows.error();
    return messagesFrom(m_statements, *std::move(rows));
}

Result<qint64> SqlChanges::positionAt(const QString &roomId, qint64 at)
{
    return m_statements.number("positionAt", roomId, at);
}

} // namespace hearth::server
