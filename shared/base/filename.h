#pragma once

#include <QString>

namespace hearth {

//! Of a name that a peer gave to a file, one that may be shown, and used in one folder of any system: its
//! last part, without control characters and those that turn the reading direction (with which `gpj.exe`
//! reads as `exe.jpg`), and none of `/ \ : * ? " < > |`. At most 200 bytes of UTF-8, the ending kept; never
//! empty, never
//! `.` or `..`, no dot or space at an end.
[[nodiscard]] QString safeFileName(const QString &given);

} // namespace hearth
