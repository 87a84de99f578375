#include "shared/base/clock.h"

#include <chrono>

namespace hearth {

using namespace std::chrono;

qint64 SystemClock::wallMs() const
{
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

qint64 SystemClock::steadyMs() const
{
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace hearth
