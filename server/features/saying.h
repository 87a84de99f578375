#pragma once

#include "server/features/notifying.h"

namespace hearth::server {

//! A message that somebody wants to send, and what notifying depends on.
struct Saying
{
    NewMessage message;
    Occasion occasion;
};

struct Stored
{
    Appended appended;
    News news;
};

//! What each of them becomes, in their order, within one transaction: past the gate, stored, and its
//! notifications with it; each by itself, as if it were alone.
[[nodiscard]] Result<QList<Result<Stored>>> storeEach(Database &db, const QList<Saying> &sayings);
[[nodiscard]] Result<Stored> storeAlone(Database &db, const Saying &saying);

//! What is wrong with it, if anything, is found only when others are stored, which would have to be stored
//! anew: nobody should be able to make that a habit.
[[nodiscard]] bool mayFailOthers(const NewMessage &message);

} // namespace hearth::server
