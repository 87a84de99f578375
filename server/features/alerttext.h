#pragma once

#include "server/series/point.h"
#include "shared/protocol/alert.h"
#include "shared/protocol/dashboard.h"

#include <QList>

#include <optional>

namespace hearth::server {

//! The last values as a line of bars, `▁▂▄█`, at most 32 of them; empty where there are fewer than two.
[[nodiscard]] QString barsOf(const QList<Point> &points, const QString &field);

//! What an alert says in its room, in Markdown, in the phase that it is in.
[[nodiscard]] QString alertText(const protocol::Alert &alert, std::optional<double> now,
    std::optional<double> worst, qint64 lastedMs, const QString &bars, const QString &acknowledgedBy);

//! What it watches, as it was for a while before: the message's chart.
[[nodiscard]] protocol::Panel alertPanel(const protocol::Alert &alert);

} // namespace hearth::server
