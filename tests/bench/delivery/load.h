#pragma once

#include "tests/bench/delivery/client.h"

#include <chrono>
#include <memory>
#include <vector>

namespace hearth::bench {

struct Plan
{
    std::string room;
    int senders = 1;     //!< the first so many clients; all of them read
    int outstanding = 1; //!< messages of one sender that wait for their ack; each ack sends the next
    int messages = 1000; //!< of all senders together
    std::chrono::seconds patience{120};
};

struct Figures
{
    double ackedSeconds = 0;     //!< from the first message to the last ack
    double deliveredSeconds = 0; //!< … to the last delivery
    std::vector<double> ackMs;
    std::vector<double> deliveryMs; //!< from sending to the last client's copy
};

//! Members of one room, of whom some write. Every delivery is checked: each message once to each client, its
//! seq one more than that of the one before.
class Load
{
public:
    Load(Plan plan, std::vector<std::unique_ptr<Client>> clients);
    [[nodiscard]] Figures run();

private:
    using Clock = std::chrono::steady_clock;
    struct Member
    {
        std::unique_ptr<Client> client;
        long lastSeq = 0;
        long seen = 0;
    };

    void join();
    void send(Member &member);
    void take(Member &member, std::string_view packet);
    void takeMessage(Member &member, std::string_view packet);
    double msSince(Clock::time_point then) const;

    const Plan m_plan;
    std::vector<Member> m_members;
    std::vector<Clock::time_point> m_sentAt; //!< by the message's number, which is also its ack's id
    long m_acked = 0;
    long m_delivered = 0;
    Figures m_figures;
};

} // namespace hearth::bench
