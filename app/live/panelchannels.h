#pragma once

#include "shared/protocol/dashboard.h"

#include <QStringList>

namespace hearth::app {

//! Those that panels show, each once, in their order.
template <class Panels>
[[nodiscard]] QStringList channelsOf(const Panels &panels)
{
    QStringList all;
    for (const protocol::Panel &panel : panels) {
        for (const protocol::PanelSeries &series : panel.series)
            all.append(series.channel);
    }
    all.removeDuplicates();
    return all;
}

} // namespace hearth::app
