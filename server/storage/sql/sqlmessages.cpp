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

Result<QList<Result<Appended>>> SqlMessages::appendEach(const QList<NewMessage> &messages)
{
    const auto stray = strayAnswers(messages);
    if (!stray)
        return stray.error();
    const auto places = takePlaces(messages, *stray);
    if (!places)
        return places.error();
    QList<Result<Appended>> all;
    for (qsizetype i = 0; i < messages.size(); ++i) {
        const auto &place = places->at(i);
        if (stray->contains(i)) {
            auto before = storedBefore(messages.at(i));
            if (!before && before.error().code == ErrorCode::AccessDenied) // it was not
                before =
                    Error(ErrorCode::InvalidRequest, QStringLiteral("replyTo: is no message of this room"));
            all += before;
        } else if (!place) {
            all += storedBefore(messages.at(i));
        } else if (auto inserted = insert(messages.at(i), *place)) {
            all += std::move(inserted);
        } else {
            return inserted.error();
        }
    }
    return all;
}

Result<QSet<qsizetype>> SqlMessages::strayAnswers(const QList<NewMessage> &messages)
{
    QList<qsizetype> answers;
    for (qsizetype i = 0; i < messages.size(); ++i) {
        if (!messages.at(i).replyTo.isEmpty())
            answers += i;
    }
    QSet<qsizetype> stray;
    const auto valuesOf = [&](qsizetype i) {
        return std::tie(messages.at(i).replyTo, messages.at(i).roomId);
    };
    const auto read = [&](qsizetype i, Rows &rows) -> Result<Done> {
        if (!rows.next())
            stray.insert(answers.at(i));
        return rows.end();
    };
    const auto done = m_statements.runEach("seqOf", answers, valuesOf, read);
    return done ? Result(stray) : done.error();
}

Result<SqlMessages::Places> SqlMessages::takePlaces(
    const QList<NewMessage> &messages, const QSet<qsizetype> &without)
{
    QList<qsizetype> takers;
    QSet<std::pair<QString, QString>> named; // the second of a name is found as stored before
    for (qsizetype i = 0; i < messages.size(); ++i) {
        const std::pair<QString, QString> name(messages.at(i).userId, messages.at(i).clientId);
        if (without.contains(i) || named.contains(name))
            continue;
        takers += i;
        if (!name.second.isEmpty())
            named.insert(name);
    }
    Places places(messages.size());
    const auto valuesOf = [&](qsizetype i) {
        const NewMessage &each = messages.at(i);
        return std::tie(each.roomId, each.createdAt, each.userId, each.clientId);
    };
    const auto read = [&](qsizetype i, Rows &rows) -> Result<Done> {
        if (!rows.next())
            return rows.end();
        if (rows.isNull(1)) // no such person
            return ErrorCode::NotFound;
        places[takers.at(i)] = Place{rows.number(0), rows.text(1)};
        return Done{};
    };
    const auto done = m_statements.runEach("nextSeq", takers, valuesOf, read);
    return done ? Result(places) : done.error();
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

Result<Appended> SqlMessages::insert(const NewMessage &message, const Place &place)
{
    const auto given = [](const QString &text) {
        return text.isEmpty() ? std::nullopt : std::optional(text);
    };
    protocol::Message stored{message.id, place.seq, message.roomId, message.userId, place.username,
        message.content, message.createdAt, given(message.clientId), given(message.replyTo)};
    if (auto done = m_statements.changeLater("insertMessage", stored.id, stored.roomId, stored.seq,
            stored.userId, stored.content, stored.createdAt, stored.clientId, stored.replyTo);
        !done)
        return done.error();
    if (auto indexed = addToIndex(m_statements, stored); !indexed)
        return indexed.error();
    if (auto mentioned = insertMentions(m_statements, stored); !mentioned)
        return mentioned.error();
    if (auto sent = sendFiles(m_statements, stored, message.files); !sent)
        return sent.error();
    if (auto shown = addChart(m_statements, stored, message.chart); !shown)
        return shown.error();
    return Appended{std::move(stored), true};
}

Result<protocol::Message> SqlMessages::message(const QString &roomId, const QString &messageId)
{
    auto rows = m_statements.run("messageById", messageId, roomId);
    if (!rows)
        return rows.error();
    return messageFrom(m_statements, *std::move(rows));
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
