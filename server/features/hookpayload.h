#pragma once

#include "server/series/point.h"
#include "shared/base/result.h"

#include <QList>
#include <QString>

#include <variant>

namespace hearth::server {

//! Markdown for the hook's room.
struct HookMessage
{
    QString content;
    bool isSlack = false; //!< whose clients want the answer `ok` and nothing else
    bool operator==(const HookMessage &) const = default;
};

//! Values for a channel.
struct HookValues
{
    QString channel;
    QList<NewPoint> points;
    bool operator==(const HookValues &) const = default;
};

using HookPayload = std::variant<HookMessage, HookValues>;

//! What a webhook's body says, by its shape:
//!   {"content": "…"} or {"text": "…"}                       ours
//!   {"channel": "kiln", "data": …, "at"?: …}                ours: a value
//!   {"text", "attachments"?, "blocks"?}                     Slack's, also as the form's `payload`
//!   {"status", "alerts": […], "title"?, "message"?}         Grafana's
//!   {"heartbeat", "monitor", "msg"}                         Uptime Kuma's
//! Their text is taken as what it is, text of a peer: control characters and what would be too long go. An
//! error says what was expected. Pure.
[[nodiscard]] Result<HookPayload> hookPayload(
    const QByteArray &contentType, const QByteArray &body, qint64 now, int contentBytes);

//! Slack's markup as Markdown: `<url|label>`, `*bold*`, `~strike~`, `&amp;`.
[[nodiscard]] QString markdownFromSlack(const QString &text);

} // namespace hearth::server
