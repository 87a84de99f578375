#include "tests/server/histories/world.h"

namespace hearth::test {

namespace {

constexpr int steps = 40;
constexpr int devicesEach = 2;

QJsonObject ofRoom(const QString &roomId, QJsonObject more = {})
{
    more.insert(QStringLiteral("roomId"), roomId);
    return more;
}

} // namespace

World::World(TestServer &server, unsigned seed)
    : m_server(server), m_random(seed), m_name(QStringLiteral("h%1").arg(seed))
{
    const int count = 3 + below(2);
    for (int i = 0; i < count; ++i) {
        const protocol::Role role = i == 3 ? protocol::Role::Guest : protocol::Role::Member;
        const QString name = QStringLiteral("%1%2").arg(QLatin1Char(char('a' + i))).arg(m_name);
        m_people += server.addPerson(name, role, below(4) != 0);
        for (int j = 0; j < devicesEach; ++j)
            m_devices.push_back(std::make_unique<Device>(server, m_people.last()));
    }
}

QStringList World::run()
{
    for (int i = 0; i < steps && m_found.isEmpty(); ++i) {
        for (int together = 1 + below(4); together > 0; --together)
            step();
        if (below(2) == 0)
            m_server.settle();
        if (i == steps / 2)
            check(QStringLiteral("half way"));
    }
    check(QStringLiteral("at the end"));
    m_devices.clear();
    m_server.settle();
    return m_found;
}

void World::step()
{
    Device &device = *m_devices[size_t(below(int(m_devices.size())))];
    if (!device.isOnline())
        return device.connect();
    if (!device.isLive())
        return;
    const int kind = below(100);
    if (kind < 50)
        ofMessages(device);
    else if (kind < 62)
        ofMembers(device);
    else if (kind < 72)
        ofRooms(device);
    else if (kind < 84)
        ofPerson(device);
    else
        ofConnection(device);
}

QString World::someRoom(const Device &device)
{
    const QStringList ids = device.rooms().keys();
    return ids.isEmpty() ? QString() : pick(ids);
}

QString World::someMessage(const Device &device, const QString &roomId)
{
    const RoomView view = device.rooms().value(roomId);
    if (view.messages.isEmpty())
        return {};
    return pick(view.messages.values()).value(QStringLiteral("id")).toString();
}

QString World::someText()
{
    QString text = QStringLiteral("text %1").arg(below(1000));
    const int mention = below(8);
    if (mention < int(m_people.size()))
        text += QStringLiteral(" @") + m_people[mention].name;
    else if (mention == 7)
        text += QStringLiteral(" @room");
    return text;
}

void World::ofRooms(Device &device)
{
    const QString token = device.person().token;
    const QString room = someRoom(device);
    const int kind = below(10);
    const QString name = QStringLiteral("%1-%2").arg(m_name).arg(++m_rooms);
    if (room.isEmpty() || kind < 3) {
        QJsonArray members;
        for (const TestServer::Person &each : m_people) {
            if (each.id != device.person().id && below(2) == 0)
                members.append(each.id);
        }
        m_server.call("POST", QStringLiteral("/api/rooms"), token,
            {{QStringLiteral("name"), name}, {QStringLiteral("private"), below(2) == 0},
                {QStringLiteral("members"), members}},
            {});
    } else if (kind < 5) {
        const TestServer::Person &other = pick(m_people);
        if (other.id != device.person().id)
            m_server.call(
                "POST", QStringLiteral("/api/rooms"), token, {{QStringLiteral("direct"), other.id}}, {});
    } else {
        QJsonObject body;
        if (kind < 7)
            body = {{QStringLiteral("name"), name}, {QStringLiteral("topic"), someText()}};
        else if (kind < 9)
            body = {{QStringLiteral("archived"), below(3) == 0}};
        else
            body = {{QStringLiteral("private"), below(2) == 0}};
        m_server.call("PATCH", QStringLiteral("/api/rooms/") + room, token, body, {});
    }
}

void World::ofMembers(Device &device)
{
    const QString token = device.person().token;
    const int kind = below(10);
    if (kind < 2) { // a public room that one is not in
        m_server.call("GET", QStringLiteral("/api/rooms"), token, {},
            [this, &device](const TestServer::Answer &answer) {
                for (const QJsonValue &each : answer.body.value(QStringLiteral("public")).toArray()) {
                    const QJsonObject room = each.toObject();
                    if (room.value(QStringLiteral("name")).toString().startsWith(m_name + QLatin1Char('-')))
                        return m_server.call("PUT",
                            QStringLiteral("/api/rooms/%1/members/%2")
                                .arg(room.value(QStringLiteral("id")).toString(), device.person().id),
                            device.person().token, {}, {});
                }
            });
        return;
    }
    const QString room = someRoom(device);
    const TestServer::Person &whom = kind < 4 ? device.person() : pick(m_people);
    const QString path = QStringLiteral("/api/rooms/%1/members/%2").arg(room, whom.id);
    if (room.isEmpty())
        return;
    if (kind < 5)
        m_server.call("DELETE", path, token, {}, {});
    else if (kind < 8)
        m_server.call("PUT", path, token, {}, {});
    else
        m_server.call("PATCH", path, token,
            {{QStringLiteral("role"),
                QLatin1String(std::array{"owner", "admin", "member", "guest"}[size_t(below(4))])}},
            {});
}

void World::ofMessages(Device &device)
{
    const QString room = someRoom(device);
    if (room.isEmpty())
        return;
    const QString message = someMessage(device, room);
    const QString id = QStringLiteral("messageId");
    const int kind = message.isEmpty() ? 0 : below(20);
    if (kind < 7) {
        QJsonObject body{{QStringLiteral("content"), someText()}};
        if (kind == 6)
            body.insert(QStringLiteral("replyTo"), message);
        if (kind == 5)
            body.insert(QStringLiteral("clientId"), QStringLiteral("c%1").arg(below(5)));
        device.emitEvent(QStringLiteral("message:send"), ofRoom(room, body));
    } else if (kind < 10) {
        device.emitEvent(QStringLiteral("message:edit"),
            ofRoom(room, {{id, message}, {QStringLiteral("content"), someText()}}));
    } else if (kind < 11) {
        device.emitEvent(QStringLiteral("message:delete"), ofRoom(room, {{id, message}}));
    } else if (kind < 13) {
        device.emitEvent(QStringLiteral("message:react"),
            ofRoom(room, {{id, message},
                             {QStringLiteral("emoji"), below(2) ? QStringLiteral("👍") : QStringLiteral("🔥")},
                             {QStringLiteral("on"), below(3) != 0}}));
    } else if (kind < 14) {
        device.emitEvent(QStringLiteral("message:pin"),
            ofRoom(room, {{id, message}, {QStringLiteral("on"), below(3) != 0}}));
    } else if (kind < 18) {
        device.emitEvent(QStringLiteral("chat:read"), ofRoom(room, {{id, message}}));
    } else {
        device.emitEvent(kind == 18 ? QStringLiteral("typing:start") : QStringLiteral("typing:stop"), room);
    }
}

void World::ofPerson(Device &device)
{
    const QString room = someRoom(device);
    switch (below(6)) {
    case 0:
        return device.emitEvent(QStringLiteral("presence:update"),
            QLatin1String(std::array{"online", "away", "busy", "invisible"}[size_t(below(4))]));
    case 1:
        return device.emitEvent(QStringLiteral("presence:idle"), below(2) == 0);
    case 2:
        return device.emitEvent(
            QStringLiteral("notification:read"), QJsonObject{{QStringLiteral("all"), true}});
    case 3:
        if (!room.isEmpty())
            device.emitEvent(QStringLiteral("notification:read"), ofRoom(room));
        return;
    case 4:
        if (!room.isEmpty())
            m_server.call("PUT", QStringLiteral("/api/rooms/%1/notifications").arg(room),
                device.person().token,
                {{QStringLiteral("level"),
                    QLatin1String(std::array{"all", "mentions", "none"}[size_t(below(3))])}},
                {});
        return;
    default: // somebody sets the machine's clock
        m_server.clock.skewMs += (below(2) ? 1 : -1) * qint64(below(3'600'000));
    }
}

void World::ofConnection(Device &device)
{
    device.lose();
    if (below(2))
        device.connect(); // at once
}

void World::stopTyping()
{
    for (const auto &device : m_devices) {
        for (const QString &room : device->isLive() ? device->rooms().keys() : QStringList())
            device->emitEvent(QStringLiteral("typing:stop"), room);
    }
    m_server.settle();
}

void World::check(const QString &when)
{
    m_server.settle();
    stopTyping();
    std::vector<std::unique_ptr<Device>> fresh;
    for (const TestServer::Person &person : m_people) {
        fresh.push_back(std::make_unique<Device>(m_server, person));
        fresh.back()->connect();
    }
    m_server.settle();
    for (const auto &device : m_devices) {
        if (!device->isOnline())
            continue;
        if (!device->isLive()) {
            m_found += QStringLiteral("%1, %2: never caught up").arg(when, device->person().name);
            continue;
        }
        for (const QString &fault : device->faults)
            m_found += QStringLiteral("%1, %2: %3").arg(when, device->person().name, fault);
        const auto &other = *std::ranges::find_if(
            fresh, [&](const auto &each) { return each->person().id == device->person().id; });
        const QStringList held = device->state();
        const QStringList told = other->state();
        for (const QString &line : held) {
            if (!told.contains(line))
                m_found += QStringLiteral("%1, %2 holds  %3").arg(when, device->person().name, line);
        }
        for (const QString &line : told) {
            if (!held.contains(line))
                m_found += QStringLiteral("%1, %2 misses %3").arg(when, device->person().name, line);
        }
    }
    for (const auto &device : fresh)
        checkCounts(*device, when);
    fresh.clear();
    m_server.settle();
}

void World::checkCounts(const Device &device, const QString &when)
{
    const QStringList computed = device.state();
    const auto answer = m_server.get(QStringLiteral("/api/rooms"), device.person().token);
    for (const QJsonValue &each : answer.body.value(QStringLiteral("rooms")).toArray()) {
        const QJsonObject room = each.toObject();
        const auto number = [&room](const char *key) {
            return qint64(room.value(QLatin1String(key)).toDouble());
        };
        const QString id = room.value(QStringLiteral("id")).toString();
        const QString line = QStringLiteral("%1 read %2 unread %3 mentions %4")
                                 .arg(id)
                                 .arg(number("readSeq"))
                                 .arg(number("unread"))
                                 .arg(number("mentions"));
        if (!computed.contains(line))
            m_found +=
                QStringLiteral("%1, the server counts for %2: %3").arg(when, device.person().name, line);
        const RoomView view = device.rooms().value(id);
        if (number("lastSeq") != (view.messages.isEmpty() ? 0 : view.messages.lastKey()) ||
            number("lastSeq") != view.messages.size())
            m_found += QStringLiteral("%1, %2: the room has a hole").arg(when, id);
    }
    const auto unread =
        m_server.get(QStringLiteral("/api/notifications?unread=true&limit=1"), device.person().token);
    const qsizetype listed = std::ranges::count_if(
        computed, [](const QString &line) { return line.startsWith(QLatin1String("notification ")); });
    if (unread.body.value(QStringLiteral("unread")).toInt() != int(listed))
        m_found += QStringLiteral("%1, %2: %3 unread notifications are counted, %4 listed")
                       .arg(when, device.person().name)
                       .arg(unread.body.value(QStringLiteral("unread")).toInt())
                       .arg(listed);
}

} // namespace hearth::test
