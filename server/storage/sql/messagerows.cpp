#include "server/storage/sql/messagerows.h"

#include "server/storage/mentions.h"
#include "server/storage/sql/jsonrows.h"

#include <QHash>

#include <algorithm>
#include <mutex>

namespace hearth::server {

using protocol::Message;
using protocol::Reaction;

namespace {

//! Messages of a room that lie no further apart get what lies beside them in one query: any page of history.
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

using BySeq = QHash<qint64, Message *>;
//! Adds to the messages what lies beside those from `first` to `last`.
using Add = Result<Done> (*)(
    Statements &statements, const BySeq &bySeq, const QString &roomId, qint64 first, qint64 last);

Result<Done> addReactions(
    Statements &statements, const BySeq &bySeq, const QString &roomId, qint64 first, qint64 last)
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

Result<Done> addFiles(
    Statements &statements, const BySeq &bySeq, const QString &roomId, qint64 first, qint64 last)
{
    auto rows = statements.run("filesBetween", roomId, first, last);
    if (!rows)
        return rows.error();
    while (rows->next()) {
        if (Message *message = bySeq.value(rows->number(7)))
            (message->files ? *message->files : message->files.emplace()).append(fileFrom(*rows));
    }
    return rows->end();
}

//! One row that cannot be read must not hide every page that it is on, nor fill the log at every look.
void tellOnce(const Error &error)
{
    static std::once_flag isTold;
    std::call_once(isTold, [&error] {
        qWarning("hearthd: a message is shown without its chart: %s", qUtf8Printable(error.message));
    });
}

Result<Done> addCharts(
    Statements &statements, const BySeq &bySeq, const QString &roomId, qint64 first, qint64 last)
{
    auto rows = statements.run("chartsBetween", roomId, first, last);
    if (!rows)
        return rows.error();
    while (rows->next()) {
        Message *message = bySeq.value(rows->number(1));
        if (!message)
            continue;
        if (const auto chart = thingFrom<protocol::Chart>(*rows))
            message->chart = *chart;
        else
            tellOnce(chart.error());
    }
    return rows->end();
}

Result<Done> addTo(Statements &statements, const BySeq &bySeq, Add add)
{
    if (bySeq.isEmpty())
        return Done{};
    const QList<qint64> seqs = bySeq.keys();
    const auto [first, last] = std::minmax_element(seqs.begin(), seqs.end());
    const QString roomId = bySeq.value(*first)->roomId;
    if (*last - *first < oneQuery)
        return add(statements, bySeq, roomId, *first, *last);
    for (const qint64 seq : seqs) {
        if (auto added = add(statements, bySeq, roomId, seq, seq); !added)
            return added;
    }
    return Done{};
}

Result<Done> addWhatLiesBeside(Statements &statements, QList<Message> &messages)
{
    BySeq all;
    BySeq changed; // the others can have no reactions
    for (Message &message : messages) {
        all.insert(message.seq, &message);
        if (message.changeSeq)
            changed.insert(message.seq, &message);
    }
    if (auto added = addTo(statements, changed, addReactions); !added)
        return added;
    if (auto added = addTo(statements, all, addFiles); !added)
        return added;
    return addTo(statements, all, addCharts);
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
    message.clientId = rows.textOrNothing(7);
    message.replyTo = rows.textOrNothing(8);
    message.editedAt = rows.numberOrNothing(9);
    if (!rows.isNull(10))
        message.deleted = true;
    message.pinnedAt = rows.numberOrNothing(11);
    message.changeSeq = rows.numberOrNothing(12);
    return message;
}

Result<QList<Message>> messagesFrom(Statements &statements, Rows rows)
{
    QList<Message> messages;
    while (rows.next())
        messages.append(messageFrom(rows));
    if (auto end = rows.end(); !end)
        return end.error();
    if (auto added = addWhatLiesBeside(statements, messages); !added)
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

Result<Done> sendFiles(Statements &statements, Message &message, const QList<QString> &fileIds)
{
    for (qsizetype i = 0; i < fileIds.size(); ++i) {
        const auto sent =
            statements.run("sendFile", fileIds[i], message.roomId, message.userId, message.seq, qint64(i));
        if (!sent)
            return sent.error();
        if (sent->affected() == 0)
            return Error(ErrorCode::InvalidRequest,
                QStringLiteral("files[%1]: is no file that you have uploaded to this room and not yet sent")
                    .arg(i));
    }
    if (fileIds.isEmpty())
        return Done{};
    return addFiles(statements, {{message.seq, &message}}, message.roomId, message.seq, message.seq);
}

Result<Done> addChart(Statements &statements, Message &message, const std::optional<protocol::Chart> &chart)
{
    message.chart = chart;
    return chart ? statements.change("addChart", message.roomId, message.seq, rowOf(*chart)) : Done{};
}

Result<Done> insertMentions(Statements &statements, const Message &message)
{
    const Mentions mentions = mentionsIn(message.content);
    // Covers each member: further rows would count the message twice.
    if (mentions.wholeRoom)
        return statements.changeLater("mentionRoom", message.roomId, message.seq, message.userId);
    for (const QString &name : mentions.names) {
        auto done =
            statements.changeLater("mentionMember", message.roomId, message.seq, message.userId, name);
        if (!done)
            return done;
    }
    return Done{};
}

} // namespace hearth::server
