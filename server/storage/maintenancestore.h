#pragma once

#include "shared/base/result.h"

#include <QString>
#include <QStringList>

namespace hearth::server {

//! What an operator does with the whole. Outside of a transaction, renewEpoch() excepted.
class MaintenanceStore
{
public:
    virtual ~MaintenanceStore() = default;
    //! A consistent copy as of now, while others read and write; private to its owner, on disk when this
    //! returns. InvalidRequest where the file exists: a backup never replaces anything.
    virtual Result<Done> backUp(const QString &file) = 0;
    //! A line for each thing that is not as it must be: the file itself, references, holes in seq, cursors
    //! past the end, counts of changes and of files, and what is left of deleted messages.
    virtual Result<QStringList> faults() = 0;
    //! These are not the rooms that the clients knew: each of them begins anew.
    virtual Result<Done> renewEpoch() = 0;
    //! 1 where this connection has the place that only one has at a time, taken now if nobody had it; it has
    //! it until it ends. A database that only one server can have open gives it to whoever asks.
    virtual Result<qint64> lead() = 0;
};

} // namespace hearth::server
