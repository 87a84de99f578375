#include "server/presence/replica.h"

namespace hearth::server::presence {

QList<PresencePart> Replica::of(const QString &userId) const
{
    QList<PresencePart> out;
    const auto found = m_people.constFind(userId);
    if (found == m_people.cend())
        return out;
    for (const Held &held : *found)
        out += held.written.part;
    return out;
}

Replica::Taken Replica::take(const QString &node, const QString &userId, const WrittenPart &part)
{
    const auto person = m_people.find(userId);
    if (person == m_people.end() || !person->contains(node)) {
        if (m_partCount >= m_maxParts)
            return Taken::TooMany;
        ++m_partCount;
        m_people[userId].insert(node, {part, m_mark});
        m_nodes[node].insert(userId);
        return Taken::News;
    }
    Held &held = (*person)[node];
    held.mark = m_mark;
    if (part.rev <= held.written.rev)
        return Taken::Nothing;
    const bool isSame = held.written.part == part.part;
    held.written = part;
    return isSame ? Taken::Nothing : Taken::News;
}

bool Replica::end(const QString &node, const QString &userId, qint64 rev)
{
    if (node == m_reading)
        m_endedMeanwhile.insert(userId, rev);
    const auto person = m_people.constFind(userId);
    if (person == m_people.cend() || !person->contains(node) || person->value(node).written.rev > rev)
        return false;
    forget(node, userId);
    return true;
}

void Replica::forget(const QString &node, const QString &userId)
{
    --m_partCount;
    auto &parts = m_people[userId];
    parts.remove(node);
    if (parts.isEmpty())
        m_people.remove(userId);
    auto &people = m_nodes[node];
    people.remove(userId);
    if (people.isEmpty())
        m_nodes.remove(node);
}

QList<Replica::Ended> Replica::endWhere(const QString &node, const std::function<bool(const Held &)> &is)
{
    QList<Ended> out;
    for (const QString &userId : m_nodes.value(node)) {
        const Held held = m_people.value(userId).value(node);
        if (!is(held))
            continue;
        out += {userId, held.written.part};
        forget(node, userId);
    }
    return out;
}

QList<Replica::Ended> Replica::endAll(const QString &node)
{
    return endWhere(node, [](const Held &) { return true; });
}

void Replica::readingBegins(const QString &node)
{
    m_reading = node;
    m_endedMeanwhile.clear();
}

Replica::Taken Replica::takeRead(const QString &userId, const WrittenPart &part)
{
    if (m_endedMeanwhile.value(userId) >= part.rev)
        return Taken::Nothing;
    return take(m_reading, userId, part);
}

void Replica::readingEnds()
{
    readingBegins({});
}

bool Replica::hasOlder(const QString &node, quint64 mark) const
{
    const auto people = m_nodes.constFind(node);
    return people != m_nodes.cend() &&
           std::any_of(people->begin(), people->end(), [&](const QString &userId) {
               return m_people.constFind(userId)->constFind(node)->mark < mark;
           });
}

QList<Replica::Ended> Replica::endOlder(const QString &node, quint64 mark)
{
    return endWhere(node, [mark](const Held &held) { return held.mark < mark; });
}

} // namespace hearth::server::presence
