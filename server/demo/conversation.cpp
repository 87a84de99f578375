#include "server/demo/conversation.h"

#include <QRandomGenerator>

namespace hearth::server {

namespace {

constexpr int firstPauseMs = 2'500;
//! Between two lines: as long as one reads the last.
constexpr int pauseMs = 2'500;
constexpr int pauseSpreadMs = 3'000;

//! A quick typist, but nobody waits for ever.
int typingMs(const QString &text)
{
    return std::min(1'200 + 25 * int(text.size()), 4'000);
}

qsizetype chance(qsizetype below)
{
    return qsizetype(QRandomGenerator::global()->bounded(quint32(below)));
}

} // namespace

Conversation::Conversation(
    const QUrl &server, const DemoScript &script, const DemoCast &cast, QObject *parent)
    : QObject(parent), m_script(script), m_cast(cast)
{
    for (const DemoPerson &person : script.people) {
        if (!person.status.isEmpty())
            invite(person, server);
    }
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Conversation::next);
    m_timer.start(firstPauseMs);
}

void Conversation::invite(const DemoPerson &person, const QUrl &server)
{
    QStringList rooms;
    for (const DemoRoom &room : m_script.rooms) {
        if (room.members.contains(person.username))
            rooms += m_cast.rooms.value(room.name);
    }
    const QString token = m_cast.people.value(person.username).token;
    auto visitor = std::make_unique<Visitor>(server, token, rooms, person.status);
    // One ear is enough for what all of them hear.
    if (person.username == m_script.repliers.value(0))
        connect(visitor.get(), &Visitor::heard, this, &Conversation::answer);
    m_visitors[person.username] = std::move(visitor);
}

void Conversation::answer(const QString &roomId, const QString &username)
{
    if (username != m_script.people.first().username || m_script.replies.isEmpty())
        return;
    QStringList present;
    for (const DemoRoom &room : m_script.rooms) {
        if (m_cast.rooms.value(room.name) != roomId)
            continue;
        for (const QString &who : m_script.repliers) {
            if (room.members.contains(who))
                present += who;
        }
    }
    if (present.isEmpty())
        return;
    m_reply = Line{
        roomId, present.at(chance(present.size())), m_script.replies.at(chance(m_script.replies.size()))};
}

void Conversation::next()
{
    Line line;
    if (m_reply) {
        line = *std::exchange(m_reply, std::nullopt);
    } else {
        const DemoLine &scripted = m_script.talk.at(m_at);
        m_at = (m_at + 1) % m_script.talk.size();
        line = {m_cast.rooms.value(scripted.room), scripted.who, scripted.text};
    }
    Visitor *visitor = m_visitors.at(line.who).get();
    visitor->type(line.roomId);
    const int typing = typingMs(line.text);
    QTimer::singleShot(typing, this, [visitor, line] { visitor->say(line.roomId, line.text); });
    m_timer.start(typing + pauseMs + int(chance(pauseSpreadMs)));
}

} // namespace hearth::server
