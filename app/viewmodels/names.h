#pragma once

#include "app/models/searchhints.h"
#include "app/store/store.h"

//! What people and rooms are called on this device, ready to show.
namespace hearth::app {

//! The display name; the username where no other is known.
[[nodiscard]] QString shownName(const Store &store, const QString &userId, const QString &username);
//! Empty for a room that is not here.
[[nodiscard]] QString shownRoom(const Store &store, const QString &roomId);
//! Whom and which rooms a search may name.
[[nodiscard]] QList<SearchName> searchPeople(const Store &store);
[[nodiscard]] QList<SearchName> searchRooms(const Store &store);

} // namespace hearth::app
