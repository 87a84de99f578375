//! hearth-bench: puts one kind of load on any Socket.IO server that knows `join:room`, `message:send` and
//! `typing:start`, and prints what it cost the server as one line of JSON.
#include "tests/bench/arguments.h"
#include "tests/bench/fanout/load.h"

#include <cstdio>
#include <sstream>

using namespace hearth::bench;

namespace {

const char *const usage =
    "hearth-bench --port N --pid N --rooms ID,ID… [--host ADDRESS] [--path PATH] [--token TOKEN]\n"
    "    [--members N] [--kind message|typing] [--content-bytes N] [--outstanding N | --rate N]\n"
    "    [--seconds S] [--warm-up S] [--stalled N]\n"
    "Without --seconds it connects, and measures that. `./dev bench` runs it on several servers in turn.\n";

bool read(int argc, char **argv, Plan &plan)
{
    const Arguments given(argc, argv);
    std::string roomIds;
    given.text("--host", plan.server.host);
    given.text("--path", plan.server.path);
    given.text("--token", plan.server.token);
    given.text("--rooms", roomIds);
    given.number("--port", plan.server.port);
    given.number("--pid", plan.pid);
    given.number("--members", plan.members);
    given.number("--content-bytes", plan.contentBytes);
    given.number("--outstanding", plan.outstanding);
    given.number("--rate", plan.rate);
    given.number("--seconds", plan.seconds);
    given.number("--warm-up", plan.warmUp);
    given.number("--stalled", plan.stalled);
    plan.kind = given.has("--kind", "typing") ? Plan::Kind::Typing : Plan::Kind::Message;
    std::stringstream rooms(roomIds);
    for (std::string room; std::getline(rooms, room, ',');)
        plan.rooms.push_back(room);
    return given.areWhole() && plan.server.port > 0 && plan.pid > 0 && !plan.rooms.empty();
}

} // namespace

int main(int argc, char **argv)
{
    Plan plan;
    if (!read(argc, argv, plan)) {
        std::fputs(usage, stderr);
        return 2;
    }
    Figures figures;
    Load load(plan);
    if (const std::string problem = load.run(figures); !problem.empty()) {
        std::fprintf(stderr, "hearth-bench: %s\n", problem.c_str());
        return 1;
    }
    std::printf(
        "{\"connectUs\":%g,\"bytesPerConnection\":%g,\"seconds\":%g,\"cpuSeconds\":%g,\"deliveries\":%g,"
        "\"p50Ms\":%g,\"p99Ms\":%g,\"stalledBytes\":%g,\"stalledClosed\":%d,\"lost\":%d}\n",
        figures.connectUs, figures.bytesPerConnection, figures.seconds, figures.cpuSeconds,
        figures.deliveries, figures.p50Ms, figures.p99Ms, figures.stalledBytes, figures.stalledClosed,
        figures.lost);
    return 0;
}
