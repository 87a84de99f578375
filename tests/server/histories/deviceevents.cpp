#include "tests/server/histories/device.h"

#include <QJsonDocument>

namespace hearth::test {

namespace {

QString text(const QJsonObject &data, const char *key)
{
    return data.value(QLatin1String(key)).toString();
}

qint64 number(const QJsonObject &data, const char *key)
{
    return qint64(data.value(QLatin1String(key)).toDouble());
}

//! What a change does to a message, by its event.
void change(QJsonObject &message, const QString &event, const QJsonObject &data)
{
    const auto take = [&](const char *key) {
        message.insert(QLatin1String(key), data.value(QLatin1String(key)));
    };
    if (event == QLatin1String("message:updated")) {
        take("content");
        take("editedAt");
    } else if (event == QLatin1String("message:reacted")) {
        take("reactions");
        if (message.value(QStringLiteral("reactions")).toArray().isEmpty())
            message.remove(QStringLiteral("reactions"));
    } else if (event == QLatin1String("message:pinned")) {
        take("pinnedAt");
        if (number(message, "pinnedAt") == 0)
            message.remove(QStringLiteral("pinnedAt"));
    } else { // message:deleted
        for (const char *key : {"editedAt", "pinnedAt", "reactions", "files", "chart"})
            message.remove(QLatin1String(key));
        message.insert(QStringLiteral("content"), QString());
        message.insert(QStringLiteral("deleted"), true);
    }
    take("changeSeq");
}

bool isNamed(const QString &content, const QString &name)
{
    return content.contains(QLatin1Char('@') + name) || content.contains(QLatin1String("@room"));
}

} // namespace

void Device::applyChange(const QString &event, const QJsonObject &data)
{
    RoomView &view = m_rooms[text(data, "roomId")];
    const auto message = view.messages.find(number(data, "seq"));
    if (message == view.messages.end()) {
        faults += QStringLiteral("%1 of a message that is not there: %2").arg(event).arg(number(data, "seq"));
        return;
    }
    if (number(data, "changeSeq") > number(*message, "changeSeq"))
        change(*message, event, data);
}

void Device::apply(const QString &event, const QJsonObject &data)
{
    const QString roomId = event == QLatin1String("room:added")
                               ? text(data.value(QStringLiteral("room")).toObject(), "id")
                               : text(data, "roomId");
    const QString userId = text(data, "userId");
    if (event == QLatin1String("room:added")) {
        if (m_rooms.contains(roomId))
            return;
        m_rooms[roomId].room = data.value(QStringLiteral("room")).toObject();
        m_catching.insert(roomId);
        return enter(roomId);
    }
    if (event == QLatin1String("presence:changed"))
        return void(m_presence[userId] = text(data, "status"));
    if (event == QLatin1String("notification")) {
        const QString id = text(data, "id");
        if (m_everTold.contains(id))
            faults += QStringLiteral("notification %1 twice").arg(id);
        m_everTold.insert(id);
        m_unread.insert(id, roomId);
        return;
    }
    if (event == QLatin1String("notification:cleared")) {
        for (const QJsonValue &id : data.value(QStringLiteral("ids")).toArray())
            m_unread.remove(id.toString());
        return;
    }
    if (event == QLatin1String("room:removed")) {
        m_rooms.remove(roomId);
        m_unread.removeIf([&roomId](auto it) { return it.value() == roomId; });
        return;
    }
    if (!m_rooms.contains(roomId))
        return;
    RoomView &view = m_rooms[roomId];
    if (event == QLatin1String("room:updated")) {
        for (const char *key : {"name", "topic", "private"})
            view.room.insert(QLatin1String(key), data.value(QLatin1String(key)));
        if (number(data, "archivedAt") > 0)
            view.room.insert(QStringLiteral("archivedAt"), data.value(QStringLiteral("archivedAt")));
        else
            view.room.remove(QStringLiteral("archivedAt"));
    } else if (event == QLatin1String("member:changed")) {
        const QJsonObject member = data.value(QStringLiteral("member")).toObject();
        view.members.insert(text(member, "userId"), text(member, "role"));
        m_presence.insert(text(member, "userId"), text(member, "status"));
        if (text(member, "userId") == m_person.id)
            view.room.insert(QStringLiteral("role"), text(member, "role"));
    } else if (event == QLatin1String("member:removed")) {
        view.members.remove(userId);
        view.reads.remove(userId);
    } else if (event == QLatin1String("message:new")) {
        put(data);
    } else if (event.startsWith(QLatin1String("message:"))) {
        applyChange(event, data);
    } else if (event == QLatin1String("chat:read")) {
        qint64 &cursor = userId == m_person.id ? view.readSeq : view.reads[userId];
        cursor = std::max(cursor, number(data, "seq"));
    } else if (event == QLatin1String("typing:user")) {
        if (data.value(QStringLiteral("typing")).toBool())
            view.typing.insert(userId);
        else
            view.typing.remove(userId);
    }
}

//! Unread messages, and those of them that name the person.
QPair<int, int> Device::countsOf(const RoomView &view) const
{
    QPair<int, int> counts;
    for (auto it = view.messages.upperBound(view.readSeq); it != view.messages.end(); ++it) {
        if (text(*it, "userId") == m_person.id || it->contains(QStringLiteral("deleted")))
            continue;
        ++counts.first;
        counts.second += isNamed(text(*it, "content"), m_person.name);
    }
    return counts;
}

QStringList Device::state() const
{
    QStringList lines;
    QSet<QString> known{m_person.id};
    for (auto it = m_rooms.begin(); it != m_rooms.end(); ++it) {
        const RoomView &view = *it;
        const QString &id = it.key();
        const auto [unread, mentions] = countsOf(view);
        QJsonObject room;
        for (const char *key : {"name", "topic", "private", "directUserId", "role", "archivedAt"})
            room.insert(QLatin1String(key), view.room.value(QLatin1String(key)));
        lines += QStringLiteral("%1 room %2")
                     .arg(id, QString::fromUtf8(QJsonDocument(room).toJson(QJsonDocument::Compact)));
        lines += QStringLiteral("%1 read %2 unread %3 mentions %4")
                     .arg(id)
                     .arg(view.readSeq)
                     .arg(unread)
                     .arg(mentions);
        for (auto member = view.members.begin(); member != view.members.end(); ++member) {
            known.insert(member.key());
            lines += QStringLiteral("%1 member %2 %3 read %4")
                         .arg(id, member.key(), *member)
                         .arg(member.key() == m_person.id ? -1 : view.reads.value(member.key()));
        }
        for (const QJsonObject &message : view.messages)
            lines += QStringLiteral("%1 message ").arg(id) +
                     QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact));
        for (const QString &userId : view.typing)
            lines += QStringLiteral("%1 typing %2").arg(id, userId);
    }
    for (const QString &userId : known)
        lines += QStringLiteral("presence %1 %2")
                     .arg(userId, userId == m_person.id ? QString() : m_presence.value(userId));
    for (const QString &id : m_unread.keys())
        lines += QStringLiteral("notification %1").arg(id);
    lines.sort();
    return lines;
}

} // namespace hearth::test
