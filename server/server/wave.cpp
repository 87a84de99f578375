#include "server/server/wave.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>

namespace hearth::server {

namespace {

constexpr int stepMs = 20;

bool isAnybodyLeft(const std::vector<Crowd> &crowds)
{
    return std::any_of(crowds.begin(), crowds.end(), [](const Crowd &crowd) { return crowd.count() > 0; });
}

} // namespace

qsizetype Wave::due(qint64 sinceBeginMs)
{
    const qint64 passed = std::clamp<qint64>(sinceBeginMs, 0, m_overMs);
    const qsizetype byNow = m_overMs > 0 ? qsizetype(m_all * passed / m_overMs) : m_all;
    const qsizetype toldBefore = std::exchange(m_told, std::max(m_told, byNow));
    return m_told - toldBefore;
}

void tellInWave(const std::vector<Crowd> &crowds, int overMs)
{
    std::vector<Wave> waves;
    waves.reserve(crowds.size());
    for (const Crowd &crowd : crowds)
        waves.emplace_back(crowd.count(), overMs);
    QElapsedTimer sinceBegin;
    sinceBegin.start();
    QEventLoop loop;
    QTimer step;
    QObject::connect(&step, &QTimer::timeout, &loop, [&] {
        const qint64 passed = sinceBegin.elapsed();
        for (std::size_t i = 0; i < crowds.size(); ++i)
            crowds[i].tellSome(waves[i].due(passed));
        if (passed >= overMs || !isAnybodyLeft(crowds))
            loop.quit();
    });
    step.start(stepMs);
    if (isAnybodyLeft(crowds))
        loop.exec();
}

} // namespace hearth::server
