#include "app/live/paneldata.h"

#include "app/live/livechannels.h"
#include "app/live/panelchannels.h"
#include "app/models/bidi.h"
#include "app/models/render.h"

#include <algorithm>
#include <span>

namespace hearth::app {

namespace {

//! Text changes no more often than it can be read.
constexpr qint64 writeMs = 480;
//! A chart has about so many pixels: what is shown moves by one in this part of its length.
constexpr qint64 columns = 800;
constexpr qint64 slowestMs = 1'000;

} // namespace

PanelData::PanelData(const protocol::Panel &panel, LiveChannels &feed, TimeRange &range, QObject *parent)
    : QObject(parent), m_panel(panel), m_feed(feed), m_range(nullptr)
{
    connect(&feed, &LiveChannels::beat, this, &PanelData::onBeat);
    setRange(range);
    take({});
}

PanelData::~PanelData()
{
    for (const QString &each : channels())
        m_feed.unwatch(each);
}

void PanelData::setRange(TimeRange &range)
{
    if (m_range)
        m_range->disconnect(this);
    m_range = &range;
    connect(&range, &TimeRange::changed, this, [this] {
        redraw();
        refresh();
    });
    connect(&range, &TimeRange::hoverChanged, this, &PanelData::refreshHover);
}

void PanelData::setPanel(const protocol::Panel &panel)
{
    const QStringList old = channels();
    m_panel = panel;
    take(old);
    Q_EMIT panelChanged();
}

//! The new ones first, so that what both have is never without a watcher.
void PanelData::take(const QStringList &old)
{
    for (const QString &each : channels())
        m_feed.watch(each);
    for (const QString &each : old)
        m_feed.unwatch(each);
    redraw();
    refresh();
}

QStringList PanelData::channels() const
{
    return channelsOf(std::span(&m_panel, 1));
}

bool PanelData::canBeSent(const protocol::Panel &panel)
{
    using protocol::PanelKind;
    return panel.kind != PanelKind::Log && panel.kind != PanelKind::Text && !panel.series.isEmpty();
}

//! Lines over time.
bool PanelData::isChart() const
{
    return m_panel.kind == protocol::PanelKind::Line || m_panel.kind == protocol::PanelKind::Area;
}

QString PanelData::title() const
{
    if (!m_panel.title.isEmpty() || m_panel.series.isEmpty())
        return safeName(m_panel.title);
    const protocol::PanelSeries &first = m_panel.series.first();
    return safeName(first.label.value_or(first.channel));
}

QString PanelData::kind() const
{
    return QLatin1String(protocol::enumNames(m_panel.kind)[size_t(m_panel.kind)]);
}

QVariantList PanelData::blocks() const
{
    if (m_panel.kind != protocol::PanelKind::Text)
        return {};
    return renderMessage(m_panel.text.value_or(QString())).toVariantList();
}

//! The clock is asked once: both ends, and whatever is asked for between them, are of the same moment.
PanelData::Shown PanelData::shown() const
{
    const qint64 now = m_feed.now();
    if (m_range->isZoomed())
        return {m_range->from(now), m_range->until(now), -m_range->from(now)};
    const qint64 length = m_panel.rangeMs.value_or(m_range->length());
    return {m_range->until(now) - length, m_range->until(now), length};
}

qint64 PanelData::from() const
{
    return shown().from;
}

qint64 PanelData::until() const
{
    return shown().until;
}

QList<PanelData::Drawn> PanelData::drawn()
{
    const Shown now = shown();
    const qsizetype most = m_panel.kind == protocol::PanelKind::Table ? maxRows : maxDrawn;
    QList<Drawn> all;
    for (const protocol::PanelSeries &each : m_panel.series) {
        if (all.size() < most)
            addDrawn(all, each, now, most);
    }
    for (qsizetype i = 0; i < all.size(); ++i)
        all[i].colour = int(i);
    return all;
}

void PanelData::addDrawn(
    QList<Drawn> &all, const protocol::PanelSeries &series, const Shown &shown, qsizetype most)
{
    const ChannelHistory *history = m_feed.history(series.channel);
    if (!history)
        return;
    const bool isShort = history->completeFrom() > shown.from;
    if (isShort)
        m_feed.reachBack(series.channel, shown.from);
    const QHash<QString, Spans> *past = isShort && shown.until > shown.from
                                            ? m_feed.past(series.channel, shown.key, shown.from, shown.until)
                                            : nullptr;
    QStringList fields{series.field};
    if (series.field.isEmpty()) {
        fields = history->fields();
        for (auto it = past ? past->constBegin() : QHash<QString, Spans>::const_iterator();
             past && it != past->constEnd(); ++it) {
            if (!fields.contains(it.key()))
                fields.append(it.key());
        }
        // By name: so a colour stays with its field whichever came first.
        std::sort(fields.begin(), fields.end());
    }
    for (const QString &field : fields) {
        if (all.size() >= most)
            break;
        Drawn drawn;
        drawn.channel = series.channel;
        drawn.label = series.label && !series.label->isEmpty() ? *series.label : field;
        if (series.field.isEmpty() && series.label && fields.size() > 1)
            drawn.label = *series.label + QLatin1Char(' ') + field;
        if (drawn.label == QLatin1String("value"))
            drawn.label = series.channel;
        drawn.label = safeName(drawn.label);
        drawn.view.live = history->readings(field);
        drawn.view.liveFrom = history->completeFrom();
        const auto spans = past ? past->constFind(field) : QHash<QString, Spans>::const_iterator();
        if (past && spans != past->constEnd())
            drawn.view.spans = &*spans;
        drawn.pace = drawn.view.pace(shown.from, shown.until);
        all.append(drawn);
    }
}

QString PanelData::unit() const
{
    return safeName(m_panel.unit.value_or(QString()));
}

quint64 PanelData::revision() const
{
    quint64 sum = 0;
    for (const protocol::PanelSeries &each : m_panel.series)
        sum += m_feed.revision(each.channel);
    return sum;
}

void PanelData::onBeat()
{
    const quint64 seen = revision();
    const bool isNew = seen != m_seen;
    const Shown now = shown();
    const qint64 length = now.until - now.from;
    const qint64 pause =
        std::clamp(length / columns, qint64(LiveChannels::beatMs), slowestMs) - LiveChannels::beatMs / 4;
    const bool moves = !m_range->isPaused();
    if ((isNew || moves) &&
        m_sinceDrawn.hasExpired(isNew ? pause : std::max<qint64>(pause, length / columns)))
        redraw();
    // Also without news: values grow old.
    if (m_sinceWritten.hasExpired(seen != m_written ? writeMs : 2 * writeMs) || (m_written == 0 && isNew))
        refresh();
}

void PanelData::redraw()
{
    m_seen = revision();
    m_sinceDrawn.start();
    Q_EMIT pictureChanged();
}

void PanelData::walk(int direction)
{
    const QList<Drawn> series = drawn();
    const Shown now = shown();
    const qint64 at = m_range->hoverAt();
    qint64 next = 0;
    for (const Drawn &each : series) {
        const qint64 found = each.view.neighbour(at > 0 ? at : now.until + 1, at > 0 ? direction : -1);
        if (found < now.from || found > now.until)
            continue;
        const bool isNearer = at > 0 && direction > 0 ? found < next : found > next;
        if (next == 0 || isNearer)
            next = found;
    }
    if (next > 0)
        m_range->setHoverAt(next);
}

} // namespace hearth::app
