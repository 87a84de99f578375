#include "server/features/sequence.h"

namespace hearth::server {

void Sequence::add(qint64 position, const Said &said, const Tell &tell)
{
    hold(position, said);
    goOn(tell);
}

void Sequence::hold(qint64 position, const Said &said)
{
    if (position <= m_last)
        return;
    expect(position);
    // The next one always has room: behind it the others wait.
    if (held() < maxHeld || position == m_last + 1)
        m_held.emplace(position, said);
    else
        ++m_leftOut;
}

bool Sequence::fill(qint64 position, const Said &said, const Tell &tell)
{
    if (position <= m_last)
        return false;
    m_last = position;
    expect(position);
    tell(said);
    return true;
}

int Sequence::settle(qint64 upTo, qint64 asked)
{
    m_last = std::max(m_last, upTo);
    m_held.erase(m_held.begin(), m_held.upper_bound(m_last));
    // What was said before the database was asked is in it.
    const auto strange = m_held.upper_bound(asked);
    const auto count = int(std::distance(m_held.begin(), strange));
    m_held.erase(m_held.begin(), strange);
    if (m_expected <= asked)
        m_expected = m_last;
    return count;
}

bool Sequence::correct(qint64 known, qint64 upTo)
{
    if (upTo >= known)
        return false;
    m_last = m_expected = upTo;
    m_held.clear();
    return true;
}

void Sequence::goOn(const Tell &tell)
{
    m_held.erase(m_held.begin(), m_held.upper_bound(m_last));
    for (auto next = m_held.begin(); next != m_held.end() && next->first == m_last + 1;
         next = m_held.erase(next)) {
        m_last = next->first;
        tell(next->second);
    }
    expect(m_last);
}

} // namespace hearth::server
