#include "server/storage/sqlite/sqlitemessages.h"

#include "server/storage/mentions.h"
#include "server/storage/sqlite/sqliterooms.h"
#include "server/storage/sqlite/statements.h"

#include <algorithm>
#include <limits>

namespace hearth::server {

namespace {

constexpr qint64 pastTheNewest = std::numeric_limits<qint64>::max();

protocol::Message messageFrom(const Rows &rows)
{
    protocol::Message message{rows.text(0), rows.number(1), rows.text(2), rows.text(3), rows.text(4),
        rows.text(5), rows.number(6), std::nullopt};
    if (!rows.isNull(7))
        message.clientId = rows.text(7);
    return message;
}

} // namespace

Result<qint64> seqOf(Statements &statements, const QString &roomId, const Position &position)
{
    if (position.messageId.isEmpty())
        return position.seq;
    auto rows = statements.run("seqOf", position.messageId, roomId);
    if (!rows)
        return rows.error();
    if (rows->next())
        return rows->number(0);
    auto end = rows->end();
    return end ? Error(ErrorCode::NotFound) : end.error();
}

Result<Appended> SqliteMessages::append(const NewMessage &message)
{
    auto stored = storedBefore(message);
    if (!stored)
        return stored.error();
    if (const auto &before = *stored) {
        if (before->roomId != message.roomId)
            return Error(ErrorCode::InvalidRequest, QStringLiteral("clientId was used in another room"));
        return Appended{*before, false};
    }
    auto inserted = insert(message);
    if (!inserted)
        return inserted.error();
    if (auto mentioned = insertMentions(*inserted); !mentioned)
        return mentioned.error();
    return Appended{*std::move(inserted), true};
}

Result<std::optional<protocol::Message>> SqliteMessages::storedBefore(const NewMessage &message)
{
    std::optional<protocol::Message> none;
    if (message.clientId.isEmpty())
        return none;
    auto rows = m_statements.run("messageByClientId", message.userId, message.clientId);
    if (!rows)
        return rows.error();
    if (rows->next())
        return std::optional(messageFrom(*rows));
    auto end = rows->end();
    return end ? Result<std::optional<protocol::Message>>(none) : end.error();
}

Result<protocol::Message> SqliteMessages::insert(const NewMessage &message)
{
    const auto username = usernameOf(message.userId);
    if (!username)
        return username.error();
    qint64 seq = 0;
    {
        auto next = m_statements.run("nextSeq", message.roomId, message.createdAt);
        if (!next)
            return next.error();
        if (!next->next())
            return ErrorCode::AccessDenied; // no such room
        seq = next->number(0);
    }
    const auto clientId = message.clientId.isEmpty() ? std::nullopt : std::optional(message.clientId);
    auto rows = m_statements.run("insertMessage", message.id, message.roomId, seq, message.userId,
        message.content, message.createdAt, clientId);
    if (!rows)
        return rows.error();
    return protocol::Message{message.id, seq, message.roomId, message.userId, *username, message.content,
        message.createdAt, clientId};
}

Result<Done> SqliteMessages::insertMentions(const protocol::Message &message)
{
    const Mentions mentions = mentionsIn(message.content);
    if (mentions.wholeRoom) {
        // Covers each member: further rows would count the message twice.
        auto rows = m_statements.run("mentionRoom", message.roomId, message.seq, message.userId);
        return rows ? Result<Done>(Done{}) : rows.error();
    }
    for (const QString &name : mentions.names) {
        auto rows = m_statements.run("mentionMember", message.roomId, message.seq, message.userId, name);
        if (!rows)
            return rows.error();
    }
    return Done{};
}

Result<QString> SqliteMessages::usernameOf(const QString &userId)
{
    auto rows = m_statements.run("usernameOf", userId);
    if (!rows)
        return rows.error();
    if (rows->next())
        return rows->text(0);
    auto end = rows->end();
    return end ? Error(ErrorCode::NotFound) : end.error();
}

Result<QList<protocol::Message>> SqliteMessages::history(const HistoryQuery &query)
{
    qint64 before = pastTheNewest;
    if (query.before) {
        auto seq = seqOf(m_statements, query.roomId, *query.before);
        if (!seq)
            return seq.error();
        before = *seq;
    }
    const int limit = std::clamp(query.limit, 1, 100);
    Result<qint64> after = 0;
    if (query.after && !(after = seqOf(m_statements, query.roomId, *query.after)))
        return after.error();

    auto rows = query.after ? m_statements.run("messagesAfter", query.roomId, *after, before, limit)
                            : m_statements.run("messagesBefore", query.roomId, before, limit);
    if (!rows)
        return rows.error();
    QList<protocol::Message> page;
    while (rows->next())
        page.append(messageFrom(*rows));
    if (auto end = rows->end(); !end)
        return end.error();
    if (!query.after)
        std::reverse(page.begin(), page.end());
    return page;
}

} // namespace hearth::server
