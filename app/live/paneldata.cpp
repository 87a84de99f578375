#include "app/live/paneldata.h"

#include "app/live/channelfeed.h"

namespace hearth::app {

PanelData::PanelData(const protocol::Panel &panel, ChannelFeed &feed, TimeRange &range, QObject *parent)
    : QObject(parent), m_panel(panel), m_feed(feed), m_range(range)
{}

PanelData::~PanelData() = default;

void PanelData::setPanel(const protocol::Panel &panel)
{
    m_panel = panel;
    Q_EMIT panelChanged();
}

QString PanelData::kind() const
{
    return QLatin1String(protocol::enumNames(m_panel.kind)[size_t(m_panel.kind)]);
}

QString PanelData::valueText() const
{
    return {};
}

QString PanelData::noteText() const
{
    return {};
}

bool PanelData::isStale() const
{
    return false;
}

int PanelData::level() const
{
    return 0;
}

} // namespace hearth::app
