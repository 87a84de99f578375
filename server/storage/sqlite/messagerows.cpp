#include "server/storage/sqlite/messagerows.h"

#include "server/storage/mentions.h"
#include "server/storage/sqlite/statements.h"

#include <QHash>

#include <algorithm>

namespace hearth::server {

using protocol::Message;
using protocol::Reaction;

namespace {

//! Messages of a room that lie no further apart get their reactions in one query: any page of history.
constexpr qint64 oneQuery = 100;

void add(Message &message, const QString &emoji, const QString &userId)
{
    QList<Reaction> &all = message.reactions ? *message.reactions : message.reactions.emplace();
    const auto same = std::find_if(
        all.begin(), all.end(), [&emoji](const Reaction &reaction) { return reaction.emoji == emoji; });
    if (same == all.end())
        all.append({emoji, {userId}});
    else
        same->userIds.append(userId);
}

Result<Done> addReactions(Statements &statements, const QHash<qint64, Message *> &bySeq,
    const QString &roomId, qint64 first, qint64 last)
{
    auto rows = statements.run("reactionsBetween", roomId, first, last);
    if (!rows)
        return rows.error();
    while (rows->next()) {
        if (Message *message = bySeq.value(rows->number(0)))
            add(*message, rows->text(1), rows->text(2));
    }
    return rows->end();
}

Result<Done> addReactions(Statements &statements, QList<Message> &messages)
{
    QHash<qint64, Message *> changed; // the others can have none
    qint64 first = std::numeric_limits<qint64>::max();
    qint64 last = 0;
    for (Message &message : messages) {
        if (!message.changeSeq)
            continue;
        changed.insert(message.seq, &message);
        first = std::min(first, message.seq);
        last = std::max(last, message.seq);
    }
    if (changed.isEmpty())
        return Done{};
    const QString roomId = messages.first().roomId;
    if (last - first < oneQuery)
        return addReactions(statements, changed, roomId, first, last);
    for (auto it = changed.cbegin(); it != changed.cend(); ++it) {
        if (auto added = addReactions(statements, changed, roomId, it.key(), it.key()); !added)
            return added;
    }
    return Done{};
}

} // namespace

Message messageFrom(const Rows &rows)
{
    Message message;
    message.id = rows.text(0);
    message.seq = rows.number(1);
    message.roomId = rows.text(2);
    message.userId = rows.text(3);
    message.username = rows.text(4);
    message.content = rows.text(5);
    message.createdAt = rows.number(6);
    if (!rows.isNull(7))
        message.clientId = rows.text(7);
    if (!rows.isNull(8))
        message.replyTo = rows.text(8);
    if (!rows.isNull(9))
        message.editedAt = rows.number(9);
    if (!rows.isNull(10))
        message.deleted = true;
    if (!rows.isNull(11))
        message.pinnedAt = rows.number(11);
    if (!rows.isNull(12))
        message.changeSeq = rows.number(12);
    return message;
}

Result<QList<Message>> messagesFrom(Statements &statements, Rows rows)
{
    QList<Message> messages;
    while (rows.next())
        messages.append(messageFrom(rows));
    if (auto end = rows.end(); !end)
        return end.error();
    if (auto added = addReactions(statements, messages); !added)
        return added.error();
    return messages;
}

Result<Message> messageFrom(Statements &statements, Rows rows)
{
    auto messages = messagesFrom(statements, std::move(rows));
    if (!messages)
        return messages.error();
    return messages->isEmpty() ? Result<Message>(ErrorCode::NotFound) : messages->first();
}

Result<Done> insertMentions(Statements &statements, const Message &message)
{
    const Mentions mentions = mentionsIn(message.content);
    // Covers each member: further rows would count the message twice.
    if (mentions.wholeRoom)
        return statements.change("mentionRoom", message.roomId, message.seq, message.userId);
    for (const QString &name : mentions.names) {
        auto done = statements.change("mentionMember", message.roomId, message.seq, message.userId, name);
        if (!done)
            return done;
    }
    return Done{};
}

} // namespace hearth::server
