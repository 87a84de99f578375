#pragma once

#include "shared/base/spans.h"
#include "shared/protocol/field.h"

#include <QString>

#include <array>
#include <optional>

//! A rule that speaks up in a room when a channel's value is not as it should be.
namespace hearth::protocol {

enum class AlertCondition { Above, Below, Absent };
inline constexpr std::array<const char *, 3> enumNames(AlertCondition)
{
    return {"above", "below", "absent"};
}

enum class AlertPhase { Quiet, Pending, Firing };
inline constexpr std::array<const char *, 3> enumNames(AlertPhase)
{
    return {"quiet", "pending", "firing"};
}

//! What somebody wants it to be.
struct PutAlert
{
    std::optional<QString> id;
    QString name;
    QString roomId;
    QString channel;
    std::optional<QString> watched;
    AlertCondition condition = AlertCondition::Above;
    std::optional<double> value;
    std::optional<double> clearAt;
    std::optional<qint64> forMs;
    bool operator==(const PutAlert &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &PutAlert::id, {1, 64}, "which one; else a new one"),
            field("name", &PutAlert::name, {1, 80}, "what is the matter when it fires"),
            field("roomId", &PutAlert::roomId, {1, 64}, "where it speaks"),
            field("channel", &PutAlert::channel, {1, 400}, "what it watches"),
            field("field", &PutAlert::watched, {1, 256}, "which of its numbers; else `value`"),
            field("condition", &PutAlert::condition, "when it fires; `absent`: no value for `forMs`"),
            field("value", &PutAlert::value, "the limit, which is still good; none for `absent`"),
            field("clearAt", &PutAlert::clearAt,
                "the value at which it recovers, on the good side of `value`; else `value`"),
            field("forMs", &PutAlert::forMs, {0, dayMs},
                "for how long the value has to be beyond the limit; else at once, for `absent` a minute"),
        };
    }
};

struct Alert
{
    QString id;
    QString name;
    QString roomId;
    QString channel;
    QString watched;
    AlertCondition condition = AlertCondition::Above;
    std::optional<double> value;
    std::optional<double> clearAt;
    qint64 forMs = 0;
    QString createdBy;
    AlertPhase phase = AlertPhase::Quiet;
    qint64 since = 0;
    std::optional<QString> messageId;
    std::optional<QString> acknowledgedBy;
    bool operator==(const Alert &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &Alert::id, {1, 64}, "of the rule, for ever"),
            field("name", &Alert::name, {1, 80}, "what is the matter when it fires"),
            field("roomId", &Alert::roomId, {1, 64}, "where it speaks"),
            field("channel", &Alert::channel, {1, 400}, "what it watches"),
            field("field", &Alert::watched, {1, 256}, "which of its numbers"),
            field("condition", &Alert::condition, "when it fires"),
            field("value", &Alert::value, "the limit"),
            field("clearAt", &Alert::clearAt, "the value at which it recovers"),
            field("forMs", &Alert::forMs, {0, dayMs}, "for how long it has to last"),
            field("createdBy", &Alert::createdBy, {0, 64}, "user id"),
            field("phase", &Alert::phase, "`pending`: beyond the limit, and not yet for long enough"),
            field("since", &Alert::since, bigCount, "when the phase began, ms since 1970"),
            field("messageId", &Alert::messageId, {1, 64}, "what it said when it fired"),
            field("acknowledgedBy", &Alert::acknowledgedBy, {1, 64}, "the name of who has taken it on"),
        };
    }
};

} // namespace hearth::protocol
