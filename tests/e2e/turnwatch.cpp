#include "tests/e2e/turnwatch.h"

#include <QAbstractEventDispatcher>

#include <algorithm>
#include <ctime>
#include <utility>

namespace {

double threadMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

} // namespace

TurnWatch::TurnWatch(QObject *parent) : QObject(parent), m_began(threadMs())
{
    auto *dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, &TurnWatch::begin);
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &TurnWatch::end);
}

double TurnWatch::takeLongest()
{
    end();
    begin();
    return std::exchange(m_longest, 0);
}

// A turn that does not block is measured from one awakening to the next.
void TurnWatch::begin()
{
    end();
    m_began = threadMs();
}

void TurnWatch::end()
{
    const double now = threadMs();
    m_longest = std::max(m_longest, now - m_began);
    m_began = now;
}
