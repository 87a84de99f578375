#pragma once

#include "server/metrics/metrics.h"

namespace hearth::server {

class Application;

//! Names every figure of the server's parts. tests/server/metricnames.txt has the list: dashboards and alerts
//! of others hang on these names.
void watchFigures(Metrics &metrics, const Application &application);

} // namespace hearth::server
