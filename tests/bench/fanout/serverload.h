#pragma once

#include <cstdint>

namespace hearth::bench {

//! The processor time that all threads of a process have used, in ns (/proc/PID/task/*/schedstat).
[[nodiscard]] std::int64_t cpuTime(int pid);
//! The resident memory of a process, in bytes.
[[nodiscard]] std::int64_t residentBytes(int pid);
//! The machine's monotonic clock, in ns.
[[nodiscard]] std::int64_t now();

} // namespace hearth::bench
