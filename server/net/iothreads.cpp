#include "server/net/iothreads.h"

#include <algorithm>

#include <sched.h>

namespace hearth::server {

namespace {

constexpr int mostByItself = 8;

int usableCores()
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    return ::sched_getaffinity(0, sizeof cores, &cores) == 0 ? CPU_COUNT(&cores) : 1;
}

} // namespace

Result<std::unique_ptr<IoThreads>> IoThreads::create(Loop &main, int count, const IoThread::Options &options)
{
    std::unique_ptr<IoThreads> out(new IoThreads(main));
    for (int number = 1; number <= count; ++number) {
        auto thread = std::make_unique<IoThread>(main, options, number);
        if (auto started = thread->start(); !started)
            return started.error();
        out->m_threads.push_back(std::move(thread));
    }
    return out;
}

IoThreads::~IoThreads()
{
    m_main.releaseRetired(); // some may have residents
}

int IoThreads::countFor(int wanted)
{
    return wanted >= 0 ? wanted : std::min(usableCores() - 1, mostByItself);
}

IoThread *IoThreads::leastBusy()
{
    return m_threads.empty() ? nullptr : std::ranges::min_element(m_threads, {}, [](const auto &each) {
        return each->residents();
    })->get();
}

} // namespace hearth::server
