//! hearth-bench-streams: readers of live channels, each delivery checked, and what they cost hearthd, as one
//! line of JSON. The server must take values and streams in any number (`--limits-channel-values-per-second 0
//! --limits-event-streams-per-user 0 …`, as tools/bench/streams.py starts it).
#include "tests/bench/arguments.h"
#include "tests/bench/streams/load.h"

#include <cstdio>
#include <exception>

using namespace hearth::bench;

namespace {

const char *const usage =
    "hearth-bench-streams --port N --pid N --token TOKEN [--kind stream|socket] [--readers N]\n"
    "    [--channels N] [--each N] [--rate HZ] [--seconds S] [--warm-up S] [--stalled N]\n"
    "`./dev bench streams` runs it.\n";

bool read(int argc, char **argv, Plan &plan)
{
    const Arguments given(argc, argv);
    given.number("--port", plan.port);
    given.number("--pid", plan.pid);
    given.text("--token", plan.token);
    plan.kind = given.has("--kind", "socket") ? Plan::Kind::Socket : Plan::Kind::Stream;
    given.number("--readers", plan.readers);
    given.number("--channels", plan.channels);
    given.number("--each", plan.each);
    given.number("--rate", plan.rate);
    given.number("--seconds", plan.seconds);
    given.number("--warm-up", plan.warmUp);
    given.number("--stalled", plan.stalled);
    return given.areWhole() && plan.port > 0 && plan.pid > 0 && !plan.token.empty() && plan.channels > 0 &&
           plan.each <= plan.channels;
}

} // namespace

int main(int argc, char **argv)
{
    Plan plan;
    if (!read(argc, argv, plan)) {
        std::fputs(usage, stderr);
        return 2;
    }
    try {
        const Figures figures = Load(plan).run();
        std::printf("{\"seconds\":%g,\"cpuSeconds\":%g,\"published\":%.0f,\"deliveries\":%.0f,\"p50Ms\":%g,"
                    "\"p99Ms\":%g,\"worstMs\":%g,\"missing\":%.0f,\"stalledCut\":%d,\"stalledRead\":%.0f,"
                    "\"queuedBytes\":%.0f}\n",
            figures.seconds, figures.cpuSeconds, figures.published, figures.deliveries, figures.p50Ms,
            figures.p99Ms, figures.worstMs, figures.missing, figures.stalledCut, figures.stalledRead,
            figures.queuedBytes);
        return 0;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "hearth-bench-streams: %s\n", error.what());
        return 1;
    }
}
