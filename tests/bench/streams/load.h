#pragma once

#include "tests/bench/streams/reader.h"

#include <atomic>
#include <stop_token>
#include <vector>

namespace hearth::bench {

struct Plan
{
    int port = 0;
    int pid = 0; //!< whose processor time counts
    std::string token;
    enum class Kind { Stream, Socket } kind = Kind::Stream;
    int readers = 1000;
    int channels = 100;
    int each = 10;    //!< channels that one reader hears
    double rate = 10; //!< values of a channel a second
    double seconds = 10;
    double warmUp = 2;
    int stalled = 0; //!< further streams, of all channels, that nobody reads
    double patience = 20;
};

struct Figures
{
    double seconds = 0; //!< without the warm-up
    double cpuSeconds = 0;
    double published = 0;
    double deliveries = 0;
    double p50Ms = 0; //!< from when a value was due to be sent
    double p99Ms = 0;
    double worstMs = 0;
    double missing = 0; //!< of all, the warm-up included
    int stalledCut = 0;
    double stalledRead = 0; //!< bytes that a stalled reader could still read once it was cut, the most
    double queuedBytes = 0; //!< that the server held for its peers, at most (/metrics)
};

//! Publishes on some channels at a steady rate while readers hear some of them each. Every delivery is
//! checked: each value once to each reader of its channel, in order. What is not as it should be throws.
class Load
{
public:
    explicit Load(Plan plan);
    ~Load();
    [[nodiscard]] Figures run();

private:
    struct Hearing
    {
        Load *load = nullptr;
        std::unique_ptr<Reader> reader;
        std::vector<long> next; //!< by channel; -1: not heard
    };

    void connect();
    void stall();
    void publishDue(std::int64_t until);
    void turn(int timeoutMs);
    void heard(Hearing &hearing, std::string_view text);
    [[nodiscard]] std::int64_t dueAt(long value) const;
    [[nodiscard]] double expected() const;
    void watchQueue(const std::stop_token &stop);
    void finish(Figures &figures);

    const Plan m_plan;
    const std::string m_prefix; //!< of the channels: a second run finds none of the first
    int m_epoll;
    std::unique_ptr<Client> m_publisher;
    std::vector<std::unique_ptr<Hearing>> m_readers;
    std::vector<int> m_stalled;
    std::vector<long> m_readersOf; //!< by channel
    std::int64_t m_start = 0;
    std::int64_t m_measureFrom = 0;
    std::int64_t m_measureUntil = 0;
    long m_published = 0;
    std::int64_t m_deliveries = 0;
    std::int64_t m_measured = 0;
    std::vector<float> m_latencies; //!< ms
    std::atomic<long> m_queuedBytes = 0;
};

} // namespace hearth::bench
