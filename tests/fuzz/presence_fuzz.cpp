#include "server/presence/presencewire.h"
#include "tests/fuzz/fuzz.h"

namespace hearth::fuzz {

using namespace hearth::server::presence;

namespace {

void requireSound(const WrittenPart &part)
{
    require(part.rev > 0, "a state has a number");
    require(part.part.idle >= 0 && part.part.idle <= part.part.devices,
        "nobody has more idle devices than devices");
    require(
        part.sockets.size() <= server::PresenceBoard::maxSockets, "the sockets that are named are bounded");
    const auto again = decodePart(encode(part));
    require(again.isOk() && *again == part, "what is written is read as it was");
}

} // namespace

//! What Redis has of a person, and what somebody has published of one.
void fuzz(QByteArrayView input)
{
    if (const auto part = decodePart(input))
        requireSound(*part);
    const auto update = decodeUpdate(input);
    if (!update || !*update)
        return;
    const Update &change = **update;
    require(isName(change.userId.toUtf8()) && isName(change.node.toUtf8()), "names are parts of keys");
    require(change.lastSeen >= 0, "a time is none before 1970");
    if (change.part) {
        require(change.part->rev == change.rev, "a change and its state have one number");
        requireSound(*change.part);
    }
}

} // namespace hearth::fuzz
