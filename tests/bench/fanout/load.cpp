#include "tests/bench/fanout/load.h"

#include "tests/bench/fanout/serverload.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <sys/epoll.h>
#include <unistd.h>

namespace hearth::bench {

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr int connectingAtOnce = 64;
constexpr std::int64_t connectWait = 60 * second;
constexpr std::string_view stamp = "at:"; //!< before the time of sending, in a message's content

double percentile(std::vector<double> &values, double part)
{
    if (values.empty())
        return 0;
    const auto place = values.begin() + std::ptrdiff_t(double(values.size() - 1) * part);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

} // namespace

Load::Load(Plan plan)
    : m_plan(std::move(plan))
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_padding(std::size_t(m_plan.contentBytes), 'x')
{
    for (const std::string &id : m_plan.rooms)
        m_rooms.push_back({id, {}});
}

Load::~Load()
{
    m_members.clear();
    ::close(m_epoll);
}

std::string Load::run(Figures &figures)
{
    const std::int64_t cpu = cpuTime(m_plan.pids);
    const std::int64_t memory = residentBytes(m_plan.pids);
    if (std::string problem = connect(); !problem.empty())
        return problem;
    figures.connectUs = double(cpuTime(m_plan.pids) - cpu) / 1e3 / m_plan.members;
    figures.bytesPerConnection = double(residentBytes(m_plan.pids) - memory) / m_plan.members;
    if (m_plan.seconds <= 0)
        return {};
    stall();
    for (int i = 0; m_plan.rate <= 0 && i < m_plan.outstanding; ++i) {
        for (Room &room : m_rooms)
            say(room);
    }
    m_nextDue = now();
    sayUntil(now() + std::int64_t(m_plan.warmUp * double(second)));
    m_latencies.clear();
    const std::int64_t from = now();
    const std::int64_t cpuFrom = cpuTime(m_plan.pids);
    const std::int64_t memoryFrom = residentBytes(m_plan.pids);
    const std::int64_t deliveriesFrom = m_deliveries;
    sayUntil(from + std::int64_t(m_plan.seconds * double(second)));
    figures.seconds = double(now() - from) / double(second);
    figures.cpuSeconds = double(cpuTime(m_plan.pids) - cpuFrom) / double(second);
    figures.deliveries = double(m_deliveries - deliveriesFrom);
    if (m_plan.stalled > 0)
        figures.stalledBytes = double(residentBytes(m_plan.pids) - memoryFrom) / m_plan.stalled;
    finish(figures);
    return {};
}

std::string Load::connect()
{
    const std::int64_t deadline = now() + connectWait;
    std::size_t ready = 0;
    while (ready < std::size_t(m_plan.members)) {
        while (
            m_members.size() < std::size_t(m_plan.members) && m_members.size() - ready < connectingAtOnce) {
            const auto room = m_members.size() % m_rooms.size();
            const auto server = m_members.size() / m_rooms.size() % m_plan.servers.size();
            auto &member = *m_members.emplace_back(
                std::make_unique<Member>(m_plan.servers[server], m_rooms[room].id, int(room), int(server)));
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.ptr = &member;
            if (member.open() < 0 || member.state() == Member::State::Gone)
                return "cannot connect: " + member.refusal();
            m_rooms[room].members.push_back(&member);
            ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, member.descriptor(), &event);
        }
        turn(100);
        while (ready < m_members.size() && m_members[ready]->state() == Member::State::Ready)
            ++ready;
        if (ready < m_members.size() && m_members[ready]->state() == Member::State::Gone)
            return "a member was refused: " + m_members[ready]->refusal();
        if (now() > deadline)
            return "not everybody was connected and joined within a minute";
    }
    const bool hearsItself = m_plan.kind == Plan::Kind::Message;
    for (Room &room : m_rooms)
        room.expected = std::int64_t(room.members.size()) - (hearsItself ? 0 : 1);
    return {};
}

void Load::stall()
{
    for (int i = 0; i < m_plan.stalled; ++i)
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, m_members[std::size_t(i)]->descriptor(), nullptr);
}

void Load::say(Room &room)
{
    Member *member = room.members[room.next++ % room.members.size()];
    while (m_plan.countsHops && member->serverIndex() != 0)
        member = room.members[room.next++ % room.members.size()];
    if (member->state() != Member::State::Ready)
        return;
    if (m_plan.kind == Plan::Kind::Typing)
        return member->emit("[\"typing:start\",\"" + room.id + "\"]");
    member->emit("[\"message:send\",{\"roomId\":\"" + room.id + "\",\"content\":\"" + std::string(stamp) +
                 std::to_string(now()) + ' ' + m_padding + "\",\"clientId\":\"" + std::to_string(::getpid()) +
                 '-' + std::to_string(++m_sent) + "\"}]");
}

void Load::turn(int timeoutMs)
{
    std::array<epoll_event, 256> events;
    const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), timeoutMs);
    for (int i = 0; i < count; ++i) {
        static_cast<Member *>(events[std::size_t(i)].data.ptr)
            ->readable([this](Member &member, std::string_view event) { delivered(member, event); });
    }
}

void Load::delivered(Member &member, std::string_view event)
{
    const std::string_view name =
        m_plan.kind == Plan::Kind::Message ? "[\"message:new\"" : "[\"typing:user\"";
    if (event.substr(0, name.size()) != name)
        return;
    ++m_deliveries;
    if (m_plan.rate <= 0) {
        Room &room = m_rooms[std::size_t(member.roomIndex())];
        if (++room.arrived % room.expected == 0)
            say(room);
        return;
    }
    const std::size_t at = event.find(stamp);
    std::int64_t sent = 0;
    if (at == std::string_view::npos || (m_plan.countsHops && member.serverIndex() == 0))
        return;
    std::from_chars(event.data() + at + stamp.size(), event.data() + event.size(), sent);
    m_latencies.push_back(double(now() - sent) / 1e6);
}

void Load::sayUntil(std::int64_t end)
{
    for (std::int64_t at = now(); at < end; at = now()) {
        std::int64_t wait = end - at;
        if (m_plan.rate > 0) {
            while (m_nextDue <= at) {
                say(m_rooms[std::size_t(m_sent) % m_rooms.size()]);
                m_nextDue += std::int64_t(double(second) / m_plan.rate);
            }
            wait = std::min(wait, m_nextDue - at);
        }
        turn(int((wait + 999'999) / 1'000'000));
    }
}

void Load::finish(Figures &figures)
{
    figures.p50Ms = percentile(m_latencies, 0.50);
    figures.p99Ms = percentile(m_latencies, 0.99);
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        Member &member = *m_members[i];
        if (i >= std::size_t(m_plan.stalled)) {
            figures.lost += member.state() == Member::State::Gone;
            continue;
        }
        // Whoever was closed finds the end behind what the kernel had taken for it.
        for (int reads = 0; reads < 10'000 && member.state() == Member::State::Ready; ++reads)
            member.readable([](Member &, std::string_view) {});
        figures.stalledClosed += member.state() == Member::State::Gone;
    }
}

} // namespace hearth::bench
