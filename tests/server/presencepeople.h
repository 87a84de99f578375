#pragma once

#include "tests/server/presenceworld.h"

//! Who is here in the tests of presence by Redis, by the ids that stand in its keys.
namespace hearth::test {

using Node = PresenceWorld::Node;

inline constexpr auto anna = "uanna";
inline constexpr auto ben = "uben";
inline constexpr auto cleo = "ucleo";

inline QByteArray personOf(int i)
{
    return "u" + QByteArray::number(i);
}

} // namespace hearth::test
