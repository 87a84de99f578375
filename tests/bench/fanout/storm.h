#pragma once

#include "tests/bench/fanout/load.h"

#include <random>

namespace hearth::bench {

//! Everybody is on the first server; when that is gone they come back by the others, as Socket.IO's client
//! does it (half a second to one and a half, then twice as long each time, five seconds at most), join their
//! room and ask for what they missed. Prints `ready`, then how long it took until all were back, and until
//! all had their answer.
class Storm
{
public:
    explicit Storm(Plan plan);
    ~Storm();
    //! Empty, or what went wrong.
    [[nodiscard]] std::string run();

private:
    struct Client
    {
        std::unique_ptr<Member> member;
        int attempts = 0;
        std::int64_t due = 0; //!< of the next attempt; 0: none
        bool isBack = false;
        bool isResynced = false;
    };

    void connect(Client &client, std::size_t index, const Member::Options &server);
    void turn(int timeoutMs);
    void look(std::int64_t at);
    void comeBack(Client &client, std::int64_t at);

    Plan m_plan;
    int m_epoll;
    std::vector<Client> m_clients;
    std::minstd_rand m_random;
    std::size_t m_back = 0;
    std::size_t m_resynced = 0;
    std::int64_t m_lostAt = 0;
};

} // namespace hearth::bench
