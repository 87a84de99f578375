#include "tests/bench/fanout/serverload.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <string>

namespace hearth::bench {

std::int64_t cpuTime(int pid)
{
    std::int64_t sum = 0;
    std::error_code ignored; // a thread may end meanwhile
    const std::string tasks = "/proc/" + std::to_string(pid) + "/task";
    for (const auto &task : std::filesystem::directory_iterator(tasks, ignored)) {
        std::int64_t running = 0;
        std::ifstream(task.path() / "schedstat") >> running;
        sum += running;
    }
    return sum;
}

std::int64_t residentBytes(int pid)
{
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind("VmRSS:", 0) == 0)
            return std::stoll(line.substr(6)) * 1024;
    }
    return 0;
}

std::int64_t cpuTime(const std::vector<int> &pids)
{
    return std::accumulate(pids.begin(), pids.end(), std::int64_t(0),
        [](std::int64_t sum, int pid) { return sum + cpuTime(pid); });
}

std::int64_t residentBytes(const std::vector<int> &pids)
{
    return std::accumulate(pids.begin(), pids.end(), std::int64_t(0),
        [](std::int64_t sum, int pid) { return sum + residentBytes(pid); });
}

std::int64_t now()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace hearth::bench
