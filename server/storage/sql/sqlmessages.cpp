#include "server/storage/sql/sqlmessages.h"

#include "server/storage/sql/messagerows.h"
#include "server/storage/sql/searchindex.h"
#include "server/storage/sql/sqlrooms.h"
#include "server/storage/sql/statements.h"

#include <algorithm>
#include <limits>

namespace hearth::server {

namespace {

constexpr qint64 pastTheNewest = std::numeric_limits<qint64>::max();

} // namespace

Result<qint64> seqOf(Statements &statements, const QString &roomId, const Position &position)
{
    if (position.messageId.isEmpty())
        return position.seq;
    return statements.number("seqOf", position.messageId, roomId);
}

Result<Appended> SqlMessages::append(const NewMessage &message)
{
    const auto place = takePlace(message);
    if (!place)
        return place.error();
    if (!*place)
        return storedBefore(message);
    const auto answered = seqOf(m_statements, message.roomId, {message.replyTo, 0});
    if (!answered && answered.error().code == ErrorCode::NotFound)
        return Error(ErrorCode::InvalidRequest, QStringLiteral("replyTo: is no message of this room"));
    if (!answered)
        return answered.error();
    auto inserted = insert(message, **place);
    if (!inserted)
        return inserted.error();
    if (auto indexed = addToIndex(m_statements, *inserted); !indexed)
        return indexed.error();
    if (auto mentioned = insertMentions(m_statements, *inserted); !mentioned)
        return mentioned.error();
    if (auto sent = sendFiles(m_statements, *inserted, message.files); !sent)
        return sent.error();
    if (auto shown = addChart(m_statements, *inserted, message.chart); !shown)
        return shown.error();
    return Appended{*std::move(inserted), true};
}

Result<std::optional<SqlMessages::Place>> SqlMessages::takePlace(const NewMessage &message)
{
    auto rows =
        m_statements.run("nextSeq", message.roomId, message.createdAt, message.userId, message.clientId);
    if (!rows)
        return rows.error();
    if (rows->next())
        return rows->isNull(1) ? Result<std::optional<Place>>(ErrorCode::NotFound)
                               : std::optional(Place{rows->number(0), rows->text(1)});
    auto end = rows->end();
    return end ? Result(std::optional<Place>()) : end.error();
}

Result<Appended> SqlMessages::storedBefore(const NewMessage &message)
{
    auto rows = m_statements.run("messageByClientId", message.userId, message.clientId);
    if (!rows)
        return rows.error();
    auto stored = messageFrom(m_statements, *std::move(rows));
    if (!stored) // no such room
        return stored.error().code == ErrorCode::NotFound ? ErrorCode::AccessDenied : stored.error();
    if (stored->roomId != message.roomId)
        return Error(ErrorCode::InvalidRequest, QStringLiteral("clientId was used in another room"));
    return Appended{*std::move(stored), false};
}

Result<protocol::Message> SqlMessages::message(const QString &roomId, const QString &messageId)
{
    auto rows = m_statements.run("messageById", messageId, roomId);
    if (!rows)
        return rows.error();
    return messageFrom(m_statements, *std::move(rows));
}

Result<protocol::Message> SqlMessages::insert(const NewMessage &message, const Place &place)
{
    const auto given = [](const QString &text) {
        return text.isEmpty() ? std::nullopt : std::optional(text);
    };
    const protocol::Message stored{message.id, place.seq, message.roomId, message.userId, place.username,
        message.content, message.createdAt, given(message.clientId), given(message.replyTo)};
    const auto done = m_statements.changeLater("insertMessage", stored.id, stored.roomId, stored.seq,
        stored.userId, stored.content, stored.createdAt, stored.clientId, stored.replyTo);
    return done ? Result(stored) : done.error();
}

Result<QList<protocol::Message>> SqlMessages::history(const HistoryQuery &query)
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
    auto page = messagesFrom(m_statements, *std::move(rows));
    if (page && !query.after)
        std::reverse(page->begin(), page->end());
    return page;
}

Result<QList<protocol::Message>> SqlMessages::replies(
    const QString &roomId, const QString &messageId, const Position &after, int limit)
{
    const auto asked = seqOf(m_statements, roomId, {messageId, 0});
    if (!asked)
        return asked.error();
    const auto seen = seqOf(m_statements, roomId, after);
    if (!seen)
        return seen.error();
    auto rows = m_statements.run("repliesAfter", messageId, *seen, std::clamp(limit, 1, 100));
    return rows ? messagesFrom(m_statements, *std::move(rows)) : rows.error();
}

} // namespace hearth::server
