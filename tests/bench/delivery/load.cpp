#include "tests/bench/delivery/load.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <stdexcept>

namespace hearth::bench {

namespace {

// What people write at work: from a word to a paragraph, 110 bytes on average.
constexpr std::array texts{
    "Yes.",
    "On my way.",
    "Pump 3 is at 2.1 bar again.",
    "Has anybody seen the torque wrench? It is not in the cupboard.",
    "Deployed. Nothing unusual in the log so far; I keep an eye on it until lunch.",
    "The line stands until the new bearing is in. Maintenance says half an hour, so shift 2 starts with cell "
    "4.",
    "I have put the minutes into the folder: three open points, all with Priya. Tell me what is missing by "
    "tomorrow, then I send them round.",
    "Summary of this morning: the gateway in hall 2 lost its address twice because two servers answered; the "
    "old one is off now and will stay off. Whoever still cannot reach the printer, please restart the "
    "machine "
    "once and write here if that did not help. Thanks for your patience, and for the cake.",
};

//! The number behind `key` in a packet; -1 where there is none.
long numberAfter(std::string_view packet, std::string_view key)
{
    const auto at = packet.find(key);
    long number = -1;
    if (at != std::string_view::npos)
        std::from_chars(packet.data() + at + key.size(), packet.data() + packet.size(), number);
    return number;
}

} // namespace

Load::Load(Plan plan, std::vector<std::unique_ptr<Client>> clients) : m_plan(std::move(plan))
{
    for (auto &client : clients)
        m_members.push_back({std::move(client)});
    m_sentAt.reserve(std::size_t(m_plan.messages));
}

double Load::msSince(Clock::time_point then) const
{
    return std::chrono::duration<double, std::milli>(Clock::now() - then).count();
}

void Load::join()
{
    for (Member &member : m_members) {
        member.client->queue("420[\"join:room\",\"" + m_plan.room + "\"]");
        member.client->flush();
        std::string_view answer;
        do
            answer = member.client->receive();
        while (!answer.starts_with("430"));
        member.lastSeq = numberAfter(answer, "\"lastSeq\":");
        if (member.lastSeq < 0)
            throw std::runtime_error("not in the room: " + std::string(answer));
        member.client->unblock();
    }
}

void Load::send(Member &member)
{
    if (m_sentAt.size() == std::size_t(m_plan.messages))
        return;
    const auto number = std::to_string(m_sentAt.size());
    // The process's number keeps a second run on the same data from sending what is already there.
    static const auto run = std::to_string(::getpid());
    member.client->queue("42" + number + "[\"message:send\",{\"roomId\":\"" + m_plan.room +
                         "\",\"content\":\"" + texts[m_sentAt.size() % texts.size()] + "\",\"clientId\":\"" +
                         run + ":" + number + "\"}]");
    m_sentAt.push_back(Clock::now());
}

void Load::takeMessage(Member &member, std::string_view packet)
{
    const long seq = numberAfter(packet, "\"seq\":");
    if (seq != member.lastSeq + 1)
        throw std::runtime_error(
            "seq " + std::to_string(seq) + " came after " + std::to_string(member.lastSeq));
    member.lastSeq = seq;
    ++member.seen;
    ++m_delivered;
    if (&member == &m_members.back()) {
        const auto clientId = packet.find("\"clientId\":\"");
        const long number =
            clientId == std::string_view::npos ? -1 : numberAfter(packet.substr(clientId + 12), ":");
        if (number >= 0 && number < long(m_sentAt.size()))
            m_figures.deliveryMs.push_back(msSince(m_sentAt[std::size_t(number)]));
    }
}

void Load::take(Member &member, std::string_view packet)
{
    if (packet.starts_with("42[\"message:new\"")) {
        takeMessage(member, packet);
    } else if (packet.starts_with("43")) {
        const long number = numberAfter(packet, "43");
        if (packet.find("\"ok\":true") == std::string_view::npos)
            throw std::runtime_error("refused: " + std::string(packet));
        m_figures.ackMs.push_back(msSince(m_sentAt.at(std::size_t(number))));
        ++m_acked;
        send(member);
    } else if (packet == "2") {
        member.client->queue("3"); // Engine.IO's heartbeat
    }
}

Figures Load::run()
{
    join();
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    for (Member &member : m_members) {
        epoll_event event{EPOLLIN, {.ptr = &member}};
        ::epoll_ctl(poll, EPOLL_CTL_ADD, member.client->descriptor(), &event);
    }
    const auto start = Clock::now();
    for (int i = 0; i < m_plan.senders * m_plan.outstanding; ++i)
        send(m_members[std::size_t(i % m_plan.senders)]);
    for (Member &member : m_members)
        member.client->flush();

    const long expected = long(m_plan.messages) * long(m_members.size());
    std::array<epoll_event, 64> ready;
    while (m_acked < m_plan.messages || m_delivered < expected) {
        const int count = ::epoll_wait(poll, ready.data(), int(ready.size()), 1000);
        for (int i = 0; i < count; ++i) {
            auto &member = *static_cast<Member *>(ready[std::size_t(i)].data.ptr);
            member.client->take([&](std::string_view packet) { take(member, packet); });
            member.client->flush();
        }
        if (m_acked == m_plan.messages && m_figures.ackedSeconds == 0)
            m_figures.ackedSeconds = msSince(start) / 1000;
        if (Clock::now() - start > m_plan.patience)
            throw std::runtime_error("only " + std::to_string(m_acked) + " acked and " +
                                     std::to_string(m_delivered) + " delivered in the time given");
    }
    m_figures.deliveredSeconds = msSince(start) / 1000;
    ::close(poll);
    return std::move(m_figures);
}

} // namespace hearth::bench
