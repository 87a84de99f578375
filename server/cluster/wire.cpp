#include "server/cluster/wire.h"

namespace hearth::server::cluster {

std::unique_ptr<Wire> Wire::make(Kind kind, Names names, const Bounds &bounds)
{
    if (kind == Kind::Sharded)
        return std::make_unique<ShardedWire>(std::move(names), bounds);
    return std::make_unique<ClassicWire>(std::move(names), bounds);
}

} // namespace hearth::server::cluster
