#pragma once

#include <QDate>
#include <QString>

namespace hearth::app {

//! "14:05", as the locale writes it.
[[nodiscard]] QString timeText(qint64 at);
//! "Monday, 3 November 2025 14:05".
[[nodiscard]] QString dateTimeText(qint64 at);
//! "Today", "Yesterday", "Monday, 3 November"; with the year where it is another.
[[nodiscard]] QString dayText(QDate day, QDate today);
//! "just now", "5 minutes ago", "2 days ago".
[[nodiscard]] QString agoText(qint64 at, qint64 now);

} // namespace hearth::app
