#include "app/store/store.h"

#include "app/store/rows.h"
#include "shared/base/strictjson.h"
#include "shared/protocol/codec.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

namespace hearth::app {

namespace {

//! A list as listText() wrote it.
template <class T>
std::optional<QList<T>> listFrom(const QString &text, protocol::Range range)
{
    if (text.isEmpty())
        return std::nullopt;
    const auto known = protocol::decodeValue<QList<T>>(
        parseOwnJson(text.toUtf8()).toArray(), range, protocol::UnknownKeys::Skip, QStringLiteral("list"));
    return known ? std::optional(*known) : std::nullopt;
}

std::optional<protocol::Chart> chartFrom(const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    const auto known = protocol::decode<protocol::Chart>(
        parseOwnJson(text.toUtf8()).toObject(), protocol::UnknownKeys::Skip);
    return known ? std::optional(*known) : std::nullopt;
}

//! As on the wire; empty for none.
template <class T>
QString listText(const std::optional<QList<T>> &list)
{
    if (!list || list->isEmpty())
        return QStringLiteral("");
    return QString::fromUtf8(toCompactJson(protocol::encode(*list)));
}

QString chartText(const std::optional<protocol::Chart> &chart)
{
    return chart ? QString::fromUtf8(toCompactJson(protocol::encodeObject(*chart))) : QStringLiteral("");
}

} // namespace

protocol::Message readMessage(const QSqlQuery &row)
{
    protocol::Message out;
    out.id = row.value(0).toString();
    out.seq = row.value(1).toLongLong();
    out.roomId = row.value(2).toString();
    out.userId = row.value(3).toString();
    out.username = row.value(4).toString();
    out.content = row.value(5).toString();
    out.createdAt = row.value(6).toLongLong();
    if (const QString clientId = row.value(7).toString(); !clientId.isEmpty())
        out.clientId = clientId;
    if (const QString replyTo = row.value(8).toString(); !replyTo.isEmpty())
        out.replyTo = replyTo;
    if (const qint64 editedAt = row.value(9).toLongLong())
        out.editedAt = editedAt;
    if (row.value(10).toBool())
        out.deleted = true;
    if (const qint64 pinnedAt = row.value(11).toLongLong())
        out.pinnedAt = pinnedAt;
    out.reactions = listFrom<protocol::Reaction>(row.value(12).toString(), protocol::reactionsRange);
    out.files = listFrom<protocol::File>(row.value(13).toString(), protocol::filesRange);
    if (const qint64 changeSeq = row.value(14).toLongLong())
        out.changeSeq = changeSeq;
    out.chart = chartFrom(row.value(15).toString());
    return out;
}

bool mentions(const QString &content, const QString &username)
{
    const QStringList names{username, QStringLiteral("room"), QStringLiteral("here")};
    const auto isNameChar = [](QChar c) {
        return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('-');
    };
    for (qsizetype at = content.indexOf(QLatin1Char('@')); at >= 0;
         at = content.indexOf(QLatin1Char('@'), at + 1)) {
        if (at > 0 && isNameChar(content.at(at - 1)))
            continue;
        for (const QString &name : names) {
            const qsizetype end = at + 1 + name.size();
            if (!name.isEmpty() &&
                QStringView(content).mid(at + 1, name.size()).compare(name, Qt::CaseInsensitive) == 0 &&
                (end >= content.size() || !isNameChar(content.at(end))))
                return true;
        }
    }
    return false;
}

QList<RoomRecord> Store::readRooms(const QString &roomId) const
{
    QList<RoomRecord> out;
    m_database.runNamed(QStringLiteral("store.rooms"),
        {{QStringLiteral(":self"), m_self.userId}, {QStringLiteral(":room"), notNull(roomId)}},
        [&](const QSqlQuery &row) {
            out += RoomRecord{row.value(0).toString(), row.value(1).toString(), row.value(2).toString(),
                row.value(3).toBool(), row.value(4).toString(), row.value(5).toString(),
                row.value(6).toLongLong(), row.value(7).toLongLong(), row.value(8).toLongLong(),
                row.value(9).toLongLong(), row.value(10).toLongLong(), row.value(11).toLongLong(),
                row.value(12).toLongLong(), row.value(13).toLongLong(), row.value(14).toInt(),
                row.value(15).toLongLong()};
        });
    return out;
}

QList<RoomRecord> Store::rooms() const
{
    return readRooms({});
}

std::optional<RoomRecord> Store::room(const QString &roomId) const
{
    const QList<RoomRecord> found = roomId.isEmpty() ? QList<RoomRecord>() : readRooms(roomId);
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

QStringList Store::setRooms(const QList<protocol::Room> &rooms)
{
    QSet<QString> gone;
    m_database.run(QStringLiteral("store.room_ids"), {},
        [&](const QSqlQuery &row) { gone.insert(row.value(0).toString()); });
    m_database.transaction([&] {
        for (const protocol::Room &room : rooms) {
            gone.remove(room.id);
            saveRoom(room);
        }
        for (const QString &id : std::as_const(gone))
            forgetRoom(id);
        return m_database.run(QStringLiteral("store.remove_lost_drafts"), {});
    });
    return gone.values();
}

void Store::saveRoom(const protocol::Room &room)
{
    m_database.runNamed(QStringLiteral("store.save_room"),
        {{QStringLiteral(":id"), room.id}, {QStringLiteral(":name"), notNull(room.name)},
            {QStringLiteral(":topic"), notNull(room.topic)},
            {QStringLiteral(":private"), int(room.isPrivate)},
            {QStringLiteral(":direct"), notNull(room.directUserId.value_or(QString()))},
            {QStringLiteral(":last"), room.lastSeq}, {QStringLiteral(":read"), room.readSeq},
            {QStringLiteral(":at"), room.lastAt}, {QStringLiteral(":unread"), room.unread},
            {QStringLiteral(":mentions"), room.mentions},
            {QStringLiteral(":role"), room.role ? int(*room.role) : -1},
            {QStringLiteral(":archived"), room.archivedAt.value_or(0)}});
}

void Store::describeRoom(const protocol::RoomUpdated &now)
{
    m_database.run(QStringLiteral("store.describe_room"),
        {notNull(now.name), notNull(now.topic), int(now.isPrivate), now.archivedAt, now.roomId});
}

void Store::forgetRoom(const QString &roomId)
{
    m_database.transaction([&] {
        return m_database.run(QStringLiteral("store.remove_messages"), {roomId}) &&
               m_database.run(QStringLiteral("store.remove_members"), {roomId}) &&
               m_database.run(QStringLiteral("store.remove_room"), {roomId}) &&
               m_database.run(QStringLiteral("store.remove_drafts"), {roomId});
    });
}

bool Store::setEpoch(const QString &roomId, const QString &epoch)
{
    const auto known = room(roomId);
    if (!known || known->epoch == epoch)
        return false;
    if (known->epoch.isEmpty()) {
        m_database.run(QStringLiteral("store.set_epoch"), {epoch, roomId});
        return false;
    }
    return m_database.transaction([&] {
        return m_database.run(QStringLiteral("store.remove_messages"), {roomId}) &&
               m_database.run(QStringLiteral("store.restart_room"), {epoch, roomId});
    });
}

void Store::setJoined(const QString &roomId, qint64 lastSeq, qint64 readSeq)
{
    m_database.run(QStringLiteral("store.set_joined"), {lastSeq, readSeq, roomId});
}

void Store::setReadSeq(const QString &roomId, qint64 seq)
{
    m_database.run(QStringLiteral("store.set_read"), {seq, roomId});
}

void Store::setOthersRead(const QString &roomId, qint64 seq)
{
    m_database.run(QStringLiteral("store.set_others_read"), {seq, roomId});
}

void Store::setCursor(const QString &roomId, qint64 seq)
{
    m_database.run(QStringLiteral("store.set_cursor"), {seq, roomId});
}

bool Store::saveMessage(const protocol::Message &message)
{
    return m_database.run(QStringLiteral("store.save_message"),
        {message.roomId, message.seq, notNull(message.id), notNull(message.userId), notNull(message.username),
            notNull(message.content), message.createdAt, notNull(message.clientId.value_or(QString())),
            int(mentions(message.content, m_self.username)), notNull(message.replyTo.value_or(QString())),
            message.editedAt.value_or(0), int(message.deleted.value_or(false)), message.pinnedAt.value_or(0),
            listText(message.reactions), listText(message.files), message.changeSeq.value_or(0),
            chartText(message.chart)});
}

void Store::saveMessages(QList<protocol::Message> &messages)
{
    if (messages.isEmpty())
        return;
    QSet<QString> rooms;
    m_database.transaction([&] {
        for (protocol::Message &each : messages) {
            each = newerOf(each);
            if (!saveMessage(each) ||
                !m_database.runNamed(QStringLiteral("store.note_message"),
                    {{QStringLiteral(":seq"), each.seq}, {QStringLiteral(":at"), each.createdAt},
                        {QStringLiteral(":room"), each.roomId}}))
                return false;
            rooms.insert(each.roomId);
        }
        for (const QString &roomId : std::as_const(rooms))
            advanceCursor(roomId);
        return true;
    });
}

//! A hole was filled: goes on over what had come before it.
void Store::advanceCursor(const QString &roomId)
{
    qint64 cursor = 0;
    qint64 last = 0;
    m_database.run(QStringLiteral("store.cursor"), {roomId}, [&](const QSqlQuery &row) {
        cursor = row.value(0).toLongLong();
        last = row.value(1).toLongLong();
    });
    const qint64 before = cursor;
    while (cursor < last && has(roomId, cursor + 1))
        ++cursor;
    if (cursor > before)
        setCursor(roomId, cursor);
}

void Store::savePage(const QString &roomId, qint64 before, const QList<protocol::Message> &page, bool isFirst)
{
    m_database.transaction([&] {
        qint64 next = before; // walks down
        const auto markGone = [&](qint64 downTo) {
            protocol::Message gone;
            gone.roomId = roomId;
            // Bounded: a hostile answer must not make us write a million markers.
            for (qint64 seq = next - 1; seq > downTo && seq > next - 2'000; --seq) {
                gone.seq = seq;
                saveMessage(gone);
            }
        };
        for (auto it = page.rbegin(); it != page.rend(); ++it) {
            markGone(it->seq);
            saveMessage(*it);
            next = it->seq;
        }
        if (isFirst)
            markGone(0);
        return true;
    });
}

QList<protocol::Message> Store::page(const QString &roomId, qint64 before, int limit) const
{
    QList<protocol::Message> out;
    bool whole = true;
    while (whole && out.size() < limit && before > 1) {
        const int wanted = limit - int(out.size());
        int got = 0;
        m_database.run(QStringLiteral("store.page"), {roomId, before, wanted}, [&](const QSqlQuery &row) {
            ++got;
            const protocol::Message message = readMessage(row);
            whole = whole && message.seq == before - 1;
            if (!whole)
                return;
            before = message.seq;
            if (!message.id.isEmpty())
                out += message;
        });
        whole = whole && got == wanted;
    }
    return out;
}

QList<protocol::Message> Store::newest(const QString &roomId, int limit) const
{
    qint64 top = 0;
    m_database.run(QStringLiteral("store.newest_seq"), {roomId},
        [&](const QSqlQuery &row) { top = row.value(0).toLongLong(); });
    return page(roomId, top + 1, limit);
}

std::optional<protocol::Message> Store::message(const QString &messageId) const
{
    std::optional<protocol::Message> found;
    if (!messageId.isEmpty())
        m_database.run(QStringLiteral("store.message"), {messageId},
            [&](const QSqlQuery &row) { found = readMessage(row); });
    return found;
}

bool Store::has(const QString &roomId, qint64 seq) const
{
    bool found = false;
    m_database.run(
        QStringLiteral("store.message_at"), {roomId, seq}, [&](const QSqlQuery &) { found = true; });
    return found;
}

} // namespace hearth::app
