//! hearth-bench-floor: what the kernel alone takes to give each of many peers the same bytes: no server, no
//! protocol, one thread that does nothing else, by the cheapest way that was found, one submission to
//! io_uring. Prints one line of JSON,
//! `{"sendUs":N}`, processor time of the sender a send. No server that sends once to each peer can cost less.
#include "tests/bench/arguments.h"

#include <atomic>
#include <cstdio>
#include <ctime>
#include <vector>

#include <arpa/inet.h>
#include <liburing.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace hearth::bench;

namespace {

const char *const usage = "hearth-bench-floor [--peers N] [--bytes N] [--seconds S] [--reader-core N]\n"
                          "Pin it to the core on which servers are measured: taskset -c 0.\n";

struct Plan
{
    unsigned peers = 1000; //!< up to 4,096, of one submission
    unsigned bytes = 250;
    double seconds = 2;
    int readerCore = 1;
};

double now(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

//! Reads what all are sent, and says how much. Ends with its parent.
[[noreturn]] void readAll(const sockaddr_in &address, const Plan &plan, std::atomic<long> &got)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(plan.readerCore, &cores);
    ::sched_setaffinity(0, sizeof cores, &cores);
    const int epoll = ::epoll_create1(0);
    for (unsigned i = 0; i < plan.peers; ++i) {
        const int peer = ::socket(AF_INET, SOCK_STREAM, 0);
        if (::connect(peer, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            ::_exit(1);
        epoll_event event{EPOLLIN, {}};
        event.data.fd = peer;
        ::epoll_ctl(epoll, EPOLL_CTL_ADD, peer, &event);
    }
    static char bytes[64 * 1024];
    static epoll_event events[512];
    for (;;) {
        const int ready = ::epoll_wait(epoll, events, 512, -1);
        long read = 0;
        for (int i = 0; i < ready; ++i)
            read += std::max<ssize_t>(::recv(events[i].data.fd, bytes, sizeof bytes, MSG_DONTWAIT), 0);
        got += read;
    }
}

//! Empty where one does not come: a reader that has no descriptors left has ended.
std::vector<int> acceptAll(int listening, unsigned count)
{
    std::vector<int> peers;
    const int on = 1;
    const timeval limit{5, 0};
    ::setsockopt(listening, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    while (peers.size() < count) {
        const int peer = ::accept(listening, nullptr, nullptr);
        if (peer < 0)
            return {};
        ::setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        peers.push_back(peer);
    }
    return peers;
}

//! False where something was not taken whole.
bool sendToAll(io_uring &ring, const std::vector<int> &peers, const std::vector<char> &bytes)
{
    for (const int peer : peers)
        ::io_uring_prep_send(
            ::io_uring_get_sqe(&ring), peer, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    bool areWhole = true;
    for (unsigned done = 0; done < peers.size();) {
        ::io_uring_submit_and_wait(&ring, unsigned(peers.size()) - done);
        io_uring_cqe *result = nullptr;
        unsigned head = 0;
        unsigned count = 0;
        io_uring_for_each_cqe(&ring, head, result)
        {
            areWhole = areWhole && result->res == int(bytes.size());
            ++count;
        }
        ::io_uring_cq_advance(&ring, count);
        done += count;
    }
    return areWhole;
}

int fail(const char *what)
{
    std::fprintf(stderr, "hearth-bench-floor: %s\n", what);
    return 1;
}

int measure(const Plan &plan)
{
    void *shared =
        ::mmap(nullptr, sizeof(std::atomic<long>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    auto &got = *new (shared) std::atomic<long>(0);
    const int listening = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listening, reinterpret_cast<sockaddr *>(&address), size) != 0 ||
        ::listen(listening, 4096) != 0)
        return fail("no port to listen on");
    ::getsockname(listening, reinterpret_cast<sockaddr *>(&address), &size);
    const pid_t reader = ::fork();
    if (reader == 0)
        readAll(address, plan, got);
    const std::vector<int> peers = acceptAll(listening, plan.peers);
    io_uring ring{};
    if (peers.empty())
        return fail("the peers could not connect; raise ulimit -n");
    if (::io_uring_queue_init(plan.peers, &ring, IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN) !=
        0)
        return fail("this machine allows no io_uring");
    const std::vector<char> bytes(plan.bytes, 'x');
    const double begun = now(CLOCK_MONOTONIC);
    const double cpuBegun = now(CLOCK_PROCESS_CPUTIME_ID);
    long rounds = 0;
    while (now(CLOCK_MONOTONIC) - begun < plan.seconds) {
        if (!sendToAll(ring, peers, bytes))
            return fail("a peer did not take what it was sent");
        ++rounds;
        while (got < rounds * long(plan.peers) * long(plan.bytes))
            ::usleep(50);
    }
    const double cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpuBegun;
    std::printf("{\"sendUs\":%g}\n", cpu * 1e6 / double(rounds) / plan.peers);
    ::kill(reader, SIGKILL);
    ::waitpid(reader, nullptr, 0);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    Plan plan;
    const Arguments given(argc, argv);
    given.number("--peers", plan.peers);
    given.number("--bytes", plan.bytes);
    given.number("--seconds", plan.seconds);
    given.number("--reader-core", plan.readerCore);
    if (!given.areWhole() || plan.peers == 0 || plan.peers > 4096 || plan.bytes == 0 || plan.bytes > 16'384) {
        std::fputs(usage, stderr);
        return 2;
    }
    return measure(plan);
}
