#include "server/server/wave.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

namespace hearth::server {

namespace {
constexpr int stepMs = 20;
}

void closeInWave(Hub &hub, CloseCode code, int overMs)
{
    const qsizetype all = hub.sessionCount();
    qsizetype told = 0;
    QElapsedTimer sinceBegin;
    sinceBegin.start();
    QEventLoop loop;
    QTimer step;
    QObject::connect(&step, &QTimer::timeout, &loop, [&] {
        const double part = std::min(1.0, double(sinceBegin.elapsed()) / std::max(1, overMs));
        const auto due = qsizetype(double(all) * part);
        hub.closeSome(code, due - std::exchange(told, due));
        if (part >= 1 || hub.sessionCount() == 0)
            loop.quit();
    });
    step.start(stepMs);
    if (all > 0)
        loop.exec();
}

} // namespace hearth::server
