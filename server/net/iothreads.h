#pragma once

#include "server/net/iothread.h"

namespace hearth::server {

//! Threads for sockets, so that what the kernel does for a fan-out, most of its cost, is done on several
//! cores beside each other. None of it is for another thread than the main loop's.
class IoThreads
{
public:
    //! Unavailable, in one line, where the system gives no descriptors.
    [[nodiscard]] static Result<std::unique_ptr<IoThreads>> create(
        Loop &main, int count, const IoThread::Options &options);
    //! Not within a turn.
    ~IoThreads();
    //! How many `--io-threads N` asks for. -1 goes by the cores that this process may run on: none where
    //! that is one, else one less than there are, which is the main thread's; at most 8, which is more than
    //! one main thread keeps busy.
    [[nodiscard]] static int countFor(int wanted);

    //! Of the threads the one with the fewest residents; null where there are none.
    [[nodiscard]] IoThread *leastBusy();
    [[nodiscard]] const std::vector<std::unique_ptr<IoThread>> &all() const { return m_threads; }

private:
    explicit IoThreads(Loop &main) : m_main(main) {}

    Loop &m_main;
    std::vector<std::unique_ptr<IoThread>> m_threads;
};

} // namespace hearth::server
