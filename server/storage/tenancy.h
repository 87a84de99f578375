#pragma once

#include <QString>

namespace hearth::server {

//! As what a process uses a database that others reach, too. Held while the database is open; what does not
//! fit beside those who have it is Unavailable.
struct Tenancy
{
    enum class Kind {
        Guest, //!< beside whoever serves it: a command of the operator's
        Mover, //!< nobody may serve it meanwhile
        Alone, //!< the only server
        Node,  //!< one of several servers, which find each other elsewhere, under a name of its own
    };

    Kind kind = Kind::Guest;
    QString node = {};
};

} // namespace hearth::server
