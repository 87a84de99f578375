#pragma once

#include <QtGlobal>

namespace hearth::server {

//! Where an event stands among those that its room gets in one order: told to the other servers beside the
//! event, so that each can bring what several servers say into that order. What the tracks are the hub does
//! not know.
struct Place
{
    int track = 0;       //!< from 1
    qint64 position = 0; //!< in the track
    qint64 after = 0;    //!< of another track: what has to be known first; 0: nothing
    bool operator==(const Place &) const = default;
};

} // namespace hearth::server
