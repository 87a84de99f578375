#include "server/storage/mentions.h"
#include "server/storage/sqlite/sqlitestores.h"

#include <algorithm>

namespace hearth::server {

using protocol::Message;

Result<qint64> seqAt(Statements &statements, const QString &roomId, const Position &position)
{
    if (position.messageId.isEmpty())
        return position.seq;
    std::optional<qint64> seq;
    const auto done = statements.run(QStringLiteral("seqOf"), {position.messageId, roomId},
        [&](const QSqlQuery &row) { seq = row.value(0).toLongLong(); });
    if (!done)
        return done.error();
    if (!seq)
        return Error(ErrorCode::NotFound, QStringLiteral("There is no such message in this room"));
    return *seq;
}

Result<QList<Message>> SqliteMessages::list(const QString &statement, const QVariantList &values)
{
    QList<Message> messages;
    const auto done = m_statements.run(statement, values, [&](const QSqlQuery &row) {
        Message message{row.value(0).toString(), row.value(1).toLongLong(), row.value(2).toString(),
            row.value(3).toString(), row.value(4).toString(), row.value(5).toString(),
            row.value(6).toLongLong(), {}};
        if (!row.value(7).isNull())
            message.clientId = row.value(7).toString();
        messages += message;
    });
    if (!done)
        return done.error();
    return messages;
}

Result<Appended> SqliteMessages::append(const NewMessage &message)
{
    if (!message.clientId.isEmpty()) {
        const auto stored = list(QStringLiteral("messageByClientId"), {message.userId, message.clientId});
        if (!stored)
            return stored.error();
        if (!stored->isEmpty() && stored->first().roomId != message.roomId)
            return Error(ErrorCode::InvalidRequest, QStringLiteral("clientId: was used in another room"));
        if (!stored->isEmpty())
            return Appended{stored->first(), false};
    }
    Message out{message.id, 0, message.roomId, message.userId, {}, message.content, message.createdAt, {}};
    const auto numbered = m_statements.run(QStringLiteral("nextSeq"), {message.roomId, message.createdAt},
        [&](const QSqlQuery &row) { out.seq = row.value(0).toLongLong(); });
    if (!numbered)
        return numbered.error();
    if (out.seq == 0)
        return ErrorCode::AccessDenied;
    if (!message.clientId.isEmpty())
        out.clientId = message.clientId;
    const auto inserted = m_statements.run(QStringLiteral("insertMessage"),
        {message.id, message.roomId, out.seq, message.userId, message.content, message.createdAt,
            out.clientId ? QVariant(*out.clientId) : QVariant()});
    if (!inserted)
        return inserted.error();
    if (const auto mentioned = storeMentions(message, out.seq); !mentioned)
        return mentioned.error();
    const auto named = m_statements.run(QStringLiteral("usernameOf"), {message.userId},
        [&](const QSqlQuery &row) { out.username = row.value(0).toString(); });
    if (!named)
        return named.error();
    return Appended{out, true};
}

Result<Done> SqliteMessages::storeMentions(const NewMessage &message, qint64 seq)
{
    for (const QString &name : mentionedNames(message.content)) {
        const auto done = name == QLatin1String("room") ? m_statements.run(QStringLiteral("mentionRoom"),
                                                              {message.roomId, seq, message.userId})
                                                        : m_statements.run(QStringLiteral("mentionMember"),
                                                              {message.roomId, seq, message.userId, name});
        if (!done)
            return done;
    }
    return Done{};
}

Result<QList<Message>> SqliteMessages::history(const HistoryQuery &query)
{
    qint64 before = std::numeric_limits<qint64>::max();
    if (query.before) {
        const auto seq = seqAt(m_statements, query.roomId, *query.before);
        if (!seq)
            return seq.error();
        before = *seq;
    }
    if (query.after) {
        const auto after = seqAt(m_statements, query.roomId, *query.after);
        if (!after)
            return after.error();
        return list(QStringLiteral("messagesAfter"), {query.roomId, *after, before, query.limit});
    }
    auto page = list(QStringLiteral("messagesBefore"), {query.roomId, before, query.limit});
    if (page)
        std::reverse(page->begin(), page->end());
    return page;
}

} // namespace hearth::server
