#pragma once

#include <QtGlobal>

#include <functional>
#include <vector>

namespace hearth::server {

//! How many of a crowd are due to go by when, so that they go evenly over a time. Pure.
class Wave
{
public:
    Wave(qsizetype all, int overMs) : m_all(all), m_overMs(overMs) {}

    //! So many more, so long after the beginning. At the end of the time it was all of them.
    [[nodiscard]] qsizetype due(qint64 sinceBeginMs);

private:
    qsizetype m_all;
    int m_overMs;
    qsizetype m_told = 0;
};

//! Those of one kind who are to go.
struct Crowd
{
    std::function<qsizetype()> count;
    std::function<void(qsizetype)> tellSome; //!< so many of those that were not told yet, whichever they are
};

//! Tells everybody to go, each crowd evenly over that time, beside the others, while everything else goes on:
//! where all clients of a server came back in one moment, the other servers would feel it. Returns once it
//! has told all who were there when it began.
void tellInWave(const std::vector<Crowd> &crowds, int overMs);

} // namespace hearth::server
