#include "tests/bench/fanout/storm.h"

#include "tests/bench/fanout/serverload.h"

#include <array>
#include <cstdio>
#include <utility>

#include <sys/epoll.h>
#include <unistd.h>

namespace hearth::bench {

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::size_t connectingAtOnce = 64;
constexpr std::int64_t patience = 180 * second;
constexpr int lookMs = 5;
constexpr double firstDelay = 1; //!< s, give or take half of it
constexpr double longestDelay = 5;

} // namespace

Storm::Storm(Plan plan)
    : m_plan(std::move(plan)), m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_clients(std::size_t(m_plan.members))
{}

Storm::~Storm()
{
    m_clients.clear();
    ::close(m_epoll);
}

std::string Storm::run()
{
    if (m_plan.servers.size() < 2)
        return "a storm needs a server to lose and another";
    std::size_t ready = 0;
    for (std::size_t opened = 0; ready < m_clients.size();) {
        for (; opened < m_clients.size() && opened - ready < connectingAtOnce; ++opened)
            connect(m_clients[opened], opened, m_plan.servers[0]);
        turn(100);
        while (ready < opened && m_clients[ready].member->state() == Member::State::Ready)
            ++ready;
        if (ready < opened && m_clients[ready].member->state() == Member::State::Gone)
            return "a member was refused: " + m_clients[ready].member->refusal();
    }
    std::puts("ready");
    std::fflush(stdout);
    std::int64_t backAt = 0;
    const std::int64_t began = now();
    while (m_resynced < m_clients.size()) {
        turn(lookMs);
        const std::int64_t at = now();
        look(at);
        if (backAt == 0 && m_back == m_clients.size())
            backAt = at;
        if (at - began > patience)
            return std::to_string(m_back) + " were back and " + std::to_string(m_resynced) + " resynced";
    }
    int most = 0;
    for (const Client &client : m_clients)
        most = std::max(most, client.attempts);
    std::printf("{\"members\":%zu,\"backSeconds\":%g,\"resyncedSeconds\":%g,\"mostAttempts\":%d}\n",
        m_clients.size(), double(backAt - m_lostAt) / double(second),
        double(now() - m_lostAt) / double(second), most);
    return {};
}

void Storm::connect(Client &client, std::size_t index, const Member::Options &server)
{
    const std::size_t room = index % m_plan.rooms.size();
    client.member = std::make_unique<Member>(server, m_plan.rooms[room], int(room));
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &client;
    if (client.member->open() >= 0 && client.member->state() != Member::State::Gone)
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, client.member->descriptor(), &event);
}

void Storm::turn(int timeoutMs)
{
    std::array<epoll_event, 256> events;
    const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), timeoutMs);
    for (int i = 0; i < count; ++i) {
        auto &client = *static_cast<Client *>(events[std::size_t(i)].data.ptr);
        client.member->readable([this, &client](Member &, std::string_view text) {
            if (client.isBack && !client.isResynced && text.substr(0, 4) == "437[") {
                client.isResynced = true;
                ++m_resynced;
            }
        });
    }
}

void Storm::look(std::int64_t at)
{
    for (std::size_t i = 0; i < m_clients.size(); ++i) {
        Client &client = m_clients[i];
        if (client.due != 0 && client.due <= at) {
            client.due = 0;
            ++client.attempts;
            connect(client, i, m_plan.servers[1 + i % (m_plan.servers.size() - 1)]);
        }
        if (client.due == 0 && client.member->state() == Member::State::Gone)
            comeBack(client, at);
        if (client.attempts > 0 && !client.isBack && client.member->state() == Member::State::Ready) {
            client.isBack = true;
            ++m_back;
            client.member->emit("7[\"recover\",{\"rooms\":{\"" + m_plan.rooms[i % m_plan.rooms.size()] +
                                "\":\"0\"},\"since\":0}]");
        }
    }
}

void Storm::comeBack(Client &client, std::int64_t at)
{
    if (m_lostAt == 0)
        m_lostAt = at;
    if (std::exchange(client.isBack, false))
        --m_back;
    if (std::exchange(client.isResynced, false))
        --m_resynced;
    const double delay = std::min(longestDelay, firstDelay * double(1 << std::min(client.attempts, 3)));
    const double part = std::uniform_real_distribution(0.5, 1.5)(m_random);
    client.due = at + std::int64_t(delay * part * double(second));
}

} // namespace hearth::bench
