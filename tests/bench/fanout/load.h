#pragma once

#include "tests/bench/fanout/member.h"

#include <memory>
#include <vector>

namespace hearth::bench {

//! What to do to a server.
struct Plan
{
    //! Each room's members are spread over them, one after the other.
    std::vector<Member::Options> servers{1};
    std::vector<int> pids;   //!< whose processor time and memory count, together
    bool countsHops = false; //!< those on the first say everything, and the latencies are those of the others
    std::vector<std::string> rooms;
    int members = 1000; //!< spread evenly over the rooms
    enum class Kind { Message, Typing } kind = Kind::Message;
    int contentBytes = 60;
    int outstanding = 1; //!< in each room; a message is over when the whole room has it
    double rate = 0;     //!< a second, over all rooms; then nothing is outstanding
    double seconds = 0;  //!< 0: connect only
    double warmUp = 1;
    int stalled = 0; //!< of the members: do not read
};

struct Figures
{
    double connectUs = 0;          //!< of the server's processor, to connect and join one member
    double bytesPerConnection = 0; //!< resident
    double seconds = 0;
    double cpuSeconds = 0;
    double deliveries = 0;
    double p50Ms = 0; //!< only at a rate; of those on other servers than the sender's where that is asked for
    double p99Ms = 0;
    double stalledBytes = 0; //!< what the server grew by, for each stalled member
    int stalledClosed = 0;
    int lost = 0; //!< healthy members whose connection ended
};

//! Connects the members and puts the plan's load on them, on one epoll set.
class Load
{
public:
    explicit Load(Plan plan);
    ~Load();
    //! Empty, or what went wrong.
    [[nodiscard]] std::string run(Figures &figures);

private:
    struct Room
    {
        std::string id;
        std::vector<Member *> members;
        std::size_t next = 0;
        std::int64_t arrived = 0;
        std::int64_t expected = 0; //!< deliveries of one message
    };

    [[nodiscard]] std::string connect();
    void stall();
    void say(Room &room);
    void turn(int timeoutMs);
    void delivered(Member &member, std::string_view event);
    void sayUntil(std::int64_t end);
    void finish(Figures &figures);

    Plan m_plan;
    int m_epoll;
    std::vector<Room> m_rooms;
    std::vector<std::unique_ptr<Member>> m_members;
    std::vector<double> m_latencies; //!< ms
    std::int64_t m_deliveries = 0;
    std::int64_t m_sent = 0;
    std::int64_t m_nextDue = 0;
    std::string m_padding;
};

} // namespace hearth::bench
