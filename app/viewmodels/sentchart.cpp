#include "app/viewmodels/sentchart.h"

#include <QDateTime>
#include <QLocale>

namespace hearth::app {

SentChart::SentChart(const protocol::Chart &chart, LiveChannels &feed, qint64 now, QObject *parent)
    : QObject(parent), m_chart(chart), m_feed(&feed), m_isLive(now - chart.until < youngMs)
{}

SentChart::~SentChart() = default;

void SentChart::setLive(bool live)
{
    if (m_isLive == live)
        return;
    m_isLive = live;
    show();
}

QString SentChart::whenText() const
{
    if (m_isLive)
        return tr("Live · show as it was");
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(m_chart.until);
    return tr("As it was, %1 · show live").arg(QLocale().toString(at, QLocale::ShortFormat));
}

void SentChart::hold()
{
    if (++m_holders == 1)
        show();
}

void SentChart::release()
{
    if (m_holders > 0 && --m_holders == 0)
        show();
}

void SentChart::end()
{
    m_feed = nullptr;
    show();
}

void SentChart::show()
{
    std::unique_ptr<QObject> old[]{std::move(m_panel), std::move(m_range), std::move(m_still)};
    if (m_feed && m_holders > 0) {
        if (!m_isLive)
            m_still = std::make_unique<StillChannels>(m_chart);
        LiveChannels &feed = m_isLive ? *m_feed : *m_still;
        m_range = std::make_unique<TimeRange>([shown = &feed] { return shown->now(); });
        m_range->setLength(m_chart.until - m_chart.from);
        // Its own range of time would begin before what it carries.
        protocol::Panel panel = m_chart.panel;
        panel.rangeMs.reset();
        m_panel = std::make_unique<PanelData>(panel, feed, *m_range);
    }
    Q_EMIT panelChanged();
    // What drew the old ones goes a turn later, and they after it, but with this at the latest: the panel,
    // which is the first, looks at the others and at the feed.
    for (auto &each : old) {
        if (!each)
            continue;
        each->setParent(this);
        each.release()->deleteLater();
    }
    if (!m_feed) // at the end at once, as the feed goes
        qDeleteAll(QObjectList(children()));
}

} // namespace hearth::app
