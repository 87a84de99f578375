#pragma once

#include <cstdint>
#include <vector>

namespace hearth::bench {

//! The processor time that all threads of a process have used, in ns (/proc/PID/task/*/schedstat).
[[nodiscard]] std::int64_t cpuTime(int pid);
//! The resident memory of a process, in bytes.
[[nodiscard]] std::int64_t residentBytes(int pid);
//! The same of all of them.
[[nodiscard]] std::int64_t cpuTime(const std::vector<int> &pids);
[[nodiscard]] std::int64_t residentBytes(const std::vector<int> &pids);
//! The machine's monotonic clock, in ns.
[[nodiscard]] std::int64_t now();

} // namespace hearth::bench
