#include "server/features/quiet.h"

namespace hearth::server {

bool isQuiet(const std::optional<protocol::QuietHours> &hours, const std::optional<qint64> &until, qint64 now)
{
    if (until && now < *until)
        return true;
    if (!hours)
        return false;
    constexpr qint64 day = 24 * 60;
    const qint64 minute = ((now / 60'000 + hours->utcOffset) % day + day) % day;
    if (hours->from <= hours->to)
        return minute >= hours->from && minute < hours->to;
    return minute >= hours->from || minute < hours->to;
}

} // namespace hearth::server
