//! hearth-bench: puts one kind of load on any Socket.IO server that knows `join:room`, `message:send` and
//! `typing:start`, and prints what it cost the server as one line of JSON.
#include "tests/bench/fanout/load.h"

#include <cstdio>
#include <cstdlib>
#include <map>
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
    std::map<std::string, std::string> values;
    for (int i = 1; i + 1 < argc; i += 2)
        values[argv[i]] = argv[i + 1];
    const auto number = [&](const char *name, auto &target) {
        if (const auto found = values.find(name); found != values.end())
            target = std::decay_t<decltype(target)>(std::atof(found->second.c_str()));
    };
    const auto text = [&](const char *name, std::string &target) {
        if (const auto found = values.find(name); found != values.end())
            target = found->second;
    };
    text("--host", plan.server.host);
    text("--path", plan.server.path);
    text("--token", plan.server.token);
    number("--port", plan.server.port);
    number("--pid", plan.pid);
    number("--members", plan.members);
    number("--content-bytes", plan.contentBytes);
    number("--outstanding", plan.outstanding);
    number("--rate", plan.rate);
    number("--seconds", plan.seconds);
    number("--warm-up", plan.warmUp);
    number("--stalled", plan.stalled);
    plan.kind = values["--kind"] == "typing" ? Plan::Kind::Typing : Plan::Kind::Message;
    std::stringstream rooms(values["--rooms"]);
    for (std::string room; std::getline(rooms, room, ',');)
        plan.rooms.push_back(room);
    return argc % 2 == 1 && plan.server.port > 0 && plan.pid > 0 && !plan.rooms.empty();
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
