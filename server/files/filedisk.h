#pragma once

#include "server/files/blobs.h"
#include "server/files/workers.h"

namespace hearth::server {

//! Where the contents of files lie, and the threads that touch them, so that no disk holds the loop up.
struct FileDisk
{
    explicit FileDisk(const QString &folder) : blobs(folder) {}

    //! Soon, behind what is being written to it.
    void removeDraft(const QString &id) { removeBehind(writing, id); }
    //! The same of one that is copied from another.
    void removeCopy(const QString &id) { removeBehind(copying, id); }

    const Blobs blobs;
    bool isShared = false;      //!< other servers of the team write into the folder, too
    Workers writing{1, 10'000}; //!< one thread: what is written to a draft keeps its order
    Workers copying{1, 10'000}; //!< one: whole files, which would hold up what is written
    Workers reading{2, 10'000};
    Workers pictures{1, 1'000}; //!< one: a decoder may take much memory

private:
    void removeBehind(Workers &workers, const QString &id)
    {
        workers.run<Done>(nullptr,
            [this, id]() -> Result<Done> {
                blobs.removeDraft(id);
                return Done{};
            },
            {});
    }
};

} // namespace hearth::server
