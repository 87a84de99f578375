#include "app/viewmodels/dashboardeditor.h"

#include "app/viewmodels/numbertext.h"
#include "shared/protocol/codec.h"

namespace hearth::app {

using protocol::Panel;
using protocol::PanelKind;
using protocol::PanelSeries;
using protocol::Threshold;
using protocol::ThresholdLevel;

namespace {

constexpr qsizetype seriesAtMost = 32;
constexpr qsizetype thresholdsAtMost = 8;

Error wrong(const QString &why)
{
    return {ErrorCode::InvalidRequest, why};
}

std::optional<QString> given(const QString &text)
{
    return text.trimmed().isEmpty() ? std::nullopt : std::optional(text.trimmed());
}

QString nameOf(ThresholdLevel level)
{
    return QLatin1String(protocol::enumNames(level).at(size_t(level)));
}

} // namespace

PanelEditor::PanelEditor(const Panel &panel, QObject *parent)
    : QObject(parent)
    , m_panel(panel)
    , m_series(new DashboardRows({"channel", "field", "label"}, seriesAtMost, this))
    , m_thresholds(new DashboardRows({"value", "level"}, thresholdsAtMost, this))
    , m_title(panel.title)
    , m_kind(kinds().at(qsizetype(panel.kind)))
    , m_unit(panel.unit.value_or(QString()))
    , m_least(numberText(panel.min))
    , m_most(numberText(panel.max))
    , m_text(panel.text.value_or(QString()))
    , m_rangeMs(double(panel.rangeMs.value_or(0)))
{
    QList<QStringList> rows;
    for (const PanelSeries &each : panel.series)
        rows += QStringList{each.channel, each.field, each.label.value_or(QString())};
    if (rows.isEmpty())
        rows += QStringList{{}, {}, {}};
    m_series->setRows(rows);
    rows.clear();
    for (const Threshold &each : panel.thresholds.value_or(QList<Threshold>()))
        rows += QStringList{numberText(each.value), nameOf(each.level)};
    m_thresholds->setRows(rows);
}

QStringList PanelEditor::kinds()
{
    QStringList out;
    for (const char *name : protocol::enumNames(PanelKind()))
        out += QLatin1String(name);
    return out;
}

QStringList PanelEditor::kindTexts()
{
    return {tr("Line"), tr("Area"), tr("Value"), tr("Gauge"), tr("Bars"), tr("Table"), tr("Log"), tr("Text")};
}

bool PanelEditor::hasScale() const
{
    return !hasText() && m_kind != QLatin1String("log");
}

Result<QList<PanelSeries>> PanelEditor::readSeries() const
{
    QList<PanelSeries> out;
    for (const QStringList &row : m_series->rows()) {
        const QString channel = row.at(0).trimmed();
        if (channel.isEmpty() && row.at(1).trimmed().isEmpty() && row.at(2).trimmed().isEmpty())
            continue;
        if (channel.isEmpty())
            return wrong(tr("A series needs the name of its channel."));
        out += PanelSeries{channel, row.at(1).trimmed(), given(row.at(2))};
    }
    if (out.isEmpty())
        return wrong(tr("Say at least one channel that it shows."));
    return out;
}

Result<QList<Threshold>> PanelEditor::readThresholds() const
{
    QList<Threshold> out;
    for (const QStringList &row : m_thresholds->rows()) {
        if (row.at(0).trimmed().isEmpty())
            continue;
        const auto value = numberFrom(row.at(0));
        if (!value)
            return value.error();
        out += Threshold{*value, row.at(1) == nameOf(ThresholdLevel::Critical) ? ThresholdLevel::Critical
                                                                               : ThresholdLevel::Warning};
    }
    return out;
}

Result<Panel> PanelEditor::panel() const
{
    Panel out = m_panel;
    out.kind = PanelKind(std::max<qsizetype>(0, kinds().indexOf(m_kind)));
    out.title = m_title.trimmed();
    out.rangeMs = m_rangeMs > 0 && !hasText() ? std::optional(qint64(m_rangeMs)) : std::nullopt;
    out.text = hasText() ? std::optional(m_text) : std::nullopt;
    out.series.clear();
    out.unit = hasScale() ? given(m_unit) : std::nullopt;
    out.min.reset();
    out.max.reset();
    out.thresholds.reset();
    if (!hasText()) {
        const auto series = readSeries();
        if (!series)
            return series.error();
        out.series = *series;
        if (out.title.isEmpty())
            out.title = series->first().channel;
    }
    if (hasScale()) {
        const auto thresholds = readThresholds();
        if (!thresholds)
            return thresholds.error();
        if (!thresholds->isEmpty())
            out.thresholds = *thresholds;
        for (const auto &[text, bound] : {std::pair(m_least, &out.min), std::pair(m_most, &out.max)}) {
            if (text.trimmed().isEmpty())
                continue;
            const auto number = numberFrom(text);
            if (!number)
                return number.error();
            *bound = *number;
        }
        if (out.min && out.max && *out.min >= *out.max)
            return wrong(tr("The least of the scale is not below the most."));
    }
    // The lengths: as the server would judge, which names the field.
    Panel whole = out;
    if (whole.id.isEmpty())
        whole.id = QStringLiteral("new");
    const auto judged = protocol::decode<Panel>(protocol::encodeObject(whole), protocol::UnknownKeys::Skip);
    return judged ? Result(out) : judged.error();
}

void PanelEditor::save()
{
    const auto now = panel();
    m_errorText = now ? QString() : now.error().message;
    Q_EMIT errorTextChanged();
    if (now)
        Q_EMIT saved(*now);
}

} // namespace hearth::app
