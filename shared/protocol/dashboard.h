#pragma once

#include "shared/base/spans.h"
#include "shared/protocol/field.h"

#include <QList>
#include <QString>

#include <array>
#include <optional>

//! A page of panels, each showing some fields of some channels. Panels stand on a grid of 12 columns.
namespace hearth::protocol {

enum class PanelKind { Line, Area, Stat, Gauge, Bars, Table, Log, Text };
inline constexpr std::array<const char *, 8> enumNames(PanelKind)
{
    return {"line", "area", "stat", "gauge", "bars", "table", "log", "text"};
}

enum class ThresholdLevel { Warning, Critical };
inline constexpr std::array<const char *, 2> enumNames(ThresholdLevel)
{
    return {"warning", "critical"};
}

inline constexpr int gridColumns = 12;
inline constexpr Range panelsRange{0, 48};

struct PanelSeries
{
    QString channel;
    QString field;
    std::optional<QString> label;
    bool operator==(const PanelSeries &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            protocol::field("channel", &PanelSeries::channel, {1, 400}, "whose values"),
            protocol::field("field", &PanelSeries::field, {0, 256},
                "which of its numbers; `value` where the channel's value is a number; empty: every one"),
            protocol::field("label", &PanelSeries::label, {0, 128}, "what it is called; else its field"),
        };
    }
};

struct Threshold
{
    double value = 0;
    ThresholdLevel level = ThresholdLevel::Warning;
    bool operator==(const Threshold &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("value", &Threshold::value, "from here on"),
            field("level", &Threshold::level, "how bad it is"),
        };
    }
};

struct Panel
{
    QString id;
    QString title;
    PanelKind kind = PanelKind::Line;
    QList<PanelSeries> series;
    std::optional<QString> unit;
    std::optional<qint64> rangeMs;
    std::optional<double> min;
    std::optional<double> max;
    std::optional<QList<Threshold>> thresholds;
    std::optional<QString> text;
    qint64 x = 0;
    qint64 y = 0;
    qint64 w = 4;
    qint64 h = 3;
    bool operator==(const Panel &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &Panel::id, {1, 64}, "within its dashboard"),
            field("title", &Panel::title, {0, 128}, "its heading"),
            field("kind", &Panel::kind, "how it is drawn"),
            field("series", &Panel::series, {0, 32}, "what it shows"),
            field("unit", &Panel::unit, {0, 32}, "behind its values"),
            field("rangeMs", &Panel::rangeMs, {minuteMs, monthMs},
                "how far back it goes; else as far as its page"),
            field("min", &Panel::min, "the least of its scale; else by its values"),
            field("max", &Panel::max, "the most of its scale"),
            field("thresholds", &Panel::thresholds, {0, 8}, "drawn in its scale"),
            field("text", &Panel::text, {0, 16 * 1024}, "Markdown, of a panel of text"),
            field("x", &Panel::x, {0, gridColumns - 1}, "its first column"),
            field("y", &Panel::y, {0, 1'000}, "its first row"),
            field("w", &Panel::w, {1, gridColumns}, "columns"),
            field("h", &Panel::h, {1, 24}, "rows"),
        };
    }
};

struct Dashboard
{
    QString id;
    QString name;
    QList<Panel> panels;
    qint64 version = 0;
    qint64 updatedAt = 0;
    QString updatedBy;
    bool operator==(const Dashboard &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &Dashboard::id, {1, 64}, "of the dashboard, for ever"),
            field("name", &Dashboard::name, {1, 80}, "its heading"),
            field("panels", &Dashboard::panels, panelsRange, "in the order of reading"),
            field("version", &Dashboard::version, bigCount, "counts its changes, from 1"),
            field("updatedAt", &Dashboard::updatedAt, bigCount, "ms since 1970"),
            field("updatedBy", &Dashboard::updatedBy, {0, 64}, "user id"),
        };
    }
};

//! What somebody wants it to be.
struct PutDashboard
{
    std::optional<QString> id;
    QString name;
    QList<Panel> panels;
    std::optional<qint64> version;
    bool operator==(const PutDashboard &) const = default;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &PutDashboard::id, {1, 64}, "which one; else a new one"),
            field("name", &PutDashboard::name, {1, 80}, "its heading"),
            field("panels", &PutDashboard::panels, panelsRange, "all of them"),
            field("version", &PutDashboard::version, bigCount,
                "the one that was changed: `conflict` where it is no longer the last"),
        };
    }
};

} // namespace hearth::protocol
