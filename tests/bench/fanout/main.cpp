//! hearth-bench: puts one kind of load on any Socket.IO server that knows `join:room`, `message:send` and
//! `typing:start`, and prints what it cost the server as one line of JSON.
#include "tests/bench/arguments.h"
#include "tests/bench/fanout/load.h"
#include "tests/bench/fanout/storm.h"

#include <cstdio>
#include <sstream>

using namespace hearth::bench;

namespace {

const char *const usage =
    "hearth-bench --port N[,N…] --pid N[,N…] --rooms ID,ID… [--host ADDRESS] [--path PATH] [--token TOKEN]\n"
    "    [--members N] [--kind message|typing|storm] [--content-bytes N] [--outstanding N | --rate N]\n"
    "    [--seconds S] [--warm-up S] [--stalled N] [--latency all|hops]\n"
    "Without --seconds it connects, and measures that. Of several servers the members are spread over all; "
    "with\n"
    "--latency hops those on the first say everything and the others' times count. --kind storm connects all "
    "to\n"
    "the first, says `ready`, and when that is gone comes back by the others, as Socket.IO's client does.\n"
    "`./dev bench` runs it on several servers in turn.\n";

std::vector<std::string> parts(const std::string &list)
{
    std::vector<std::string> all;
    std::stringstream stream(list);
    for (std::string part; std::getline(stream, part, ',');)
        all.push_back(part);
    return all;
}

bool read(int argc, char **argv, Plan &plan)
{
    const Arguments given(argc, argv);
    std::string roomIds, ports, pids;
    Member::Options server;
    given.text("--host", server.host);
    given.text("--path", server.path);
    given.text("--token", server.token);
    given.text("--rooms", roomIds);
    given.text("--port", ports);
    given.text("--pid", pids);
    given.number("--members", plan.members);
    given.number("--content-bytes", plan.contentBytes);
    given.number("--outstanding", plan.outstanding);
    given.number("--rate", plan.rate);
    given.number("--seconds", plan.seconds);
    given.number("--warm-up", plan.warmUp);
    given.number("--stalled", plan.stalled);
    plan.kind = given.has("--kind", "typing") ? Plan::Kind::Typing : Plan::Kind::Message;
    plan.countsHops = given.has("--latency", "hops");
    plan.rooms = parts(roomIds);
    plan.servers.clear();
    for (const std::string &port : parts(ports)) {
        server.port = std::atoi(port.c_str());
        plan.servers.push_back(server);
    }
    for (const std::string &pid : parts(pids))
        plan.pids.push_back(std::atoi(pid.c_str()));
    return given.areWhole() && !plan.servers.empty() && !plan.pids.empty() && !plan.rooms.empty();
}

} // namespace

int main(int argc, char **argv)
{
    Plan plan;
    if (!read(argc, argv, plan)) {
        std::fputs(usage, stderr);
        return 2;
    }
    if (const Arguments given(argc, argv); given.has("--kind", "storm")) {
        const std::string problem = Storm(plan).run();
        if (!problem.empty())
            std::fprintf(stderr, "hearth-bench: %s\n", problem.c_str());
        return problem.empty() ? 0 : 1;
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
