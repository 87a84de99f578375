#include "server/features/numberwatch.h"

namespace hearth::server {

namespace {
constexpr int pollMs = 500;
} // namespace

NumberWatch::NumberWatch(Storage &storage, Storage::Work<qint64> ask, Changed changed)
    : m_storage(storage), m_ask(std::move(ask)), m_changed(std::move(changed))
{
    m_timer.callOnTimeout(this, &NumberWatch::poll);
    m_timer.start(pollMs);
    poll();
}

void NumberWatch::poll()
{
    if (std::exchange(m_isAsking, true))
        return; // the database is away, and what is asked of it would pile up
    m_storage.read<qint64>(this, m_ask, [this](const Result<qint64> &number) {
        m_isAsking = false;
        if (!number && m_failed)
            m_failed();
        if (number && std::exchange(m_known, *number) != *number)
            m_changed(*number);
    });
}

} // namespace hearth::server
