#include "tests/bench/streams/load.h"

#include "tests/bench/fanout/serverload.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <thread>

namespace hearth::bench {

namespace {

constexpr double nsPerSecond = 1e9;

long numberAfter(std::string_view text, std::string_view key)
{
    const auto at = text.find(key);
    long number = -1;
    if (at != std::string_view::npos)
        std::from_chars(text.data() + at + key.size(), text.data() + text.size(), number);
    return number;
}

double quantile(std::vector<float> &values, double part)
{
    if (values.empty())
        return 0;
    const auto at = values.begin() + std::ptrdiff_t(part * double(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return double(*at);
}

//! Until the end of the stream; nothing where there is none yet.
std::optional<double> bytesUntilTheEnd(int descriptor)
{
    double sum = 0;
    std::array<char, 64 * 1024> buffer;
    for (;;) {
        const ssize_t got = ::recv(descriptor, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            return std::nullopt;
        if (got <= 0)
            return sum;
        sum += double(got);
    }
}

} // namespace

Load::Load(Plan plan)
    : m_plan(std::move(plan))
    , m_prefix("bench" + std::to_string(::getpid()) + "-")
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_readersOf(std::size_t(m_plan.channels))
{}

Load::~Load()
{
    for (const int descriptor : m_stalled)
        ::close(descriptor);
    ::close(m_epoll);
}

void Load::connect()
{
    const auto port = std::uint16_t(m_plan.port);
    m_publisher = std::make_unique<Client>(port, m_plan.token);
    m_publisher->unblock();
    for (int i = 0; i < m_plan.readers; ++i) {
        auto hearing = std::make_unique<Hearing>();
        hearing->load = this;
        hearing->next.assign(std::size_t(m_plan.channels), -1);
        std::string names;
        for (int k = 0; k < m_plan.each; ++k) {
            const auto channel = std::size_t((i * m_plan.each + k) % m_plan.channels);
            hearing->next[channel] = 0;
            ++m_readersOf[channel];
            names += (names.empty() ? "" : ",") + m_prefix + std::to_string(channel);
        }
        hearing->reader = m_plan.kind == Plan::Kind::Stream ? streamReader(port, m_plan.token, names)
                                                            : socketReader(port, m_plan.token, names);
        epoll_event event{EPOLLIN, {.ptr = hearing.get()}};
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, hearing->reader->descriptor(), &event);
        m_readers.push_back(std::move(hearing));
    }
}

void Load::stall()
{
    std::string names;
    for (int i = 0; i < m_plan.channels; ++i)
        names += (i == 0 ? "" : ",") + m_prefix + std::to_string(i);
    for (int i = 0; i < m_plan.stalled; ++i)
        m_stalled.push_back(askForStream(std::uint16_t(m_plan.port), m_plan.token, names, 4 * 1024));
}

std::int64_t Load::dueAt(long value) const
{
    return m_start + std::int64_t(double(value) * nsPerSecond / (m_plan.rate * m_plan.channels));
}

//! What is late is sent at once, and counts from when it was due.
void Load::publishDue(std::int64_t until)
{
    const std::int64_t end = std::min(now(), until);
    for (std::int64_t due = 0; (due = dueAt(m_published)) <= end; ++m_published) {
        const long channel = m_published % m_plan.channels;
        m_publisher->queue("42[\"publish\",{\"channel\":\"" + m_prefix + std::to_string(channel) +
                           "\",\"data\":{\"n\":" + std::to_string(m_published / m_plan.channels) +
                           ",\"t\":" + std::to_string(due) + "}}]");
    }
    m_publisher->flush();
}

void Load::heard(Hearing &hearing, std::string_view text)
{
    const std::int64_t at = now();
    const long channel = numberAfter(text, m_prefix);
    const long number = numberAfter(text, "\"n\":");
    const long due = numberAfter(text, "\"t\":");
    long &next = hearing.next.at(std::size_t(channel));
    if (number != next)
        throw std::runtime_error("channel " + std::to_string(channel) + ": " + std::to_string(number) +
                                 " came where " + std::to_string(next) + " was next");
    ++next;
    ++m_deliveries;
    if (due < m_measureFrom || due >= m_measureUntil)
        return;
    ++m_measured;
    m_latencies.push_back(float(double(at - due) / 1e6));
}

void Load::turn(int timeoutMs)
{
    std::array<epoll_event, 256> ready;
    const int count = ::epoll_wait(m_epoll, ready.data(), int(ready.size()), timeoutMs);
    for (int i = 0; i < count; ++i) {
        auto &hearing = *static_cast<Hearing *>(ready[std::size_t(i)].data.ptr);
        hearing.reader->take(&hearing, [](void *context, std::string_view text) {
            auto &to = *static_cast<Hearing *>(context);
            to.load->heard(to, text);
        });
    }
}

double Load::expected() const
{
    double sum = 0;
    for (long channel = 0; channel < m_plan.channels; ++channel) {
        const long values = (m_published - channel + m_plan.channels - 1) / m_plan.channels;
        sum += double(values) * double(m_readersOf[std::size_t(channel)]);
    }
    return sum;
}

//! Asked for as anybody asks, on a thread of its own.
void Load::watchQueue(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        m_queuedBytes = std::max(m_queuedBytes.load(), queuedBytesOf(std::uint16_t(m_plan.port)));
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

Figures Load::run()
{
    connect();
    stall();
    Figures figures;
    const auto ns = [](double seconds) { return std::int64_t(seconds * nsPerSecond); };
    m_start = now();
    m_measureFrom = m_start + ns(m_plan.warmUp);
    m_measureUntil = m_measureFrom + ns(m_plan.seconds);
    m_latencies.reserve(std::size_t(m_plan.readers * m_plan.each * m_plan.rate * m_plan.seconds * 1.1) + 1);
    std::jthread watching([this](const std::stop_token &stop) { watchQueue(stop); });
    std::int64_t cpuBefore = 0;
    long publishedBefore = 0;
    while (now() < m_measureUntil) {
        if (cpuBefore == 0 && now() >= m_measureFrom) {
            cpuBefore = cpuTime(m_plan.pid);
            publishedBefore = m_published;
        }
        publishDue(m_measureUntil);
        m_publisher->take([](std::string_view text) {
            if (text.starts_with("42[\"error\""))
                throw std::runtime_error("refused: " + std::string(text));
        });
        turn(1);
    }
    figures.seconds = m_plan.seconds;
    figures.cpuSeconds = double(cpuTime(m_plan.pid) - cpuBefore) / nsPerSecond;
    figures.published = double(m_published - publishedBefore);
    const std::int64_t patience = now() + ns(m_plan.patience);
    while (double(m_deliveries) < expected() && now() < patience)
        turn(10);
    finish(figures);
    watching.request_stop();
    watching.join();
    figures.queuedBytes = double(m_queuedBytes);
    return figures;
}

void Load::finish(Figures &figures)
{
    figures.missing = expected() - double(m_deliveries);
    figures.deliveries = double(m_measured);
    figures.p50Ms = quantile(m_latencies, 0.5);
    figures.p99Ms = quantile(m_latencies, 0.99);
    figures.worstMs = quantile(m_latencies, 1);
    for (const int descriptor : m_stalled) {
        const auto bytes = bytesUntilTheEnd(descriptor);
        figures.stalledCut += bytes ? 1 : 0;
        figures.stalledRead = std::max(figures.stalledRead, bytes.value_or(0));
    }
}

} // namespace hearth::bench
