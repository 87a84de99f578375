#include "server/series/thinning.h"

#include <algorithm>

namespace hearth::server {

QList<Sample> thinned(const QList<Sample> &samples, qsizetype limit)
{
    if (samples.size() <= limit)
        return samples;
    const auto isLess = [](const Sample &one, const Sample &other) { return one.value < other.value; };
    const qsizetype parts = (limit - 1) / 2;
    const qsizetype count = samples.size() - 1; // the last stands for itself
    QList<Sample> kept;
    kept.reserve(2 * parts + 1);
    for (qsizetype i = 0; i < parts; ++i) {
        const auto begin = samples.begin() + i * count / parts;
        const auto end = samples.begin() + (i + 1) * count / parts;
        auto [least, most] = std::minmax_element(begin, end, isLess);
        if (most < least)
            std::swap(least, most);
        kept.append(*least);
        if (least != most)
            kept.append(*most);
    }
    kept.append(samples.last());
    return kept;
}

} // namespace hearth::server
